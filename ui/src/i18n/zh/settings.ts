/** Words of the view 设置. */

export const settings = {
  title: "设置",
  lead: "当事人、别名、核对阈值与时区。",
};
