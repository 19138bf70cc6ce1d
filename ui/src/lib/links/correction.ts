/** What of a transfer or a message can be corrected in the panel, what stands there now, and what is kept. */
import type { LinkDetail } from "../api/generated/LinkDetail";
import type { Span } from "../api/generated/Span";
import { fenOf, yuanField } from "./amount";
import { isPoint } from "./span";

export type CorrectedRecord = "transfer" | "message";
/** As the program names them. */
export type CorrectedField = "amount_fen" | "when" | "counterparty" | "memo" | "note" | "text" | "sender";

const FIELDS: Record<CorrectedRecord, readonly CorrectedField[]> = {
  transfer: ["amount_fen", "when", "counterparty", "memo", "note"],
  message: ["amount_fen", "when", "text", "sender"],
};

/** Fields of this record. */
export function fieldsOf(record: CorrectedRecord): readonly CorrectedField[] {
  return FIELDS[record];
}

/** A field name that came from a select box; the first of the record where it has none such. */
export function fieldOf(record: CorrectedRecord, name: string): CorrectedField {
  return FIELDS[record].find((field) => field === name) ?? "amount_fen";
}

function timeField(when: Span | null): string {
  if (when === null) return "";
  const clock = `${when.earliest.slice(0, 10)} ${when.earliest.slice(11, 19)}`;
  // To the minute means the whole minute.
  return isPoint(when) ? clock : clock.slice(0, 16);
}

/** What stands in the field now, as one would type it. */
export function valueOf(detail: LinkDetail, record: CorrectedRecord, field: CorrectedField): string {
  const of = record === "transfer" ? detail.transfer : detail.message;
  if (of === null) return "";
  switch (field) {
    case "amount_fen":
      return yuanField(of.amount_fen);
    case "when":
      return timeField(of.when);
    case "counterparty":
      return detail.transfer.counterparty ?? "";
    case "memo":
      return detail.transfer.memo ?? "";
    case "note":
      return detail.transfer.note ?? "";
    case "text":
      return detail.message?.text ?? "";
    case "sender":
      return detail.message?.sender ?? "";
  }
}

/** What is given to the program for what was typed; null where it is no amount or no time. */
export function keptOf(field: CorrectedField, typed: string): string | null {
  if (field === "amount_fen") return fenOf(typed);
  if (field !== "when") return typed;
  const time = typed.normalize("NFKC").trim();
  const looksLikeTime = /^\d{4}\D\d{1,2}\D\d{1,2}\D+\d{1,2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$/.test(time);
  return time === "" || looksLikeTime ? time : null;
}
