/** What the user wants in the dossier: for whom, which parts in which order, gaps or none, the date. */
import type { DossierForm } from "../api/generated/DossierForm";
import type { DossierPart } from "../api/generated/DossierPart";
import type { Gaps } from "../api/generated/Gaps";
import type { Profile } from "../api/generated/Profile";
import { isDay } from "./today";

/** All parts for filing in their usual order. */
export const USUAL: readonly DossierPart[] = [
  "parties",
  "timeline",
  "loose-cards",
  "excerpts",
  "bill-rows",
  "originals",
  "findings",
  "left-out",
  "fingerprints",
  "custody",
  "showing",
  "how-to-check",
  "attachments",
];

export class Choice {
  profile = $state<Profile>("court");
  gaps = $state<Gaps>("shown");
  /** As it is typed; empty means today. */
  date = $state("");
  /** Every part, chosen or not, in its place. */
  order = $state.raw<readonly DossierPart[]>(USUAL);
  /** The parts that are left out. */
  without = $state.raw<ReadonlySet<DossierPart>>(new Set());

  readonly parts = $derived(this.order.filter((part) => !this.without.has(part)));
  readonly dateIsWrong = $derived(this.date.trim() !== "" && !isDay(this.date.trim()));
  readonly isUsual = $derived(this.without.size === 0 && this.order.join() === USUAL.join());

  /** What is asked of the program; null while the date is none. */
  readonly form = $derived.by((): DossierForm | null => {
    if (this.dateIsWrong) return null;
    const date = this.date.trim() === "" ? null : this.date.trim();
    return { profile: this.profile, gaps: this.gaps, date, parts: this.parts };
  });

  take(part: DossierPart, taken: boolean): void {
    const without = new Set(this.without);
    if (taken) without.delete(part);
    else without.add(part);
    this.without = without;
  }

  /** Puts a part at a place, counted from 0; gives the place where it stands then. */
  move(part: DossierPart, to: number): number {
    const others = this.order.filter((other) => other !== part);
    const place = Math.min(others.length, Math.max(0, to));
    if (this.order[place] !== part) this.order = [...others.slice(0, place), part, ...others.slice(place)];
    return place;
  }

  asUsual(): void {
    this.order = USUAL;
    this.without = new Set();
  }
}
