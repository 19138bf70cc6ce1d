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

export type Container = "folder" | "zip";

/** What a package is called for each audience, as its papers name it. */
const FOR: Record<Audience, string> = { court: "法院", "other-side": "对方", archive: "存档" };

/** The name that is proposed: `证据包_周航借款_法院_2026-04-03`, with `.zip` where it is one. */
export function packageName(title: string, audience: Audience, day: string, container: Container): string {
  const name = ["证据包", plainTitle(title), FOR[audience], day].filter((part) => part !== "").join("_");
  return container === "zip" ? `${name}.zip` : name;
}

/** Where a package that was made lies: of several volumes the first. */
export function placeOf(packed: Packed): string {
  return packed.volumes?.[0]?.path ?? packed.path;
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

  /** Asks where to and writes it there. */
  async run(day: string): Promise<void> {
    const form = this.form(day);
    if (form === null || this.busy) return;
    const { works, backend, overview } = this.#app;
    this.busy = true;
    this.trouble = null;
    try {
      const name = packageName(overview?.title ?? "", form.audience, day, this.container);
      const path = await backend.choosePackagePlace(name);
      if (path === null) return;
      const packed = await works.run("pack", (work) => {
        this.work = work;
        return backend.pack(form, path, (progress) => work.hear(progress));
      });
      this.made = { packed, changes: this.#app.changes };
    } catch (thrown) {
      const trouble = troubleOf(thrown);
      if (trouble.code === "stopped") this.#app.toasts.trouble(trouble);
      else this.trouble = trouble;
    } finally {
      this.busy = false;
      this.work = null;
    }
  }
}
