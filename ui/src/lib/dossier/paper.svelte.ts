/** How the dossier is printed, what is hidden in it, how it is divided, and what is made beside it. */
import { SvelteSet } from "svelte/reactivity";
import type { HidingForm } from "../api/generated/HidingForm";
import type { PaperForm } from "../api/generated/PaperForm";
import type { PerPage } from "../api/generated/PerPage";
import type { Rules } from "../api/generated/Rules";
import type { VolumesForm } from "../api/generated/VolumesForm";

export type Hiding = HidingForm["type"];
export type Volumes = "one" | VolumesForm["type"];
export type Rule = keyof Rules;

/** The rules in the order in which they are shown. */
export const RULES: readonly Rule[] = ["phones", "ids", "cards", "wxids", "others", "unrelated"];

/** Below it a volume has no room for anything; above it nobody carries it. */
const BOUNDS = { pages: [1, 10_000], megabytes: [2, 4_000] } as const;

const USUAL: { [V in VolumesForm["type"]]: string } = { pages: "200", megabytes: "20" };

export class PaperChoice {
  pictures = $state<PerPage>("one");
  transcripts = $state(false);
  forms = $state(true);
  duplex = $state(false);
  /** Ids of files that are no exhibits. */
  readonly leftOut = new SvelteSet<string>();
  hiding = $state<Hiding>("boxes");
  rules = $state<Rules>({ phones: true, ids: true, cards: true, wxids: true, others: true, unrelated: true });
  volumes = $state<Volumes>("one");
  /** As it is typed. */
  most = $state({ ...USUAL });
  receipts = $state(false);
  docx = $state(false);
  xlsx = $state(false);

  /** The limit of a volume; null where there is none, or what was typed is none. */
  readonly limit = $derived.by((): VolumesForm | null => {
    if (this.volumes === "one") return null;
    const [least, greatest] = BOUNDS[this.volumes];
    const most = Number(this.most[this.volumes].normalize("NFKC").trim() || Number.NaN);
    return Number.isInteger(most) && most >= least && most <= greatest ? { type: this.volumes, most } : null;
  });
  readonly limitIsWrong = $derived(this.volumes !== "one" && this.limit === null);

  /** What is asked of the program; null while something that was typed means nothing. */
  readonly form = $derived.by((): PaperForm | null => {
    if (this.limitIsWrong) return null;
    const { pictures, transcripts, forms, duplex, receipts, docx, xlsx } = this;
    const hiding: HidingForm = this.hiding === "rules" ? { type: "rules", rules: { ...this.rules } } : { type: this.hiding };
    const left_out = [...this.leftOut].sort();
    return { pictures, transcripts, forms, duplex, left_out, hiding, volumes: this.limit, receipts, docx, xlsx };
  });

  /** Lists a file as an exhibit, or not. */
  list(artifact: string, listed: boolean): void {
    if (listed) this.leftOut.delete(artifact);
    else this.leftOut.add(artifact);
  }
}
