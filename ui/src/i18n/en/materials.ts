/** Words of the view 材料 in English. */
import type { materials as zh } from "../zh/materials";

export const materials: typeof zh = {
  title: "Materials",
  lead: "Drop files or folders onto the window to add them.",
};
