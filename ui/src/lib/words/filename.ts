/** A title as a part of a file name that every system takes. */

/** What no file system takes, and what is not seen (direction marks, say), becomes `_` or nothing; 60 characters at most. */
export function plainTitle(title: string): string {
  const plain = title
    .replace(/\p{Cf}/gu, "")
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, "_")
    .trim();
  return Array.from(plain).slice(0, 60).join("").replace(/[. ]+$/, "");
}
