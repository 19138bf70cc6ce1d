/** The pages that are looked at: rendered anew when the choice or the case has changed; the old ones stay until then. */
import type { DossierForm } from "../api/generated/DossierForm";
import type { DossierPreview } from "../api/generated/DossierPreview";
import type { DossierTarget } from "../api/generated/DossierTarget";
import type { Trouble } from "../api/generated/Trouble";
import { troubleOf } from "../api/trouble";
import type { App } from "../app/app.svelte";
import type { Work } from "../app/works.svelte";

/** After a change of the form so long is waited for the next one. */
export const REST_MS = 600;

/** What pages are of: the same key, the same pages. */
export function keyOf(form: DossierForm, changes: number): string {
  return JSON.stringify([form, changes]);
}

/** The form as far as pages depend on it: the volumes and the files beside it only come with the exported file. */
export function previewed(form: DossierForm): DossierForm {
  const paper = { ...form.paper, volumes: null, receipts: false, docx: false, xlsx: false };
  return { ...form, paper };
}

export class DossierPages {
  /** What can be looked at now, and what it is of. */
  shown = $state.raw<{ key: string; preview: DossierPreview } | null>(null);
  /** What was asked for last, whatever came of it: it is not asked for again by itself. */
  asked = $state("");
  /** Why it did not come; `stopped` where the user wanted so. */
  trouble = $state.raw<Trouble | null>(null);
  /** What is to be shown once the pages are there, and the visit that asked for it. */
  wanted = $state.raw<DossierTarget | null>(null);
  visit = 0;
  /** The rendering that is going on. */
  work = $state.raw<Work | null>(null);
  readonly #app: App;
  #latest = 0;

  constructor(app: App) {
    this.#app = app;
  }

  /** The page on which the wanted thing stands; null where it stands on none. It is not wanted any more then. */
  async find(): Promise<number | null> {
    const { wanted, shown } = this;
    if (wanted === null || shown === null) return null;
    this.wanted = null;
    return this.#app.attempt(this.#app.backend.dossierFind(shown.preview.token, wanted));
  }

  async render(form: DossierForm, key: string): Promise<void> {
    const mine = ++this.#latest;
    this.asked = key;
    this.trouble = null;
    const { works, backend } = this.#app;
    const own: { work: Work | null } = { work: null };
    try {
      const preview = await works.run("preview", (work) => {
        this.work = own.work = work;
        return backend.previewDossier(form, (progress) => work.hear(progress));
      });
      // Even one that was overtaken: the program has let the one before go.
      this.shown = { key, preview };
    } catch (thrown) {
      if (mine !== this.#latest) return;
      // Other work goes first; when it is done, the pages are asked for again.
      if (own.work === null || own.work.gaveWay) this.asked = "";
      else this.trouble = troubleOf(thrown);
    } finally {
      if (mine === this.#latest) this.work = null;
    }
  }

  /** The view leaves the screen: nobody waits for these pages now. */
  leave(): void {
    this.#latest += 1;
    this.asked = this.shown?.key ?? "";
    this.trouble = null;
    if (this.work === null) return;
    this.work = null;
    if (this.#app.overview !== null) void this.#app.works.stop();
  }
}
