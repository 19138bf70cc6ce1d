/** The file name that is proposed for a dossier: `证据册_周航借款_2026-04-03.pdf`. */
import { plainTitle } from "../words/filename";

export function proposedName(title: string, day: string): string {
  return ["证据册", plainTitle(title), day].filter((part) => part !== "").join("_") + ".pdf";
}
