/** Words of the view 材料. */

export const materials = {
  title: "材料",
  lead: "把文件或文件夹拖到窗口里即可加入。",
};
