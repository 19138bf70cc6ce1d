/** The findings of one sort as they are shown: the first come with the group, the rest are fetched when wanted. */
import type { Backend } from "../api/backend";
import type { FindingGroup } from "../api/generated/FindingGroup";
import type { FindingPane } from "../api/generated/FindingPane";

/** Findings that are shown more with each asking. */
export const MORE = 100;
/** Findings that are fetched at a time when all are searched. */
const AT_ONCE = 500;

/** Whether a finding holds a text: in its message, its advice, or its file's name. */
export function holds(finding: FindingPane, text: string): boolean {
  const sought = text.trim().toLowerCase();
  if (sought === "") return true;
  const said = [finding.message, finding.hint, finding.artifact_name ?? ""];
  return said.some((words) => words.toLowerCase().includes(sought));
}

export class ShownGroup {
  readonly group: FindingGroup;
  readonly #backend: Backend;
  items = $state.raw<readonly FindingPane[]>([]);
  /** How many are shown at most. */
  limit = $state(0);
  loading = $state(false);
  #wanted = 0;

  /** `limit`: how many were shown before the data changed. */
  constructor(backend: Backend, group: FindingGroup, limit = 0) {
    this.#backend = backend;
    this.group = group;
    this.items = group.first;
    this.limit = Math.max(limit, group.first.length);
  }

  /** Fetches until so many are here; what is wanted while that goes on is fetched too. */
  async #reach(count: number): Promise<void> {
    this.#wanted = Math.max(this.#wanted, Math.min(count, this.group.count));
    if (this.loading || this.items.length >= this.#wanted) return;
    this.loading = true;
    try {
      while (this.items.length < this.#wanted) {
        const from = this.items.length;
        const page = await this.#backend.findingPage(this.group.code, from, Math.min(AT_ONCE, this.#wanted - from));
        if (page.items.length === 0) break;
        this.items = [...this.items, ...page.items];
      }
    } finally {
      this.loading = false;
    }
  }

  /** Fetches what the limit allows. */
  fill(): Promise<void> {
    return this.#reach(this.limit);
  }

  /** Shows so many more. */
  more(): Promise<void> {
    this.limit += MORE;
    return this.fill();
  }

  /** Fetches all, for a search. */
  all(): Promise<void> {
    return this.#reach(this.group.count);
  }
}
