/** The imitated timeline: rows are worked out once for a query, then any page of them is cheap. */
import type { Target } from "../backend";
import type { Bunch } from "../generated/Bunch";
import type { Scale } from "../generated/Scale";
import type { Spot } from "../generated/Spot";
import type { TimelineQuery } from "../generated/TimelineQuery";
import type { TimelineRow } from "../generated/TimelineRow";
import type { TimelineSummary } from "../generated/TimelineSummary";
import type { Verdict } from "../generated/Verdict";
import { local } from "./clock";
import type { CaseState } from "./state";

interface Row {
  at: number;
  /** Numbers of messages (one at the finest scale) and transfers. */
  messages: number[];
  transfers: number[];
}

interface Laid {
  rows: Row[];
  rowOfMessage: Map<number, number>;
  rowOfTransfer: Map<number, number>;
  messages: number;
  transfers: number;
}

const VERDICTS: readonly Verdict[] = ["within", "over", "undetermined", "no-message"];
const SLICES = 240;
const PAUSE_S = 6 * 3600;

function bucket(at: number, scale: Scale): string {
  const { year, month, day, hour } = local(at);
  const parts = { year: [year], month: [year, month], day: [year, month, day], hour: [year, month, day, hour] };
  return scale === "moment" ? "" : parts[scale].join("-");
}

function label(at: number, scale: Scale): string {
  const { year, month, day, hour, weekday, clock } = local(at);
  switch (scale) {
    case "year":
      return `${year}年`;
    case "month":
      return `${month}月`;
    case "day":
      return `${month}月${day}日 ${weekday}`;
    case "hour":
      return `${hour}时`;
    case "moment":
      return clock;
  }
}

export class FakeTimeline {
  readonly #state: CaseState;
  readonly #laid = new Map<string, Laid>();

  constructor(state: CaseState) {
    this.#state = state;
  }

  /** Something was decided: verdicts may hide other rows now. */
  forget(): void {
    this.#laid.clear();
  }

  #lay(query: TimelineQuery): Laid {
    const { text: _, ...what } = query;
    const key = JSON.stringify(what);
    const here = this.#laid.get(key);
    if (here) return here;
    const { messages, transfers } = this.#state.story;
    const everyone = query.party === null || query.party <= 1;
    const shownMessages: number[] = [];
    if (query.chat && everyone) {
      messages.forEach((message, number) => {
        if (query.kinds.length === 0 || query.kinds.includes(message.kind)) shownMessages.push(number);
      });
    }
    const shownTransfers: number[] = [];
    transfers.forEach((transfer, number) => {
      const { verdict } = this.#state.said(transfer);
      const wanted = query.verdicts.length === 0 || (verdict !== null && query.verdicts.includes(verdict));
      if (wanted && everyone) shownTransfers.push(number);
    });
    const events = [
      ...shownMessages.map((number) => ({ at: messages[number]?.at ?? 0, number, money: false })),
      ...shownTransfers.map((number) => ({ at: transfers[number]?.at ?? 0, number, money: true })),
    ].sort((a, b) => a.at - b.at || Number(a.money) - Number(b.money));

    const laid: Laid = {
      rows: [],
      rowOfMessage: new Map(),
      rowOfTransfer: new Map(),
      messages: shownMessages.length,
      transfers: shownTransfers.length,
    };
    let current = "";
    for (const event of events) {
      const last = laid.rows.at(-1);
      const stretch = bucket(event.at, query.scale);
      const together = query.scale === "moment" ? this.#pairs(last, event) : last !== undefined && stretch === current;
      current = stretch;
      const row = together && last ? last : { at: event.at, messages: [], transfers: [] };
      if (row !== last) laid.rows.push(row);
      (event.money ? row.transfers : row.messages).push(event.number);
      (event.money ? laid.rowOfTransfer : laid.rowOfMessage).set(event.number, laid.rows.length - 1);
    }
    if (this.#laid.size > 6) this.#laid.clear();
    this.#laid.set(key, laid);
    return laid;
  }

