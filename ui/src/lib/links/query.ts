/** Which links are listed and in which order: what the filter bar and the heads of the table ask the program for. */
import type { LinkQuery } from "../api/generated/LinkQuery";
import type { LinkSort } from "../api/generated/LinkSort";
import type { Verdict } from "../api/generated/Verdict";

/** Every link, the earliest first. */
export const EVERYTHING: LinkQuery = {
  verdicts: [],
  decided: [],
  direction: null,
  party: null,
  text: "",
  sort: "time",
  descending: false,
};

/** Whether some links are left out. */
export function isFiltered(query: LinkQuery): boolean {
  return (
    query.verdicts.length > 0 ||
    query.decided.length > 0 ||
    query.direction !== null ||
    query.party !== null ||
    query.text.trim() !== ""
  );
}

/** Without its filters, in the same order. */
export function unfiltered(query: LinkQuery): LinkQuery {
  return { ...EVERYTHING, sort: query.sort, descending: query.descending };
}

/** What one looks for first when one sorts by it: large sums and long gaps on top, what needs a look on top. */
const BEGINS_DESCENDING: Record<LinkSort, boolean> = {
  time: false,
  amount: true,
  gap: true,
  verdict: false,
};

/** A head of the table was pressed: sorted by it, or turned round where it was already. */
export function sortedBy(query: LinkQuery, sort: LinkSort): LinkQuery {
  const descending = query.sort === sort ? !query.descending : BEGINS_DESCENDING[sort];
  return { ...query, sort, descending };
}

/** With a verdict more, or less. */
export function toggled(query: LinkQuery, verdict: Verdict): LinkQuery {
  const has = query.verdicts.includes(verdict);
  const verdicts = has
    ? query.verdicts.filter((one) => one !== verdict)
    : [...query.verdicts, verdict];
  return { ...query, verdicts };
}
