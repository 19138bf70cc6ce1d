/** What the imitated program remembers: the case, the decisions on it, what is going on. */
import type { Bubble } from "../generated/Bubble";
import type { Clock } from "../generated/Clock";
import type { Decided } from "../generated/Decided";
import type { ErrorCode } from "../generated/ErrorCode";
import type { Material } from "../generated/Material";
import type { MoneyCard } from "../generated/MoneyCard";
import type { Overview } from "../generated/Overview";
import type { PartyPane } from "../generated/PartyPane";
import type { SealShape } from "../generated/SealShape";
import type { Trouble } from "../generated/Trouble";
import { iso, printed } from "./clock";
import { bundle, screenshots } from "./originals";
import { FakePictures } from "./pictures";
import { compare } from "./receipts";
import { fakeId, ME, OTHER, tell, type Story, type StoryTransfer } from "./story";

export interface Judged {
  decided: Decided;
  note: string | null;
  /** The number of the message that the user chose; null where the story's own stands. */
  message: number | null;
}

export interface Step {
  link: string;
  words: string;
  before: Judged;
  /** Takes it back, where it was not about a link. */
  back?: () => void;
}

/** What the user says of a receipt. */
export interface Claim {
  artifact: string;
  digest: string;
  /** The material that it is said to be for. */
  of: string | null;
}

export function trouble(code: ErrorCode, message: string): Trouble {
  return { code, message };
}

export class CaseState {
  readonly story: Story;
  title: string;
  folder: string;
  parties: PartyPane[];
  threshold = 15;
  offset = "+08:00";
  materials: Material[];
  shifts: [string, number][] = [];
  /** How far a chat runs off the bill: (artifact, seconds), whether settled or not. */
  foundShifts: [string, number][] = [];
  damaged = false;
  /** In the order in which they were made. */
  seals: SealShape[] = [];
  /** What custody noted besides taking in and deciding. */
  noted: { action: string; words: string; lines: { name: string; value: string }[] }[] = [];
  readOnly: Trouble | null = null;
  /** Whether records of other people were read. */
  strangers = false;
  /** Of an encrypted case. */
  passphrase: string | null = null;
  steps: Step[] = [];
  claims: readonly Claim[] = [];
  readonly pictures: FakePictures;
  /** Stays the same in a copy. */
  readonly #id: string;
  readonly #judged = new Map<string, Judged>();
  readonly #byId = new Map<string, number>();
  readonly #messageById = new Map<string, number>();

