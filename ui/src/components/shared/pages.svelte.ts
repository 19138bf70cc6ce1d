/** A long list of which only what is looked at is fetched, page by page, and kept while it is near. */

/** Asks for `count` items from the `from`-th on. */
export type GetPage<T> = (from: number, count: number) => Promise<readonly T[]>;

interface Page<T> {
  items: readonly T[];
  /** The edition of the list that it was fetched from. */
  edition: number;
}

const PAGE = 100;
/** So many pages are kept: those that were wanted last. */
const KEPT = 60;

export class Pages<T> {
  /** Grows with every page that arrives: what reads items through {@link get} reads them anew. */
  #arrived = $state(0);
  readonly #pages = new Map<number, Page<T>>();
  readonly #asked = new Map<number, number>();
  readonly #getPage: GetPage<T>;
  readonly #failed: (thrown: unknown) => void;
  #edition = 0;

  constructor(getPage: GetPage<T>, failed: (thrown: unknown) => void) {
    this.#getPage = getPage;
    this.#failed = failed;
  }

  /** The item, if it is here; one of an earlier edition until the new one is. */
  get(index: number): T | undefined {
    void this.#arrived;
    return this.#pages.get(Math.trunc(index / PAGE))?.items[index % PAGE];
  }

  /** The items of the list have changed: they are fetched again when wanted, and shown as they were until then. */
  renew(): void {
    this.#edition += 1;
  }

  /** These items are looked at now. */
  want(first: number, last: number, total: number): void {
    if (total <= 0) return;
    const end = Math.trunc(Math.min(last, total - 1) / PAGE);
    for (let page = Math.max(0, Math.trunc(first / PAGE)); page <= end; page++) {
      this.#fetch(page, Math.min(PAGE, total - page * PAGE));
    }
  }

  #fetch(number: number, count: number): void {
    const edition = this.#edition;
    const here = this.#pages.get(number);
    if (here?.edition === edition && here.items.length >= count) {
      // Wanted last is kept longest.
      this.#pages.delete(number);
      this.#pages.set(number, here);
      return;
    }
    if (this.#asked.get(number) === edition) return;
    this.#asked.set(number, edition);
    this.#getPage(number * PAGE, count).then(
      (items) => {
        if (this.#asked.get(number) === edition) this.#asked.delete(number);
        if (edition < (this.#pages.get(number)?.edition ?? 0)) return;
        this.#pages.delete(number);
        this.#pages.set(number, { items, edition });
        const oldest = this.#pages.keys().next();
        if (this.#pages.size > KEPT && !oldest.done) this.#pages.delete(oldest.value);
        this.#arrived += 1;
      },
      (thrown: unknown) => {
        // Asked again when it is wanted again.
        if (this.#asked.get(number) === edition) this.#asked.delete(number);
        this.#failed(thrown);
      },
    );
  }
}
