/** Words of the view 保管与校验. */

export const custody = {
  title: "保管与校验",
  lead: "对案件做过的每一件事都按顺序记录在此。",
};
