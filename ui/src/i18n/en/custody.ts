/** Words of the view 保管与校验 in English. */
import type { custody as zh } from "../zh/custody";

export const custody: typeof zh = {
  title: "Custody and check",
  lead: "Everything done to the case, in order.",
};
