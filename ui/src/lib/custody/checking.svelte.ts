/** Checking everything: how far it is, what it gave last, and what to do about each sort of problem. */
import type { CheckPane } from "../api/generated/CheckPane";
import type { Trouble } from "../api/generated/Trouble";
import { troubleOf } from "../api/trouble";
import type { App } from "../app/app.svelte";
import type { Work } from "../app/works.svelte";

export type Advice = "original" | "extra" | "records" | "custody" | "database" | "other";

/** What sort of remedy a problem has, by its code. */
export function adviceFor(code: string): Advice {
  if (code === "original-extra") return "extra";
  if (code.startsWith("original-")) return "original";
  if (code.startsWith("record") || code === "reading-differs") return "records";
  if (["custody-broken", "artifact-differs", "settings-differ", "decisions-differ", "head-differs"].includes(code)) {
    return "custody";
  }
  if (["schema-differs", "row-damaged", "database-damaged"].includes(code)) return "database";
  return "other";
}

/** Each remedy once, in the order of the problems. */
export function adviceOn(result: CheckPane): Advice[] {
  return [...new Set(result.problems.map((problem) => adviceFor(problem.code)))];
}

export class Checking {
  /** The last result, and the state of the case that it is of. */
  last = $state.raw<{ result: CheckPane; changes: number } | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  work = $state.raw<Work | null>(null);
  /** The visit of the view that asked for it last. */
  visit = -1;
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  /** Checks everything; true where it came to a result. */
  async run(): Promise<boolean> {
    if (this.work !== null) return false;
    this.trouble = null;
    const { works, backend } = this.#app;
    try {
      const result = await works.run("check", (work) => {
        this.work = work;
        return backend.check((progress) => work.hear(progress));
      });
      this.last = { result, changes: this.#app.changes };
      return true;
    } catch (thrown) {
      const trouble = troubleOf(thrown);
      if (trouble.code === "stopped") this.#app.toasts.trouble(trouble);
      else this.trouble = trouble;
      return false;
    } finally {
      this.work = null;
    }
  }
}
