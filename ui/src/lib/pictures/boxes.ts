/** The records on a picture: how each is marked, in which order they are gone through, and what stands in its fields. */
import type { Words } from "../../i18n/index.svelte";
import type { PictureBox } from "../api/generated/PictureBox";
import type { Span } from "../api/generated/Span";
import { fenOf, yuanField } from "../links/amount";
import { isPoint } from "../links/span";
import { yuan } from "../words/money";

/** What a box is drawn as: never told by colour alone. */
export type Mark = "sure" | "unsure" | "corrected";

/** A field that can be corrected, as the program names it. */
export type EditedField =
  | "text"
  | "side"
  | "sender"
  | "kind"
  | "card"
  | "amount_fen"
  | "when"
  | "direction"
  | "counterparty"
  | "status"
  | "memo"
  | "note"
  | "transaction_id"
  | "merchant_id"
  | "accepted"
  | "returned"
  | "method";

/** What is left to doubt outweighs what was corrected; on a checked picture nothing is left. */
export function markOf(box: PictureBox, checked: boolean): Mark {
  if (box.unsure.length > 0 && !checked) return "unsure";
  return box.corrected.length > 0 ? "corrected" : "sure";
}

/** In the order of the picture, or what is unsure first and of it the least sure. */
export function ordered(boxes: readonly PictureBox[], order: "place" | "doubt", checked: boolean): PictureBox[] {
  if (order === "place") return [...boxes];
  const rank = (box: PictureBox): number => (markOf(box, checked) === "unsure" ? 0 : 1);
  return boxes
    .map((box, at) => ({ box, at }))
    .sort((a, b) => rank(a.box) - rank(b.box) || a.box.confidence - b.box.confidence || a.at - b.at)
    .map(({ box }) => box);
}

/** The next unsure record after one (the first where none is chosen), round the end; null where there is none. */
export function nextUnsure(
  boxes: readonly PictureBox[],
  from: string | null,
  step: 1 | -1,
  checked: boolean,
): string | null {
  const at = boxes.findIndex((box) => box.record === from);
  const start = at < 0 && step === -1 ? 0 : at;
  for (let turn = 1; turn <= boxes.length; turn++) {
    const box = boxes[(start + step * turn + boxes.length * 2) % boxes.length];
    if (box !== undefined && markOf(box, checked) === "unsure") return box.record;
  }
  return null;
}

/** The record whose box holds the middle of these bounds. */
export function recordAt(boxes: readonly PictureBox[], bounds: readonly [number, number, number, number]): string | null {
  const x = bounds[0] + bounds[2] / 2;
  const y = bounds[1] + bounds[3] / 2;
  const found = boxes.find(({ bounds: own }) => {
    if (own === null) return false;
    return x >= own[0] && x <= own[0] + own[2] && y >= own[1] && y <= own[1] + own[3];
  });
  return found?.record ?? null;
}

/** A record in a few words, for who cannot see its box. */
export function inWords(box: PictureBox, words: Words): string {
  const { terms } = words;
  const sum = box.amount_fen === null ? "" : yuan(box.amount_fen);
  if (box.message !== null) {
    const { side, kind, text } = box.message;
    return [terms.side[side], kind === "text" ? "" : terms.kind[kind], sum, text.slice(0, 60)].filter((one) => one !== "").join(" ");
  }
  if (box.transfer !== null) {
    const { direction, kind, counterparty } = box.transfer;
    return [direction === null ? "" : terms.direction[direction], terms.transferKind[kind], sum, counterparty ?? ""].filter((one) => one !== "").join(" ");
  }
  return sum;
}

/** A printed span of one whole minute as that minute: `2024-03-01 20:15`. */
export function toTheMinute(printed: string): string {
  return printed.replace(/^(\S+ (\d{2}:\d{2})):00—\2:59/, "$1");
}

/** The fields of a message of which the program takes corrections, in the order of the form. */
const OF_MESSAGES: readonly EditedField[] = ["text", "side", "sender", "kind", "card", "amount_fen", "when"];
/** Those of a transfer. */
const OF_TRANSFERS: readonly EditedField[] = [
  "amount_fen",
  "direction",
  "when",
  "accepted",
  "returned",
  "counterparty",
  "kind",
  "status",
  "memo",
  "note",
  "method",
  "transaction_id",
  "merchant_id",
];

/** The fields of a record in the form: those that are shown first, and those that are empty on most pictures. */
export interface Fields {
  first: readonly EditedField[];
  more: readonly EditedField[];
}

/** The fields of a record; `kind` as it is chosen in the form now, for a card of money asks for more than a text. */
export function fieldsOf(box: PictureBox, kind: string = valueOf(box, "kind")): Fields {
  const all = knownOf(box).filter((field) => field !== "card" || kind === "transfer");
  const isFirst = (field: EditedField): boolean => isAsked(box, field, kind) || isFilled(box, field) || isDoubted(box, field);
  return { first: all.filter(isFirst), more: all.filter((field) => !isFirst(field)) };
}

/** Every field that the record can have, whatever its kind. */
function knownOf(box: PictureBox): readonly EditedField[] {
  if (box.transfer !== null) return OF_TRANSFERS;
  return box.message !== null ? OF_MESSAGES : [];
}

