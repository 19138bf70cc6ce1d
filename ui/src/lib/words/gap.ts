/** A gap in words: `消息早 2 分 5 秒`; where a time is only known as a span, from the least to the most. */
import type { Gap } from "../api/generated/Gap";
import type { Order } from "../api/generated/Order";
import type { Words } from "../../i18n/index.svelte";
import { duration } from "./time";

/** The distance alone: `2 分 5 秒`, `3—4 分钟`, `25 分 52 秒至 30 分 51 秒`. */
export function gapLength(gap: Gap, words: Words): string {
  if (gap.min_s === gap.max_s) return duration(gap.min_s, words);
  const wholeMinutes = gap.min_s % 60 === 0 && gap.max_s % 60 === 0;
  if (wholeMinutes && gap.min_s > 0 && gap.max_s < 3600) {
    return words.terms.betweenMinutes(gap.min_s / 60, gap.max_s / 60);
  }
  return words.terms.between(duration(gap.min_s, words), duration(gap.max_s, words));
}

/** The distance with the message's place as seen from the transfer; empty where there is no gap. */
export function gapInWords(gap: Gap | null, order: Order | null, words: Words): string {
  if (gap === null) return "";
  if (gap.max_s === 0) return words.terms.sameMoment;
  if (order === "overlap" || order === null) {
    return words.terms.atMostApart(duration(gap.max_s, words));
  }
  const length = gapLength(gap, words);
  return order === "before" ? words.terms.messageEarlier(length) : words.terms.messageLater(length);
}
