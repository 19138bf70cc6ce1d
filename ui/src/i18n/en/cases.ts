/** Words of the view 案件 in English. */
import type { cases as zh } from "../zh/cases";

export const cases: typeof zh = {
  title: "Cases",
  lead: "Each case is one folder; everything stays on this computer.",
};
