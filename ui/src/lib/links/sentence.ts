/** The sentence under a link that is over the threshold: what was compared, and what that does not mean. As the dossier says it. */
import type { Words } from "../../i18n/index.svelte";
import type { LinkDetail } from "../api/generated/LinkDetail";
import type { Span } from "../api/generated/Span";
import { duration } from "../words/time";
import { isPoint, printedSpan } from "./span";

/** Why a time is only known as a range, where that has to be said. */
function minutesOnly(span: Span, words: Words): string {
  if (isPoint(span)) return "";
  if (span.basis === "label" || span.basis === "between-labels") return words.links.flag.labelMinutes;
  return span.basis === "bill" ? words.links.flag.billMinutes : "";
}

/** The time that the gap was measured to: the message's, or that of the acceptance, where the program compared with it. */
function chatSide({ clock, transfer, message }: LinkDetail): { time: Span; receipt: boolean } | null {
  if (clock === "accepted" && transfer.accepted !== null) return { time: transfer.accepted, receipt: true };
  const own = message?.when ?? null;
  return own === null ? null : { time: own, receipt: false };
}

/** The sentence; null where nothing is over. */
export function flagSentence(
  detail: LinkDetail,
  thresholdMinutes: number,
  caseOffset: string,
  words: Words,
): string | null {
  const { money, transfer } = detail;
  if (money.verdict !== "over" || money.gap === null || money.decided === "rejected") return null;
  const chat = chatSide(detail);
  if (chat === null || transfer.when === null) return null;
  const { flag } = words.links;
  const { min_s, max_s } = money.gap;
  const points = isPoint(transfer.when) && isPoint(chat.time);
  const length =
    min_s === max_s
      ? duration(min_s, words)
      : words.terms.between(duration(min_s, words), duration(max_s, words));
  return flag.sentence(
    flag.transferTime(printedSpan(transfer.when, caseOffset) + minutesOnly(transfer.when, words), isPoint(transfer.when)),
    flag.chatTime(printedSpan(chat.time, caseOffset) + minutesOnly(chat.time, words), isPoint(chat.time), chat.receipt),
    points ? flag.exactly(length) : flag.about(length),
    flag.threshold(thresholdMinutes),
  );
}
