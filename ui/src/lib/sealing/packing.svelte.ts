/** The package that is wanted: for whom, in what form; and writing it. */
import type { Audience } from "../api/generated/Audience";
import type { Gaps } from "../api/generated/Gaps";
import type { PackForm } from "../api/generated/PackForm";
import type { Packed } from "../api/generated/Packed";
import type { Reveals } from "../api/generated/Reveals";
import type { Trouble } from "../api/generated/Trouble";
import { troubleOf } from "../api/trouble";
import type { App } from "../app/app.svelte";
import type { Work } from "../app/works.svelte";
import { plainTitle } from "../words/filename";

export type Container = "folder" | "zip" | "encrypted";

/** What a package is called for each audience, as its papers name it. */
const FOR: Record<Audience, string> = { court: "法院", "other-side": "对方", archive: "存档" };

/** What a name ends in. */
const ENDING: Record<Container, string> = { folder: "", zip: ".zip", encrypted: ".zip.age" };

/** The name that is proposed: `证据包_周航借款_法院_2026-04-03`, with `.zip` or `.zip.age` where it is one. */
export function packageName(title: string, audience: Audience, day: string, container: Container): string {
  const name = ["证据包", plainTitle(title), FOR[audience], day].filter((part) => part !== "").join("_");
  return name + ENDING[container];
}

/** Where a package that was made lies: of several volumes the first. */
export function placeOf(packed: Packed): string {
  return packed.volumes?.[0]?.path ?? packed.path;
}

/** Whether a package that was made is encrypted: its name says so. */
export function isEncrypted(packed: Packed): boolean {
  return placeOf(packed).toLowerCase().endsWith(ENDING.encrypted);
}

/** Whether somebody else would see people who have no part in the case. */
export function isLoud(audience: Audience, reveals: Reveals): boolean {
  return audience !== "archive" && reveals.transfers + reveals.messages > 0;
}

export class Packing {
  /** Nothing until the user chooses: for whom it is decides what others see. */
  #audience = $state<Audience | null>(null);
  /** Whether the user has seen that it shows strangers. */
  agreed = $state(false);
  container = $state<Container>("folder");
  gaps = $state<Gaps>("shown");
  inVolumes = $state(false);
  /** As it is typed. */
  most = $state("200");
  /** The last one that was made, and the state of the case that it is of. */
  made = $state.raw<{ packed: Packed; changes: number } | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  busy = $state(false);
  work = $state.raw<Work | null>(null);
  readonly #app: App;

  readonly volumeMb = $derived.by((): number | null => {
    const typed = this.most.normalize("NFKC").trim();
    const most = /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
    return most >= 1 && most <= 100_000 ? most : null;
  });
  readonly volumeIsWrong = $derived(this.inVolumes && this.volumeMb === null);

  constructor(app: App) {
    this.#app = app;
  }

  get audience(): Audience | null {
    return this.#audience;
  }

  /** What was agreed to for one is not agreed to for another. */
  set audience(audience: Audience | null) {
    if (audience !== this.#audience) this.agreed = false;
    this.#audience = audience;
  }

  /** What is asked of the program on a day; null while something is missing or wrong. */
  form(day: string): PackForm | null {
    if (this.audience === null || this.volumeIsWrong) return null;
    const volume = this.inVolumes ? this.volumeMb : null;
    return { audience: this.audience, gaps: this.gaps, date: day, volume_mb: volume };
  }

  /** Asks where to and writes it there; true where it was written. An encrypted one needs a passphrase, which is not kept. */
  async run(day: string, passphrase: string | null = null): Promise<boolean> {
    const form = this.form(day);
    if (form === null || this.busy || (this.container === "encrypted") !== (passphrase !== null)) return false;
    const { works, backend, overview } = this.#app;
    this.busy = true;
    this.trouble = null;
    try {
      const name = packageName(overview?.title ?? "", form.audience, day, this.container);
      const path = await backend.choosePackagePlace(name);
      if (path === null) return false;
      const packed = await works.run("pack", (work) => {
        this.work = work;
        return backend.pack(form, path, passphrase, (progress) => work.hear(progress));
      });
      this.made = { packed, changes: this.#app.changes };
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
