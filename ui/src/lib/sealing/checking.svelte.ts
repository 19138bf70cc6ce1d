/** Checking a package that lies somewhere: which, how far, what it gave; and how each of its items is said. */
import type { Words } from "../../i18n/index.svelte";
import type { CheckedItem } from "../api/generated/CheckedItem";
import type { CheckPane } from "../api/generated/CheckPane";
import type { Trouble } from "../api/generated/Trouble";
import { troubleOf } from "../api/trouble";
import type { App } from "../app/app.svelte";
import type { Work } from "../app/works.svelte";

/** What stands instead of how an item stands, where it was never to be in this package or volume; else null. */
export function absence(item: CheckedItem, words: Words): string | null {
  const said = words.sealing.check;
  if (item.standing !== "unverifiable" && item.standing !== "same") return null;
  if (item.elsewhere !== null) return said.elsewhere(item.elsewhere);
  if (item.state === "derivative") return said.derivative;
  if (item.state === "withheld") return said.withheld;
  return null;
}

export class PackageChecking {
  /** What is checked, or was last. */
  path = $state<string | null>(null);
  result = $state.raw<CheckPane | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  work = $state.raw<Work | null>(null);
  /** It is encrypted: its passphrase is asked for. The passphrase itself is the form's, and goes with it. */
  locked = $state(false);
  /** The last one was not its passphrase. */
  wrong = $state(false);
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  /** Asks which one, and checks it. */
  async choose(what: "folder" | "zip"): Promise<void> {
    const { backend } = this.#app;
    const path = await this.#app.attempt(what === "zip" ? backend.choosePackageZip() : backend.chooseFolder());
    if (path !== null) await this.run(path);
  }

  /** Checks what lies there, with the passphrase of what is encrypted. */
  async run(path: string, passphrase: string | null = null): Promise<void> {
    const { works, backend } = this.#app;
    if (this.work !== null || works.refuseIfBusy()) return;
    this.path = path;
    this.result = this.trouble = null;
    this.wrong = false;
    if (passphrase === null) this.locked = false;
    try {
      this.result = await works.run("check", (work) => {
        this.work = work;
        return backend.checkPackage(path, passphrase, (progress) => work.hear(progress));
      });
      this.locked = false;
    } catch (thrown) {
      const trouble = troubleOf(thrown);
      if (trouble.code === "locked") this.locked = true;
      else if (trouble.code === "wrong-passphrase") this.locked = this.wrong = true;
      else if (trouble.code === "stopped") this.#app.toasts.trouble(trouble);
      else this.trouble = trouble;
    } finally {
      this.work = null;
    }
  }
}
