/** Words of the view 对应. */

export const links = {
  title: "对应",
  lead: "每笔收付记录对应哪条消息，请逐笔核对。",
};