/** Whether a field is asked for even where it is empty: by what the record is, or because it may be what could not be read. */
function isAsked(box: PictureBox, field: EditedField, kind: string): boolean {
  switch (field) {
    case "text":
    case "side":
    case "card":
    case "direction":
    case "when":
      return true;
    case "sender":
      return box.message?.side === "other" || box.message?.side === "unknown";
    case "amount_fen":
      return box.transfer !== null || kind === "transfer" || kind === "red-packet";
    case "accepted":
    case "returned":
      return hasUnreadTime(box);
    default:
      return false;
  }
}

/** Whether something stands in a field, or a person took it away. */
function isFilled(box: PictureBox, field: EditedField): boolean {
  if (box.corrected.some((one) => one.field === field)) return true;
  // The name of one's own side is told from the side, and is not on the picture.
  return field !== "sender" && valueOf(box, field) !== "";
}

/** Whether a time stands on the picture that could not be read. Only the finding's words say which of them it is. */
function hasUnreadTime(box: PictureBox): boolean {
  const entered = box.corrected.some(({ field }) => field === "accepted" || field === "returned");
  return !entered && box.unsure.includes("when") && box.findings.some(({ code }) => code === "row-unreadable");
}

function timeField(when: Span | null): string {
  if (when === null) return "";
  const clock = `${when.earliest.slice(0, 10)} ${when.earliest.slice(11, 19)}`;
  // To the minute means the whole minute.
  return isPoint(when) ? clock : clock.slice(0, 16);
}

/** What stands in a field now, as one would type it. */
export function valueOf(box: PictureBox, field: EditedField): string {
  const { message, transfer } = box;
  switch (field) {
    case "amount_fen":
      return yuanField(box.amount_fen);
    case "when":
      return timeField(box.when);
    case "text":
      return message?.text ?? "";
    case "side":
      return message?.side ?? "unknown";
    case "sender":
      return message?.sender ?? "";
    case "kind":
      return message?.kind ?? transfer?.kind ?? "other";
    case "card":
      return message?.card ?? "";
    case "direction":
      return transfer?.direction ?? "";
    case "counterparty":
      return transfer?.counterparty ?? "";
    case "status":
      return transfer?.status ?? "unknown";
    case "memo":
      return transfer?.memo ?? "";
    case "note":
      return transfer?.note ?? "";
    case "transaction_id":
      return transfer?.transaction_id ?? "";
    case "merchant_id":
      return transfer?.merchant_id ?? "";
    case "accepted":
      return timeField(transfer?.accepted ?? null);
    case "returned":
      return timeField(transfer?.returned ?? null);
    case "method":
      return transfer?.method ?? "";
  }
}

/** What stands in all of its fields now, also in those that another kind would bring. */
export function valuesOf(box: PictureBox): Partial<Record<EditedField, string>> {
  return Object.fromEntries(knownOf(box).map((field) => [field, valueOf(box, field)]));
}

/** A date and time as a person types it, tidied; empty stays empty; null where it is none. */
export function timeOf(typed: string): string | null {
  const time = typed.normalize("NFKC").trim().replace(/(\d)T(\d)/, "$1 $2");
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(time);
  if (time === "") return "";
  if (parts === null) return null;
  const two = (at: number): string => (parts[at] ?? "0").padStart(2, "0");
  const day = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
  const is = day.getUTCMonth() + 1 === Number(parts[2]) && day.getUTCDate() === Number(parts[3]);
  if (!is || Number(parts[4]) > 23 || Number(parts[5]) > 59 || Number(parts[6] ?? 0) > 59) return null;
  const seconds = parts[6] === undefined ? "" : `:${two(6)}`;
  return `${parts[1] ?? ""}-${two(2)}-${two(3)} ${two(4)}:${two(5)}${seconds}`;
}

/** Whether a field is a time. */
export function isTime(field: EditedField): boolean {
  return field === "when" || field === "accepted" || field === "returned";
}

/** Whether the machine is not sure of a field: an order number is either of the two that were read. */
export function isDoubted(box: PictureBox, field: EditedField): boolean {
  if (field === "transaction_id" || field === "merchant_id") return box.unsure.includes("id") && valueOf(box, field) !== "";
  return box.unsure.includes(field);
}

/** What is given to the program for what was typed; null where it is no amount or no time. */
export function keptOf(field: EditedField, typed: string): string | null {
  if (field === "amount_fen") return fenOf(typed);
  if (isTime(field)) return timeOf(typed);
  return field === "transaction_id" || field === "merchant_id" ? typed.normalize("NFKC").replace(/\s/g, "") : typed;
}

/** What was read of a corrected field, as it is shown beside the correction. */
export function asRead(box: PictureBox, field: EditedField, words: Words): string | null {
  const read = box.corrected.find((one) => one.field === field)?.read;
  if (read === undefined || read === "") return read ?? null;
  const { terms } = words;
  const known = (table: Record<string, string>): string => table[read] ?? read;
  switch (field) {
    case "amount_fen":
      return /^\d+$/.test(read) ? yuan(Number(read)) : read;
    case "side":
      return known(terms.side);
    case "direction":
      return known(terms.direction);
    case "status":
      return known(terms.status);
    case "kind":
      return known(box.message === null ? terms.transferKind : terms.kind);
    case "card":
      return known(terms.card);
    default:
      return read;
  }
}
