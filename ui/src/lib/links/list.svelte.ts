/** The list of links as the view keeps it: what is listed, which link is chosen and where it stands now. */
import type { GetPage } from "../../components/shared/pages.svelte";
import type { Backend } from "../api/backend";
import type { LinkPage } from "../api/generated/LinkPage";
import type { LinkQuery } from "../api/generated/LinkQuery";
import type { LinkRow } from "../api/generated/LinkRow";
import type { MoneyCard } from "../api/generated/MoneyCard";
import { nearestFlagged } from "./flags";
import { EVERYTHING, unfiltered } from "./query";

export class LinkList {
  readonly #backend: Backend;
  query = $state.raw<LinkQuery>(EVERYTHING);
  /** A new one for each query: that is how the table knows a new list. */
  getPage = $state.raw<GetPage<LinkRow>>(async () => []);
  /** The chosen link; null without one. */
  link = $state<string | null>(null);
  /** What is known of its transfer. */
  money = $state.raw<MoneyCard | null>(null);
  /** Its row; -1 where the query hides it. */
  row = $state(-1);
  /** Whether the panel shows the chosen link. */
  panel = $state(true);
  #latest = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.ask(EVERYTHING);
  }

  /** Lists something else; the chosen link stays chosen. */
  ask(query: LinkQuery): void {
    this.#list(query);
    void this.settle().catch(() => {
      this.row = -1;
    });
  }

  #list(query: LinkQuery): void {
    this.query = query;
    this.getPage = async (from, count) => (await this.#backend.links(query, from, count)).rows;
  }

  page(from: number, count: number): Promise<LinkPage> {
    return this.#backend.links(this.query, from, count);
  }

  /**
   * Chooses a row of the list; `item` is what the table shows there.
   *
   * The table may still show what stood there before something was decided: the program has the last word, so that
   * what is decided next is never about another link than the one that is seen to be chosen.
   */
  async choose(row: number, item?: LinkRow): Promise<void> {
    const mine = ++this.#latest;
    this.row = row;
    this.#take(item?.row === row ? item : undefined);
    const here = (await this.page(row, 1)).rows[0];
    if (mine === this.#latest) this.#take(here);
  }

  #take(row: LinkRow | undefined): void {
    if (row === undefined) return;
    this.link = row.money.link;
    this.money = row.money;
  }

  /** Chooses a link wherever it stands; true where filters had to go for it to be seen. */
  async show(link: string): Promise<boolean> {
    const mine = ++this.#latest;
    this.link = link;
    this.money = null;
    this.panel = true;
    let row = await this.#backend.linkFind(this.query, link);
    if (mine !== this.#latest) return false;
    const hidden = row === null;
    if (hidden) {
      this.#list(unfiltered(this.query));
      row = await this.#backend.linkFind(this.query, link);
      if (mine !== this.#latest) return true;
    }
    this.row = row ?? -1;
    if (row !== null) {
      const here = (await this.page(row, 1)).rows[0];
      if (mine === this.#latest) this.#take(here);
    }
    return hidden;
  }

  /** The list has changed: finds the row of the chosen link again. */
  async settle(): Promise<void> {
    if (this.link === null) {
      this.row = -1;
      return;
    }
    const mine = ++this.#latest;
    const row = await this.#backend.linkFind(this.query, this.link);
    if (mine === this.#latest) this.row = row ?? -1;
  }

  /** The link one row below the chosen one, as the list is now; null at its end. */
  async below(): Promise<LinkRow | null> {
    if (this.row < 0) return null;
    return (await this.page(this.row + 1, 1)).rows[0] ?? null;
  }

  /** Moves on to a row that was below before something was decided; where there was none, stays. */
  async moveTo(next: LinkRow | null): Promise<void> {
    if (next === null || next.money.link === null) {
      await this.settle();
      return;
    }
    const mine = ++this.#latest;
    this.link = next.money.link;
    this.money = next.money;
    const row = await this.#backend.linkFind(this.query, next.money.link);
    if (mine === this.#latest) this.row = row ?? -1;
  }

  /** Goes to the nearest flagged link below (1) or above (-1); false where there is none. */
  async toFlag(step: 1 | -1): Promise<boolean> {
    const mine = ++this.#latest;
    const found = await nearestFlagged((from, count) => this.page(from, count), this.row, step);
    if (mine !== this.#latest) return true;
    if (found === null) return false;
    await this.choose(found.row, found);
    return true;
  }

  /** What the panel read of the chosen link is newer than what the list knew. */
  learn(money: MoneyCard): void {
    if (money.link === this.link) this.money = money;
  }
}
