/** Words of the view 提示 in English. */
import type { findings as zh } from "../zh/findings";

export const findings: typeof zh = {
  title: "Findings",
  lead: "What a person should look at, and what to do.",
};
