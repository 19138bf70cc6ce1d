/** How the materials are looked at: as what, found, sorted, and which is open. Stays while the case is open. */
import type { Sorting, SortKey } from "./listing";

/** The material that is open beside the list, and the row in it that is lit, or the page. */
export interface OpenMaterial {
  id: string;
  line: number | null;
  sheet: string | null;
  page: number | null;
}

export class Look {
  mode = $state<"table" | "grid">("table");
  text = $state("");
  sorting = $state.raw<Sorting>({ key: "added", descending: false });
  /** The chosen row. */
  selected = $state<string | null>(null);
  open = $state.raw<OpenMaterial | null>(null);
  tab = $state<"original" | "facts" | "findings" | "custody">("original");
  /** Whether what is open takes the whole width. */
  wide = $state(false);
  /** The visit whose wishes were followed. */
  visit = 0;

  /** Sorts by a column; once more turns it round. Numbers begin with the greatest. */
  sortBy(key: SortKey): void {
    const same = this.sorting.key === key;
    const first = key === "records" || key === "findings";
    this.sorting = { key, descending: same ? !this.sorting.descending : first };
  }

  /** Opens a material; a row of it is lit in its original. */
  show(id: string, line: number | null = null, sheet: string | null = null, page: number | null = null): void {
    this.selected = id;
    this.open = { id, line, sheet, page };
    if (line !== null || page !== null) this.tab = "original";
  }

  close(): void {
    this.open = null;
    this.wide = false;
  }
}
