/** The imitated table of links, with the chat around each, and the decisions on them. */
import type { Bubble } from "../generated/Bubble";
import type { Candidate } from "../generated/Candidate";
import type { Decision } from "../generated/Decision";
import type { LinkDetail } from "../generated/LinkDetail";
import type { LinkPage } from "../generated/LinkPage";
import type { LinkQuery } from "../generated/LinkQuery";
import type { LinkRow } from "../generated/LinkRow";
import type { Origin } from "../generated/Origin";
import type { Span } from "../generated/Span";
import type { Surroundings } from "../generated/Surroundings";
import type { Undone } from "../generated/Undone";
import type { Verdict } from "../generated/Verdict";
import { iso } from "./clock";
import { trouble, type CaseState } from "./state";
import { fakeId, ME, OTHER } from "./story";

/** As the program sorts: what needs a look first. */
const WEIGHT: Record<Verdict, number> = { "no-message": 0, over: 1, undetermined: 2, within: 3 };

export const CAUSES = [
  "对方次日收款",
  "先聊后转",
  "分次转账",
  "截图无日期",
  "设备时区不同",
  "其他",
] as const;

function span(at: number, basis: "bill" | "export"): Span {
  return { earliest: iso(at), latest: iso(at), basis, zone: "assumed" };
}

export class FakeLinks {
  readonly #state: CaseState;

  constructor(state: CaseState) {
    this.#state = state;
  }

