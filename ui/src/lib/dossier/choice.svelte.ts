/** What the user wants in the dossier: for whom, which parts in which order, gaps or none, the date, the paper. */
import type { DossierForm } from "../api/generated/DossierForm";
import type { DossierPart } from "../api/generated/DossierPart";
import type { Gaps } from "../api/generated/Gaps";
import type { Profile } from "../api/generated/Profile";
import { PaperChoice } from "./paper.svelte";
import { isDay } from "./today";

/** The parts for filing in their usual order. */
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

/** The few parts for a mediation. */
export const MEDIATION: readonly DossierPart[] = ["parties", "dispute", "timeline", "left-out", "proposal"];

const OF_EXHIBITS: readonly DossierPart[] = ["excerpts", "bill-rows", "originals", "fingerprints"];
const ALL: readonly DossierPart[] = [...USUAL, "dispute", "proposal"];

/** The usual parts of a profile, and every other one after them. */
function usual(profile: Profile): { order: readonly DossierPart[]; without: ReadonlySet<DossierPart> } {
  const parts = profile === "mediation" ? MEDIATION : USUAL;
  const others = ALL.filter((part) => !parts.includes(part));
  return { order: [...parts, ...others], without: new Set(others) };
}

export class Choice {
  #profile = $state<Profile>("court");
  gaps = $state<Gaps>("shown");
  /** As it is typed; empty means today. */
  date = $state("");
  /** Every part, chosen or not, in its place. */
  order = $state.raw<readonly DossierPart[]>(usual("court").order);
  /** The parts that are left out. */
  without = $state.raw<ReadonlySet<DossierPart>>(usual("court").without);
  readonly paper = new PaperChoice();
  /** Whether the rest of the choices is unfolded. */
  more = $state(false);

  readonly parts = $derived(this.order.filter((part) => !this.without.has(part)));
  /** A mediator wants few pages: the list of evidence comes only with something of the exhibits. */
  readonly hasList = $derived(this.#profile !== "mediation" || OF_EXHIBITS.some((part) => this.parts.includes(part)));
  readonly dateIsWrong = $derived(this.date.trim() !== "" && !isDay(this.date.trim()));
  readonly isUsual = $derived.by(() => {
    const { order, without } = usual(this.#profile);
    const same = without.size === this.without.size && [...without].every((part) => this.without.has(part));
    return same && this.order.join() === order.join();
  });

  /** What is asked of the program; null while something that was typed means nothing. */
  readonly form = $derived.by((): DossierForm | null => {
    const paper = this.paper.form;
    if (this.dateIsWrong || paper === null) return null;
    const date = this.date.trim() === "" ? null : this.date.trim();
    return { profile: this.#profile, gaps: this.gaps, date, parts: this.parts, paper };
  });

  get profile(): Profile {
    return this.#profile;
  }

  /** Another profile brings its usual parts, unless the user has chosen others. */
  set profile(profile: Profile) {
    const follows = this.isUsual;
    this.#profile = profile;
    if (follows) this.asUsual();
  }

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
    const { order, without } = usual(this.#profile);
    this.order = order;
    this.without = without;
  }
}
