/** Walking through the marked rows of a long list: flags and hits. */

export interface Step {
  /** Which of them, from 0. */
  index: number;
  /** Whether it went over the end and began anew. */
  around: boolean;
}

/** The next of `rows` (ascending) beyond `from` in a direction; null where there are none. */
export function walked(rows: readonly number[], from: number, backwards: boolean): Step | null {
  if (rows.length === 0) return null;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle] ?? 0;
    if (backwards ? row < from : row <= from) low = middle + 1;
    else high = middle;
  }
  const index = backwards ? low - 1 : low;
  if (index < 0) return { index: rows.length - 1, around: true };
  if (index >= rows.length) return { index: 0, around: true };
  return { index, around: false };
}
