/** Deciding on the link of a transfer from the timeline, and going to it among the links. */
import { t } from "../../i18n/index.svelte";
import type { MoneyCard } from "../api/generated/MoneyCard";
import type { App } from "../app/app.svelte";
import { gapInWords } from "../words/gap";
import { sign, yuan } from "../words/money";
import type { Timeline } from "./timeline.svelte";

/** Whether a decision can be made on what is selected. */
export function decidable(app: App, model: Timeline): MoneyCard | null {
  const { selected } = model;
  if (!app.writable || selected?.type !== "money" || selected.card.link === null) return null;
  return selected.card;
}

/** Confirms or rejects; what was done is said aloud. */
export async function decideOn(app: App, model: Timeline, card: MoneyCard, type: "confirm" | "reject"): Promise<void> {
  if (card.link === null || !(await app.decide({ type, link: card.link }))) return;
  model.said = `${t.timeline.act[type === "confirm" ? "confirmed" : "rejected"]}${t.timeline.act.next}`;
}

/** Shows the link where all can be done with it: notes, another message. */
export function goToLink(app: App, card: MoneyCard): void {
  if (card.link !== null) app.go("links", { link: card.link });
}

/** A transfer in a few words, to be read out: `▲` is no word. */
export function cardInWords(card: MoneyCard): string {
  const sum = card.amount_fen === null ? t.terms.noAmount : `${sign(card.direction)}${yuan(card.amount_fen)}`;
  const verdict = card.verdict === null ? t.terms.noLink : t.terms.verdict[card.verdict];
  return [sum, verdict, gapInWords(card.gap, card.order, t)].filter((words) => words !== "").join("，");
}
