/** Why the program did not take the next best message: differences that can be seen, or that there is none. */
import type { Words } from "../../i18n/index.svelte";
import type { Candidate } from "../api/generated/Candidate";
import type { LinkDetail } from "../api/generated/LinkDetail";
import { duration } from "../words/time";
import { yuan } from "../words/money";

/** One sentence each, the weightiest first; never none. */
export function whyNot(candidate: Candidate, detail: LinkDetail, words: Words): string[] {
  const { bubble, distance_s, taken_by } = candidate;
  const { money } = detail;
  const said = words.links.runnerUp;
  const why: string[] = [];
  if (taken_by !== null) why.push(said.taken);
  const wanted = money.direction === "out" ? "me" : money.direction === "in" ? "other" : null;
  if (wanted !== null && (bubble.side === "me" || bubble.side === "other") && bubble.side !== wanted) {
    why.push(said.otherSide);
  }
  const isCard = bubble.kind === "transfer" || bubble.kind === "red-packet";
  const linkedIsCard = money.basis === "card" || money.basis === "red-packet" || money.basis === "id";
  if (linkedIsCard && !isCard) why.push(said.noCard);
  if (bubble.card === "receipt") why.push(said.receipt);
  if (bubble.amount_fen !== null && money.amount_fen !== null && bubble.amount_fen !== money.amount_fen) {
    why.push(said.otherAmount(yuan(bubble.amount_fen)));
  }
  const own = detail.around.messages.find((one) => one.bubble.id === money.message)?.distance_s ?? null;
  if (distance_s !== null && own !== null && Math.abs(distance_s) > Math.abs(own)) {
    why.push(said.farther(duration(distance_s, words), duration(own, words)));
  }
  if (why.length > 0) return why;
  return [money.ambiguous ? said.asGood : said.noDifference];
}
