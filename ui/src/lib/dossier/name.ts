/** The file name that is proposed for a dossier: `证据册_周航借款_2026-04-03.pdf`. */

/** What no file system takes, and what is not seen (direction marks, say), becomes `_` or nothing. */
export function proposedName(title: string, day: string): string {
  const plain = title
    .replace(/\p{Cf}/gu, "")
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, "_")
    .trim();
  const short = Array.from(plain).slice(0, 60).join("").replace(/[. ]+$/, "");
  return ["证据册", short, day].filter((part) => part !== "").join("_") + ".pdf";
}
