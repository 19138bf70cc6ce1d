/** Words of the view 证据册 in English. */
import type { dossier as zh } from "../zh/dossier";

export const dossier: typeof zh = {
  title: "Dossier",
  lead: "Choose the contents, look at the real pages, then export.",
};
