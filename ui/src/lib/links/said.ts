/** A message as a bubble shows it, whichever answer of the program it comes from. */
import type { Bubble } from "../api/generated/Bubble";
import type { MessageShape } from "../api/generated/MessageShape";
import type { Words } from "../../i18n/index.svelte";
import { duration } from "../words/time";
import { printedSpan } from "./span";

export type Said = Pick<
  Bubble,
  "side" | "sender" | "conversation" | "group" | "kind" | "card" | "amount_fen" | "text" | "cut" | "time" | "corrected" | "machine"
>;

/** A message in full; whether it is in a group is known from its bubble, where that is here. */
export function saidOf(message: MessageShape, bubble: Bubble | undefined, caseOffset: string): Said {
  return {
    ...message,
    group: bubble?.group ?? false,
    cut: false,
    machine: bubble?.machine ?? (message.machine !== null && !message.machine.checked),
    time: message.when === null ? null : printedSpan(message.when, caseOffset),
  };
}

/** How far a message is from the transfer: `消息早 2 分 5 秒`. */
export function distanceInWords(distance: number | null, words: Words): string {
  if (distance === null) return words.terms.noTime;
  if (distance === 0) return words.terms.sameMoment;
  const length = duration(distance, words);
  return distance < 0 ? words.terms.messageEarlier(length) : words.terms.messageLater(length);
}
