/** What the timeline shows and where it is: kept while the case is open, though the view leaves the screen. */
import { SvelteSet } from "svelte/reactivity";
import type { Backend, Target } from "../api/backend";
import type { Bubble } from "../api/generated/Bubble";
import type { MoneyCard } from "../api/generated/MoneyCard";
import type { Scale } from "../api/generated/Scale";
import type { TimelineQuery } from "../api/generated/TimelineQuery";
import type { TimelineRow } from "../api/generated/TimelineRow";
import type { TimelineSummary } from "../api/generated/TimelineSummary";
import type { Verdict } from "../api/generated/Verdict";
import type { Shown } from "../app/answering.svelte";
import { troubleOf } from "../api/trouble";
import { reach, type Lie } from "./connector";
import { kindsOf, type KindGroup } from "./kinds";
import { walked } from "./walk";

/** What is selected: a message or a transfer, with its row. */
export type Selected =
  | { type: "message"; id: string; row: number; bubble: Bubble }
  | { type: "money"; id: string; row: number; card: MoneyCard };

/** A query laid out: its list and where one jumps in it. */
export interface Laid {
  query: TimelineQuery;
  getPage: (from: number, count: number) => Promise<TimelineRow[]>;
  summary: TimelineSummary;
  /** The row at which the list begins to show. */
  initial: number;
}

/** The list on screen, as far as it is moved and asked from here. */
export interface ListOnScreen extends Lie {
  scrollToIndex: (row: number, align?: "start" | "center" | "end" | "nearest") => void;
}

/** What can be chosen to be shown. */
export interface Filters {
  party: number | null;
  verdicts: readonly Verdict[];
  groups: readonly KindGroup[];
  chat: boolean;
}

const ALL: Filters = { party: null, verdicts: [], groups: [], chat: true };

/** Where one was: the instant in the middle of the screen, and its row for what has no time. */
interface Place {
  at: number | null;
  row: number;
}

export class Timeline {
  scale = $state<Scale>("moment");
  filters = $state.raw<Filters>(ALL);
  text = $state("");
  selected = $state.raw<Selected | null>(null);
  /** Whether the panel shows what is selected. */
  panel = $state(false);
  /** Which flag was gone to last, from 0; null when none. */
  flag = $state<number | null>(null);
  /** Which hit is the one at hand, from 0. */
  hit = $state<number | null>(null);
  /** Rows that are seen now. */
  first = $state(0);
  last = $state(0);
  /** Grows whenever rows may lie elsewhere: what is drawn from row to row looks again. */
  measured = $state(0);
  /** The row whose parts the Tab key reaches. */
  cursor = $state<number | null>(null);
  shown = $state.raw<Shown<Laid>>({ state: "loading" });
  /** What is read out: the last thing that happened. */
  said = $state("");
  /** Long messages that were unfolded. */
  readonly unfolded = new SvelteSet<string>();
  /** The last visit whose wish was granted. */
  visit = -1;

