/** Finds the next or previous link that a person should look at, in the order of the list. */
import type { LinkPage } from "../api/generated/LinkPage";
import type { LinkRow } from "../api/generated/LinkRow";

/** Rows that are looked through at a time. */
const AT_ONCE = 400;

/** The nearest flagged row after (`step` 1) or before (-1) a row; null where there is none. */
export async function nearestFlagged(
  ask: (from: number, count: number) => Promise<LinkPage>,
  row: number,
  step: 1 | -1,
): Promise<LinkRow | null> {
  if (step === 1) {
    for (let from = row + 1; ; from += AT_ONCE) {
      const page = await ask(from, AT_ONCE);
      const found = page.rows.find(({ money }) => money.flagged);
      if (found !== undefined) return found;
      if (page.rows.length === 0 || from + page.rows.length >= page.total) return null;
    }
  }
  for (let end = row; end > 0; end -= AT_ONCE) {
    const from = Math.max(0, end - AT_ONCE);
    const page = await ask(from, end - from);
    const found = page.rows.filter(({ money }) => money.flagged).at(-1);
    if (found !== undefined) return found;
  }
  return null;
}