  /** A transfer and its message share a row where nothing lies between them. */
  #pairs(last: Row | undefined, event: { number: number; money: boolean }): boolean {
    if (last === undefined || last.messages.length + last.transfers.length !== 1) return false;
    const transfer = this.#state.story.transfers[event.money ? event.number : (last.transfers[0] ?? -1)];
    const message = event.money ? last.messages[0] : event.number;
    return transfer !== undefined && message !== undefined && this.#state.said(transfer).message === message;
  }

  summary(query: TimelineQuery): TimelineSummary {
    const laid = this.#lay(query);
    const { messages, transfers } = this.#state.story;
    const flags: number[] = [];
    const spots: Spot[] = [];
    laid.rows.forEach((row, number) => {
      const flagged = row.transfers.filter((one) => {
        const transfer = transfers[one];
        return transfer !== undefined && this.#state.flagged(transfer);
      });
      if (flagged.length > 0) flags.push(number);
      for (const one of flagged) {
        const transfer = transfers[one];
        if (transfer === undefined || spots.length >= 1000) continue;
        const { verdict } = this.#state.said(transfer);
        spots.push({ at: transfer.at, row: number, direction: transfer.direction, verdict });
      }
    });
    const hits: TimelineSummary["hits"] = [];
    const sought = query.text.trim().toLowerCase();
    if (sought !== "") {
      laid.rows.forEach((row, number) => {
        for (const message of row.messages) {
          if (messages[message]?.text.toLowerCase().includes(sought)) hits.push({ row: number, message: messages[message].id });
        }
        for (const transfer of row.transfers) {
          const { counterparty, memo, type_text, amount_fen } = this.#state.money(transfer);
          const said = [counterparty ?? "", memo ?? "", type_text, ((amount_fen ?? 0) / 100).toFixed(2)];
          if (said.some((words) => words.toLowerCase().includes(sought))) hits.push({ row: number, message: null });
        }
      });
    }
    const from = laid.rows[0]?.at;
    const last = laid.rows.at(-1);
    const to = last && Math.max(last.at, messages[last.messages.at(-1) ?? -1]?.at ?? 0, transfers[last.transfers.at(-1) ?? -1]?.at ?? 0);
    const density =
      from === undefined || to === undefined
        ? null
        : {
            from,
            to: to + 1,
            messages: this.#slices(from, to, messages, laid.rowOfMessage),
            transfers: this.#slices(from, to, transfers, laid.rowOfTransfer),
            flags: spots,
          };
    return {
      rows: laid.rows.length,
      messages: laid.messages,
      transfers: laid.transfers,
      flags,
      hits: hits.slice(0, 10_000),
      more_hits: hits.length > 10_000,
      density,
    };
  }

  #slices(from: number, to: number, things: readonly { at: number }[], shown: Map<number, number>): number[] {
    const counts = new Array<number>(SLICES).fill(0);
    for (const number of shown.keys()) {
      const at = things[number]?.at ?? from;
      const slice = Math.min(SLICES - 1, Math.max(0, Math.trunc(((at - from) / (to - from + 1)) * SLICES)));
      counts[slice] = (counts[slice] ?? 0) + 1;
    }
    return counts;
  }

  rows(query: TimelineQuery, from: number, count: number): TimelineRow[] {
    const laid = this.#lay(query);
    return laid.rows
      .slice(from, from + count)
      .map((row, at) => this.#row(query, laid, row, from + at));
  }

  #row(query: TimelineQuery, laid: Laid, row: Row, number: number): TimelineRow {
    const before = laid.rows[number - 1];
    const { year, month, day, weekday } = local(row.at);
    const dayOf = (at: number): string => bucket(at, "day");
    const fine = query.scale === "moment" || query.scale === "hour";
    const newDay = before === undefined || dayOf(before.at) !== dayOf(row.at);
    const pause = before === undefined ? 0 : row.at - before.at;
    const moment = query.scale === "moment";
    const first = row.messages[0];
    const moneyOf = (message: number): number | null => {
      const transfer = this.#state.story.messages[message]?.transfer ?? -1;
      return transfer < 0 ? null : (laid.rowOfTransfer.get(transfer) ?? null);
    };
    const cards = row.transfers.map((transfer) => {
      const story = this.#state.story.transfers[transfer];
      const message = story === undefined ? -1 : this.#state.said(story).message;
      return this.#state.money(transfer, laid.rowOfMessage.get(message) ?? null);
    });
    if (!moment) cards.sort((a, b) => Number(b.flagged) - Number(a.flagged));
    const shown = moment ? cards : cards.slice(0, 4);
    return {
      row: number,
      at: row.at,
      label: label(row.at, query.scale),
      day: fine && newDay ? `${year}年${month}月${day}日 ${weekday}` : null,
      pause_s: moment && pause >= PAUSE_S ? pause : null,
      message: moment && first !== undefined ? this.#state.bubble(first, moneyOf(first)) : null,
      bunch: moment ? null : this.#bunch(row),
      money: shown,
      money_more: cards.length - shown.length,
    };
  }

  #bunch(row: Row): Bunch {
    const { messages, transfers } = this.#state.story;
    const verdicts: Bunch["verdicts"] = [0, 0, 0, 0];
    let out = 0;
    let into = 0;
    for (const number of row.transfers) {
      const transfer = transfers[number];
      if (transfer === undefined) continue;
      if (transfer.direction === "out") out += transfer.fen;
      else into += transfer.fen;
      const { verdict } = this.#state.said(transfer);
      if (verdict === null) continue;
      const place = VERDICTS.indexOf(verdict);
      verdicts[place] = (verdicts[place] ?? 0) + 1;
    }
    const end = Math.max(
      messages[row.messages.at(-1) ?? -1]?.at ?? 0,
      transfers[row.transfers.at(-1) ?? -1]?.at ?? 0,
    );
    return {
      until: end + 1,
      messages: row.messages.length,
      mine: row.messages.filter((number) => messages[number]?.side === "me").length,
      first: messages[row.messages[0] ?? -1]?.text ?? null,
      transfers: row.transfers.length,
      out_fen: out,
      in_fen: into,
      verdicts,
    };
  }

  find(query: TimelineQuery, target: Target): number | null {
    const laid = this.#lay(query);
    if ("message" in target) return laid.rowOfMessage.get(this.#state.messageOf(target.message) ?? -1) ?? null;
    if ("transfer" in target) return laid.rowOfTransfer.get(this.#state.transferOf(target.transfer) ?? -1) ?? null;
    if (laid.rows.length === 0) return null;
    let low = 0;
    let high = laid.rows.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((laid.rows[middle]?.at ?? 0) < target.at) low = middle + 1;
      else high = middle;
    }
    const above = laid.rows[low - 1];
    const here = laid.rows[low];
    // A stretch holds what lies in it, however near the next one begins.
    if (above && here && query.scale !== "moment") return here.at <= target.at ? low : low - 1;
    return above && here && target.at - above.at < here.at - target.at ? low - 1 : low;
  }
}
