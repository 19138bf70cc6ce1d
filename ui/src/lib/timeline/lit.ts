/** Where a sought text stands in another, so that it can be lit: compared in lower case, as the program does. */

export interface Part {
  text: string;
  hit: boolean;
}

/** Beyond so many hits in one text the rest is left unlit: nobody reads them, and each is an element. */
const MOST = 200;

/** The text in pieces, hits and the rest in turn; one piece where nothing is found. */
export function litParts(text: string, sought: string): Part[] {
  const needle = sought.trim().toLowerCase();
  const lower = text.toLowerCase();
  // A few letters change their length in lower case; then only what stands there as it was typed can be placed.
  const within = lower.length === text.length ? lower : text;
  const parts: Part[] = [];
  let from = 0;
  for (let hits = 0; needle !== "" && hits < MOST; hits++) {
    const at = within.indexOf(needle, from);
    if (at < 0) break;
    if (at > from) parts.push({ text: text.slice(from, at), hit: false });
    parts.push({ text: text.slice(at, at + needle.length), hit: true });
    from = at + needle.length;
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from), hit: false });
  return parts;
}

/** Where the first hit stands; -1 for nowhere. */
export function firstHit(text: string, sought: string): number {
  const needle = sought.trim().toLowerCase();
  return needle === "" ? -1 : text.toLowerCase().indexOf(needle);
}

/** Marks that turn the order in which letters are shown: `5000` may be written `0005`. */
const TURNS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** Whether a text may read otherwise than it was written. */
export function turnsLetters(text: string): boolean {
  return TURNS.test(text);
}

const LONG = 180;
const LINES = 6;

/** Whether a text is folded until it is asked for: so long that it would push everything else off the screen. */
export function isLong(text: string): boolean {
  if (text.length > LONG) return true;
  let lines = 1;
  for (const letter of text) {
    if (letter === "\n" && ++lines > LINES) return true;
  }
  return false;
}

/** What of a folded text is put on the page at all. */
export function folded(text: string): string {
  // Never through the middle of a character of two units.
  return /^[\s\S]{0,400}(?![\uDC00-\uDFFF])/.exec(text)?.[0] ?? text;
}
