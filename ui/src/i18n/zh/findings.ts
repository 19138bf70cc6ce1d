/** Words of the view 提示. */

export const findings = {
  title: "提示",
  lead: "需要看一看的地方，以及可以怎么做。",
};