  constructor(messages: number, title: string, folder: string, parties?: PartyPane[], pictures = 0) {
    this.story = tell(messages);
    this.title = title;
    this.folder = folder;
    this.#id = fakeId(folder, 0);
    this.parties = parties ?? [
      { name: ME, role: "me", aliases: ["晓晓"], details: [["电话", "138 0000 0000"]] },
      { name: OTHER, role: "other", aliases: ["航哥", "zhouhang88"], details: [] },
    ];
    this.materials = messages === 0 ? [] : [...bundle(this.story), ...screenshots(pictures)];
    this.pictures = new FakePictures(this.story, this.materials);
    this.story.transfers.forEach((transfer, number) => {
      this.#byId.set(transfer.id, number);
      if (transfer.link !== "") this.#byId.set(transfer.link, number);
    });
    this.story.messages.forEach((message, number) => this.#messageById.set(message.id, number));
  }

  note(action: string, words: string, facts: [string, string][]): void {
    if (this.readOnly !== null) return;
    this.noted.push({ action, words, lines: facts.map(([name, value]) => ({ name, value })) });
  }

  /** The number of a transfer, by its id or its link's. */
  transferOf(id: string): number | null {
    return this.#byId.get(id) ?? null;
  }

  messageOf(id: string): number | null {
    return this.#messageById.get(id) ?? null;
  }

  judged(link: string): Judged {
    return this.#judged.get(link) ?? { decided: "proposed", note: null, message: null };
  }

  judge(link: string, judged: Judged, words: string | null): void {
    if (words !== null) this.steps.push({ link, words, before: this.judged(link) });
    this.#judged.set(link, judged);
  }

  /** Every third transfer was accepted in the chat, by the message after its card. */
  receiptOf(card: number): number | null {
    return card >= 0 && card % 3 === 1 && card + 1 < this.story.messages.length ? card + 1 : null;
  }

  /** What the link says now, with what the user chose. */
  said(transfer: StoryTransfer): Pick<StoryTransfer, "message" | "verdict" | "gap" | "order"> & { clock: Clock | null } {
    const chosen = this.judged(transfer.link).message;
    if (transfer.verdict === null) return { ...transfer, clock: null };
    const message = chosen === null ? undefined : this.story.messages[chosen];
    let { gap, order } = transfer;
    if (message !== undefined && chosen !== null) {
      const seconds = Math.abs(message.at - transfer.at);
      gap = { min_s: seconds, max_s: seconds };
      order = seconds === 0 ? "overlap" : message.at < transfer.at ? "before" : "after";
    }
    if (gap === null) return { ...transfer, clock: null };
    const own = chosen ?? transfer.message;
    const receipt = this.story.messages[this.receiptOf(own) ?? -1];
    const later = receipt === undefined ? Number.MAX_SAFE_INTEGER : Math.abs(receipt.at - transfer.at);
    // Like is compared with like: where the bill's time is nearer to the receipt, it is the time of acceptance.
    const clock = later < gap.max_s ? "accepted" : "sent";
    if (clock === "accepted") gap = { min_s: later, max_s: later };
    const limit = this.threshold * 60;
    const verdict = gap.max_s <= limit ? "within" : gap.min_s > limit ? "over" : "undetermined";
    return { message: own, verdict, gap, order, clock };
  }

  flagged(transfer: StoryTransfer): boolean {
    const { verdict } = this.said(transfer);
    if (verdict === null || this.judged(transfer.link).decided !== "proposed") return false;
    return verdict !== "within" || transfer.ambiguous;
  }

  money(number: number, messageRow: number | null = null): MoneyCard {
    const transfer = this.story.transfers[number];
    if (transfer === undefined) throw trouble("unknown-id", "没有这笔收付记录。");
    const said = this.said(transfer);
    const judged = this.judged(transfer.link);
    const message = said.message < 0 ? undefined : this.story.messages[said.message];
    const hasLink = transfer.verdict !== null;
    return {
      transfer: transfer.id,
      link: hasLink ? transfer.link : null,
      time: printed(transfer.at),
      at: transfer.at,
      direction: transfer.direction,
      amount_fen: transfer.fen,
      counterparty: transfer.purchase ? "便民超市" : OTHER,
      party: transfer.purchase ? null : 1,
      kind: transfer.purchase ? "purchase" : "transfer",
      type_text: transfer.purchase ? "商户消费" : "转账",
      status: "completed",
      status_text: transfer.direction === "out" ? "对方已收钱" : "已存入零钱",
      returned_fen: null,
      memo: number % 5 === 0 ? "借款" : null,
      basis: !hasLink ? null : judged.message !== null ? "user" : message ? "card" : "none",
      verdict: said.verdict,
      gap: said.gap,
      order: said.order,
      ambiguous: transfer.ambiguous,
      decided: hasLink ? judged.decided : null,
      note: judged.note,
      message: judged.decided === "rejected" ? null : (message?.id ?? null),
      message_row: judged.decided === "rejected" ? null : messageRow,
      flagged: this.flagged(transfer),
      machine: number === 5,
    };
  }

  bubble(number: number, moneyRow: number | null = null): Bubble {
    const message = this.story.messages[number];
    if (message === undefined) throw trouble("unknown-id", "没有这条消息。");
    const transfer = message.transfer < 0 ? undefined : this.story.transfers[message.transfer];
    const held = this.pictures.holding(message.id);
    return {
      id: message.id,
      side: message.side,
      sender: message.side === "me" ? ME : OTHER,
      conversation: OTHER,
      group: false,
      kind: message.kind,
      card: transfer ? "sent" : null,
      amount_fen: transfer?.fen ?? null,
      text: [...message.text].slice(0, 4000).join(""),
      cut: [...message.text].length > 4000,
      time: printed(message.at),
      basis: held === null ? "export" : "label",
      corrected: (held?.box.corrected.length ?? 0) > 0,
      artifact: held?.picture.artifact ?? fakeId("artifact", 1),
      line: held === null ? number + 2 : null,
      bounds: held?.box.bounds ?? null,
      machine: held !== null && !held.picture.checked,
      links: transfer ? [transfer.link] : [],
      money_row: moneyRow,
    };
  }

  overview(): Overview {
    const { messages, transfers } = this.story;
    const links = { total: 0, within: 0, over: 0, undetermined: 0, no_message: 0, ambiguous: 0, confirmed: 0, rejected: 0, flagged: 0 };
    let out = 0;
    let into = 0;
    for (const transfer of transfers) {
      if (transfer.purchase) continue;
      if (transfer.direction === "out") out += transfer.fen;
      else into += transfer.fen;
      const { verdict } = this.said(transfer);
      if (verdict === null) continue;
      links.total += 1;
      links[verdict === "no-message" ? "no_message" : verdict] += 1;
      if (transfer.ambiguous) links.ambiguous += 1;
      if (this.flagged(transfer)) links.flagged += 1;
      const { decided } = this.judged(transfer.link);
      if (decided !== "proposed") links[decided] += 1;
    }
    const ends = [messages[0], messages.at(-1)];
    const period = ends.map((message) => (message ? iso(message.at).slice(0, 10) : ""));
    const some = messages.length > 0;
    const receipts = { serious: 0, check: 0, note: 0 };
    for (const claim of this.claims) receipts[compare(this, claim).severity] += 1;
    return {
      encrypted: this.passphrase !== null,
      folder: this.folder,
      id: this.#id,
      title: this.title,
      created: "2026-05-01T09:00:00+08:00",
      read_only: this.readOnly,
      settings: {
        threshold_minutes: this.threshold,
        offset: this.offset,
        parties: this.parties,
        shifts: this.shifts,
      },
      period: some ? [period[0] ?? "", period[1] ?? ""] : null,
      artifacts: this.materials.length,
      messages: messages.length,
      messages_left_out: some ? 42 : this.strangers ? 1140 : 0,
      transfers: transfers.length,
      transfers_left_out: some ? 7 : this.strangers ? 58 : 0,
      out_fen: out,
      in_fen: into,
      returned_fen: 0,
      sums_unchecked: 0,
      links,
      findings: some
        ? {
            serious: 1 + receipts.serious,
            check: 2 + links.over + links.undetermined + links.no_message + receipts.check,
            note: 1 + receipts.note,
          }
        : { serious: 0, check: 0, note: 0 },
      pictures: this.pictures.counts(),
      undoable: this.steps.at(-1)?.words ?? null,
    };
  }
}
