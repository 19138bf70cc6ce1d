/** Words of the view 对应 in English. */
import type { links as zh } from "../zh/links";

export const links: typeof zh = {
  title: "Links",
  lead: "Which message belongs to which transfer: check them one by one.",
};
