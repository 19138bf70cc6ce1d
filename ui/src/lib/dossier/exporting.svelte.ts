/** Exporting the dossier: where to, how far, what was made or why it was not. */
import type { DossierForm } from "../api/generated/DossierForm";
import type { DossierMade } from "../api/generated/DossierMade";
import type { Trouble } from "../api/generated/Trouble";
import { troubleOf } from "../api/trouble";
import type { App } from "../app/app.svelte";
import type { Work } from "../app/works.svelte";

export class Exporting {
  /** The last one that was made, and what it is of. */
  made = $state.raw<{ key: string; dossier: DossierMade } | null>(null);
  /** Whether that is shown in full. */
  open = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  /** From choosing the place until it is written. */
  busy = $state(false);
  work = $state.raw<Work | null>(null);
  /** The visit of the view that asked for it last. */
  visit = -1;
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  /** Asks where to and writes it there; true where it was made. */
  async run(form: DossierForm, key: string, name: string): Promise<boolean> {
    if (this.busy) return false;
    const { works, backend } = this.#app;
    this.busy = true;
    this.trouble = null;
    try {
      const path = await backend.chooseDossierFile(name);
      if (path === null) return false;
      const dossier = await works.run("export", (work) => {
        this.work = work;
        return backend.exportDossier(form, path, (progress) => work.hear(progress));
      });
      this.made = { key, dossier };
      this.open = true;
      return true;
    } catch (thrown) {
      const trouble = troubleOf(thrown);
      if (trouble.code === "stopped") this.#app.toasts.trouble(trouble);
      else this.trouble = trouble;
      return false;
    } finally {
      this.busy = false;
      this.work = null;
    }
  }
}
