/** What cannot be decided on a link as it is now, and why, in words. */
import type { Words } from "../../i18n/index.svelte";
import type { MoneyCard } from "../api/generated/MoneyCard";

/** Why it cannot be confirmed; null where it can. */
export function cannotConfirm(money: MoneyCard, words: Words): string | null {
  if (money.decided === "rejected") return words.links.cannot.isRejected;
  return money.decided === "confirmed" ? words.links.cannot.isConfirmed : null;
}

/** Why it cannot be rejected; null where it can. */
export function cannotReject(money: MoneyCard, words: Words): string | null {
  if (money.decided === "rejected") return words.links.cannot.isRejected;
  return money.verdict === "no-message" ? words.links.cannot.nothingToReject : null;
}
