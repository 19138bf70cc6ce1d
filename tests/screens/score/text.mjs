/** How much of a text was read right. */

/** Emoji, which no reader of print is asked for. */
const EMOJI = /[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u200d\ufe0f\u20e3]/gu;

/** What counts for reading: widths folded, blanks and emoji dropped. @param {string} text */
export const folded = (text) => text.normalize("NFKC").replaceAll("\u2212", "-").replace(EMOJI, "").replace(/\s+/gu, "");

/** Verbatim but for blanks. @param {string} text */
export const strict = (text) => text.replace(/\s+/gu, "");

/** The least number of characters to put in, take out or change. @param {string} a @param {string} b */
export function distance(a, b) {
  const x = [...a], y = [...b];
  if (a === b) return 0;
  let row = y.map((_, j) => j + 1);
  row.unshift(0);
  for (let i = 0; i < x.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < y.length; j += 1) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (x[i] === y[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[y.length] ?? 0;
}

/** From 0 to 1. @param {string} a @param {string} b */
export function likeness(a, b) {
  const longer = Math.max([...a].length, [...b].length);
  return longer === 0 ? 1 : 1 - distance(a, b) / longer;
}

/** How much two boxes share. @param {readonly number[]} a @param {readonly number[]} b */
export function overlap(a, b) {
  const [ax = 0, ay = 0, aw = 0, ah = 0] = a, [bx = 0, by = 0, bw = 0, bh = 0] = b;
  const w = Math.min(ax + aw, bx + bw) - Math.max(ax, bx), h = Math.min(ay + ah, by + bh) - Math.max(ay, by);
  if (w <= 0 || h <= 0) return 0;
  return (w * h) / (aw * ah + bw * bh - w * h);
}
