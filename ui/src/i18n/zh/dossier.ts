/** Words of the view 证据册. */

export const dossier = {
  title: "证据册",
  lead: "选择内容，查看真实页面，然后导出。",
};
