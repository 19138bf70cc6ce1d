/** Asking for the passphrase of an encrypted case that is to be opened. The passphrase itself is the dialog's, and goes with it. */
import type { Trouble } from "../api/generated/Trouble";
import { troubleOf } from "../api/trouble";
import type { App } from "./app.svelte";

export class CaseUnlocking {
  /** The case that is asked for; null while none is. */
  folder = $state<string | null>(null);
  busy = $state(false);
  /** The last one was not its passphrase. */
  wrong = $state(false);
  /** Why else it could not be opened. */
  trouble = $state.raw<Trouble | null>(null);
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  ask(folder: string): void {
    this.dismiss();
    this.folder = folder;
  }

  dismiss(): void {
    this.folder = this.trouble = null;
    this.wrong = false;
  }

  /** Tries a passphrase; where it is the right one, the case is open. */
  async open(passphrase: string): Promise<void> {
    const { folder } = this;
    if (folder === null || this.busy || passphrase === "") return;
    const { works, backend } = this.#app;
    this.busy = true;
    this.wrong = false;
    this.trouble = null;
    try {
      this.#app.took(await works.run("open", () => backend.openCase(folder, passphrase)));
    } catch (thrown) {
      const trouble = troubleOf(thrown);
      if (trouble.code === "wrong-passphrase") this.wrong = true;
      else this.trouble = trouble;
    } finally {
      this.busy = false;
    }
  }
}
