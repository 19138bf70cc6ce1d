/** Words of the view 时间线 in English. */
import type { timeline as zh } from "../zh/timeline";

export const timeline: typeof zh = {
  title: "Timeline",
  lead: "Chat and money on one axis of time.",
};