  readonly #backend: Backend;
  #place: Place | null = null;
  /** The instant that zooming and filtering keep until the list is moved: a coarse row, or the end of the list, would blur it. */
  #held: number | null = null;
  #asked = 0;
  #list: ListOnScreen | null = null;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get laid(): Laid | null {
    return this.shown.state === "data" ? this.shown.data : null;
  }

  get filtered(): boolean {
    const { party, verdicts, groups, chat } = this.filters;
    return party !== null || verdicts.length > 0 || groups.length > 0 || !chat;
  }

  /** The list has come on screen, or left it. */
  attach(list: ListOnScreen | null): void {
    this.#list = list;
  }

  /** The view comes back on screen: where one was is where its list begins. */
  resume(): void {
    const { laid } = this;
    if (laid === null || this.#place === null) return;
    this.shown = { state: "data", data: { ...laid, initial: this.#place.row } };
  }

  /** These rows are seen now; the middle one is where one is. */
  saw(first: number, last: number, middle: TimelineRow | undefined): void {
    this.first = first;
    this.last = last;
    if (middle !== undefined) this.#place = { at: this.#held ?? middle.at, row: middle.row };
  }

  /** The list was moved by hand or by a jump: what is in the middle now counts. */
  moved(): void {
    this.#held = null;
  }

  /** How far it is from a transfer's row to its message's; null where no line is drawn. */
  reach(row: TimelineRow, messageRow: number): number | null {
    void this.measured;
    return this.#list === null ? null : reach(row, messageRow, this.#list);
  }

  #query(): TimelineQuery {
    const { party, verdicts, groups, chat } = this.filters;
    return { scale: this.scale, party, verdicts: [...verdicts], kinds: kindsOf(groups), chat, text: "" };
  }

  /**
   * Lays out what is to be shown; the instant in the middle stays there, or the target comes there.
   *
   * Gives the row of the target; null where there is none, or a later wish came between.
   */
  async lay(target: Target | null = null): Promise<number | null> {
    const query = this.#query();
    const mine = ++this.#asked;
    const before = this.laid;
    const same = before !== null && JSON.stringify(before.query) === JSON.stringify(query);
    try {
      const at = this.#place?.at ?? null;
      const wish = target ?? (at === null ? null : { at });
      const [summary, row] = await Promise.all([
        this.#backend.timeline({ ...query, text: this.text.trim() }),
        wish === null ? null : this.#backend.timelineFind(query, wish),
      ]);
      if (mine !== this.#asked) return null;
      const initial = row ?? Math.min(this.#place?.row ?? 0, Math.max(0, summary.rows - 1));
      const getPage = same
        ? before.getPage
        : (from: number, count: number) => this.#backend.timelineRows(query, from, count);
      this.shown = { state: "data", data: { query, getPage, summary, initial } };
      if (!same) {
        this.flag = null;
        this.cursor = null;
        this.first = initial;
        this.last = initial;
      }
      if (same && target !== null && row !== null) this.#list?.scrollToIndex(row, "center");
      await this.#reselect(query, mine);
      return target === null ? null : row;
    } catch (thrown) {
      if (mine === this.#asked) this.shown = { state: "trouble", trouble: troubleOf(thrown) };
      return null;
    }
  }

  /** What is selected may read otherwise now, stand in another row, or be hidden. */
  async #reselect(query: TimelineQuery, mine: number): Promise<void> {
    const was = this.selected;
    if (was === null) return;
    const target: Target = was.type === "message" ? { message: was.id } : { transfer: was.id };
    const row = await this.#backend.timelineFind(query, target);
    const [item] = row === null ? [] : await this.#backend.timelineRows(query, row, 1);
    if (mine !== this.#asked || this.selected !== was) return;
    const now = item === undefined ? null : partOf(item, was.id);
    // At a coarser scale a row no longer shows its parts: what was selected stays so, for the panel.
    if (now !== null) this.selected = now;
    else if (row === null) this.select(null);
    else this.selected = { ...was, row };
  }

  async #rowOf(query: TimelineQuery, row: number): Promise<TimelineRow | undefined> {
    const [item] = await this.#backend.timelineRows(query, row, 1);
    return item;
  }

  /** Shows another scale; the instant in the middle, or `at`, stays in sight. */
  async zoom(scale: Scale, at: number | null = null): Promise<void> {
    if (scale === this.scale) return;
    this.scale = scale;
    this.#held = at ?? this.#place?.at ?? null;
    await this.lay(at === null ? null : { at });
  }

  async filter(change: Partial<Filters>): Promise<void> {
    this.filters = { ...this.filters, ...change };
    this.#held = this.#place?.at ?? null;
    await this.lay();
  }

  async clearFilters(): Promise<void> {
    await this.filter(ALL);
  }

  select(selected: Selected | null): void {
    this.selected = selected;
    if (selected === null) this.panel = false;
    else this.cursor = selected.row;
  }

  /** Brings a row into the middle, and again when its neighbours have their heights. */
  async bring(row: number): Promise<void> {
    this.moved();
    this.#list?.scrollToIndex(row, "center");
    await frames(3);
    this.#list?.scrollToIndex(row, "center");
  }

  /**
   * Goes to a message or transfer and selects it, or to an instant. Filters that hide it are cleared.
   *
   * Gives what had to be done for it; `lost` where it is nowhere.
   */
  async goTo(target: Target): Promise<"found" | "cleared" | "lost"> {
    if (!("at" in target)) this.scale = "moment";
    const hidden = (await this.#backend.timelineFind(this.#query(), target)) === null;
    if (hidden) this.filters = ALL;
    const row = await this.lay(target);
    if (row === null) return "lost";
    const id = "message" in target ? target.message : "transfer" in target ? target.transfer : null;
    const item = id === null ? undefined : await this.#rowOf(this.#query(), row);
    const part = item === undefined || id === null ? null : partOf(item, id);
    if (part !== null) this.select(part);
    await this.bring(row);
    return hidden ? "cleared" : "found";
  }

  /** Goes to a row of the list as it is, and selects the part with this id. */
  async goToRow(row: number, id: string): Promise<void> {
    const { laid } = this;
    if (laid === null) return;
    this.#list?.scrollToIndex(row, "center");
    const item = await this.#rowOf(laid.query, row);
    const part = item === undefined ? null : partOf(item, id);
    if (part !== null) this.select(part);
    await this.bring(row);
  }

  /** Goes to the row of the first of these links' transfers and selects it. */
  async goToLinked(row: number, links: readonly string[]): Promise<void> {
    const item = this.laid === null ? undefined : await this.#rowOf(this.laid.query, row);
    const card = item?.money.find((one) => one.link !== null && links.includes(one.link));
    if (card !== undefined) await this.goToRow(row, card.transfer);
  }

  /** Goes to the next flagged row and selects its flagged transfer; null where there is none. */
  async walkFlags(backwards: boolean): Promise<{ index: number; around: boolean; card: MoneyCard | null } | null> {
    const { laid } = this;
    if (laid === null) return null;
    const step = walked(laid.summary.flags, this.#from(backwards), backwards);
    if (step === null) return null;
    const row = laid.summary.flags[step.index] ?? 0;
    this.#list?.scrollToIndex(row, "center");
    this.flag = step.index;
    const item = await this.#rowOf(laid.query, row);
    const card = item?.money.find((one) => one.flagged) ?? null;
    if (card !== null) this.select({ type: "money", id: card.transfer, row, card });
    await this.bring(row);
    return { ...step, card };
  }

  /** From where one walks on: what is selected, where it is in sight, else the edge of what is seen. */
  #from(backwards: boolean): number {
    const here = this.selected?.row ?? this.cursor;
    if (here !== null && here >= this.first && here <= this.last) return here;
    return backwards ? this.last + 1 : this.first - 1;
  }

  /** Another text is sought: the first hit from here on comes into sight. */
  async find(text: string): Promise<void> {
    this.text = text;
    this.hit = null;
    await this.lay();
    const rows = this.laid?.summary.hits.map((one) => one.row) ?? [];
    const step = walked(rows, this.first - 1, false);
    if (text.trim() !== "" && step !== null) await this.#showHit(step.index);
  }

  async walkHits(backwards: boolean): Promise<void> {
    const hits = this.laid?.summary.hits ?? [];
    if (hits.length === 0) return;
    const at = this.hit;
    const next = at === null ? 0 : (at + (backwards ? -1 : 1) + hits.length) % hits.length;
    await this.#showHit(next);
  }

  async #showHit(index: number): Promise<void> {
    this.hit = index;
    this.moved();
    const row = this.laid?.summary.hits[index]?.row;
    if (row === undefined) return;
    if (row > this.first && row < this.last) this.#list?.scrollToIndex(row, "nearest");
    else await this.bring(row);
  }
}

/** The message or transfer of a row that has this id. */
export function partOf(row: TimelineRow, id: string): Selected | null {
  if (row.message?.id === id) return { type: "message", id, row: row.row, bubble: row.message };
  const card = row.money.find((one) => one.transfer === id);
  return card === undefined ? null : { type: "money", id, row: row.row, card };
}

/** After so many frames have been drawn: what was put on screen by then has been measured. */
async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame++) {
    await new Promise((done) => requestAnimationFrame(done));
  }
}
