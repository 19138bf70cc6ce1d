/** Words of the view 设置 in English. */
import type { settings as zh } from "../zh/settings";

export const settings: typeof zh = {
  title: "Settings",
  lead: "Parties, aliases, threshold and time zone.",
};