  #under(query: LinkQuery): number[] {
    const { transfers } = this.#state.story;
    const sought = query.text.trim();
    const numbers: number[] = [];
    transfers.forEach((transfer, number) => {
      const { verdict } = this.#state.said(transfer);
      if (verdict === null) return;
      const { decided } = this.#state.judged(transfer.link);
      const yuan = (transfer.fen / 100).toFixed(2);
      const said = [yuan, OTHER, number % 5 === 0 ? "借款" : "", `1000050001${transfer.id}`];
      if (query.verdicts.length > 0 && !query.verdicts.includes(verdict)) return;
      if (query.decided.length > 0 && !query.decided.includes(decided)) return;
      if (query.direction !== null && query.direction !== transfer.direction) return;
      if (query.party !== null && query.party !== 1) return;
      if (sought !== "" && !said.some((words) => words.includes(sought))) return;
      numbers.push(number);
    });
    const way = query.descending ? -1 : 1;
    const measure = (number: number): number => {
      const transfer = transfers[number];
      if (transfer === undefined) return 0;
      const { verdict, gap } = this.#state.said(transfer);
      switch (query.sort) {
        case "time":
          return transfer.at;
        case "amount":
          return transfer.fen;
        case "gap":
          // Those without one stand at the end, whichever way it is sorted.
          return gap?.max_s ?? way * Number.MAX_SAFE_INTEGER;
        case "verdict":
          return verdict === null ? 0 : WEIGHT[verdict];
      }
    };
    return numbers.sort((a, b) => way * (measure(a) - measure(b)) || a - b);
  }

  page(query: LinkQuery, from: number, count: number): LinkPage {
    const numbers = this.#under(query);
    const rows = numbers.slice(from, from + count).map((number, at): LinkRow => {
      const money = this.#state.money(number);
      const message = money.message === null ? null : this.#state.messageOf(money.message);
      const bubble = message === null ? null : this.#state.bubble(message);
      return {
        row: from + at,
        money,
        excerpt: bubble === null ? null : bubble.text.slice(0, 200),
        message_time: bubble?.time ?? null,
        message_machine: bubble?.machine ?? false,
      };
    });
    return { total: numbers.length, from, rows };
  }

  find(query: LinkQuery, id: string): number | null {
    const number = this.#state.transferOf(id);
    const row = number === null ? -1 : this.#under(query).indexOf(number);
    return row < 0 ? null : row;
  }

  #number(link: string): number {
    const number = this.#state.transferOf(link);
    if (number === null) throw trouble("unknown-id", `没有编号为 ${link} 的对应。`);
    return number;
  }

  #candidate(message: number, at: number, transfer: number): Candidate {
    const story = this.#state.story.messages[message];
    const taken = story === undefined || story.transfer < 0 || story.transfer === transfer ? undefined : this.#state.story.transfers[story.transfer];
    return {
      bubble: this.#state.bubble(message),
      distance_s: story === undefined ? null : story.at - at,
      taken_by: taken?.id ?? null,
    };
  }

  /** The number of the message that is nearest to an instant. */
  #nearest(at: number): number {
    const { messages } = this.#state.story;
    let low = 0;
    let high = messages.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((messages[middle]?.at ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  around(link: string, message: string | null, text: string): Surroundings {
    const number = this.#number(link);
    const { messages, transfers } = this.#state.story;
    const transfer = transfers[number];
    if (transfer === undefined) throw trouble("unknown-id", "没有这条对应。");
    const { at } = transfer;
    if (text.trim() !== "") {
      const found = messages
        .map((one, place) => ({ place, far: Math.abs(one.at - at), said: one.text }))
        .filter((one) => one.said.includes(text.trim()))
        .sort((a, b) => a.far - b.far)
        .slice(0, 50)
        .map((one) => one.place);
      return { messages: found.map((place) => this.#candidate(place, at, number)), earlier: false, later: false };
    }
    // A rejected link has no message: the chat is shown around the transfer's time.
    const own = this.#state.judged(link).decided === "rejected" ? -1 : this.#state.said(transfer).message;
    const asked = message === null ? null : this.#state.messageOf(message);
    const centre = asked ?? (own >= 0 ? own : this.#nearest(at));
    const from = Math.max(0, centre - 10);
    const to = Math.min(messages.length, centre + 11);
    return {
      messages: Array.from({ length: to - from }, (_, place) => this.#candidate(from + place, at, number)),
      earlier: from > 0,
      later: to < messages.length,
    };
  }

  detail(link: string): LinkDetail {
    const number = this.#number(link);
    const transfer = this.#state.story.transfers[number];
    const money = this.#state.money(number);
    if (transfer === undefined) throw trouble("unknown-id", "没有这条对应。");
    const { message: said, clock } = this.#state.said(transfer);
    const rejected = money.decided === "rejected";
    const message = rejected ? undefined : this.#state.story.messages[said];
    const receipt = this.#state.receiptOf(said);
    const accepted = receipt === null ? undefined : this.#state.story.messages[receipt];
    const origin = (artifact: number, row: number): Origin => ({
      artifact: fakeId("artifact", artifact),
      place: { row },
      reader: artifact === 0 ? "wechat-bill/1" : "wechat-chat/1",
    });
    return {
      money,
      transfer: {
        id: transfer.id,
        transaction_id: `1000050001${transfer.id}`,
        merchant_id: null,
        when: span(transfer.at, "bill"),
        accepted: accepted === undefined ? null : span(accepted.at, "export"),
        returned: null,
        returned_fen: null,
        direction: transfer.direction,
        amount_fen: transfer.fen,
        counterparty: OTHER,
        kind: "transfer",
        type_text: "转账",
        status: "completed",
        status_text: money.status_text,
        memo: money.memo,
        note: null,
        method: "零钱",
        origins: [origin(0, number + 4)],
        corrected: [],
        machine: null,
      },
      message:
        message === undefined
          ? null
          : {
              id: message.id,
              source_id: null,
              conversation: OTHER,
              when: span(message.at, "export"),
              side: message.side,
              sender: message.side === "me" ? ME : OTHER,
              kind: message.kind,
              text: message.text,
              amount_fen: transfer.fen,
              card: "sent",
              transfer_id: null,
              origins: [origin(1, said + 2)],
              corrected: false,
              machine: null,
            },
      clock,
      rejected: rejected && said >= 0 ? this.#state.bubble(said) : null,
      receipt: receipt === null ? null : this.#receipt(receipt),
      reasons:
        said < 0
          ? ["前后 72 小时内没有找到同方向、同金额的转账卡片。"]
          : ["转账卡片的方向与账单一致。", "转账卡片的金额与账单一致。", "此前的消息提到“五千”。"],
      runner_up: transfer.ambiguous && said >= 3 ? this.#candidate(said - 3, transfer.at, number) : null,
      around: this.around(link, null, ""),
    };
  }

  #receipt(number: number): Bubble {
    const bubble = this.#state.bubble(number);
    const side = bubble.side === "me" ? "other" : "me";
    return { ...bubble, side, sender: side === "me" ? ME : OTHER, kind: "transfer", card: "receipt", text: "已收款" };
  }

  decide(decision: Decision): void {
    if (this.#state.readOnly !== null) throw this.#state.readOnly;
    if (!("link" in decision)) return;
    const number = this.#number(decision.link);
    const before = this.#state.judged(decision.link);
    const name = `第 ${number + 1} 笔`;
    switch (decision.type) {
      case "confirm":
        this.#state.judge(decision.link, { ...before, decided: "confirmed" }, `确认${name}的对应`);
        break;
      case "reject":
        this.#state.judge(decision.link, { ...before, decided: "rejected" }, `否定${name}的对应`);
        break;
      case "relink": {
        const message = this.#state.messageOf(decision.message);
        if (message === null) throw trouble("message-elsewhere", "这条消息不在与周航的会话中。");
        this.#state.judge(decision.link, { ...before, decided: "confirmed", message }, `为${name}另选消息`);
        break;
      }
      case "note":
        this.#state.judge(decision.link, { ...before, note: decision.text }, `为${name}注明间隔原因`);
        break;
    }
  }

  undo(): Undone {
    const step = this.#state.steps.pop();
    if (step === undefined) throw trouble("nothing-to-undo", "没有可撤销的决定。");
    this.#state.judge(step.link, step.before, null);
    return { words: step.words, link: step.link };
  }
}
