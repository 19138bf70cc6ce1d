/** Words of the view 案件. */

export const cases = {
  title: "案件",
  lead: "每个案件是一个文件夹，所有材料都留在这台电脑上。",
};
