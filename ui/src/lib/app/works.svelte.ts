/** The long work that is going on: what it is, how far it is, how to stop it. One at a time in a window. */
import { t } from "../../i18n/index.svelte";
import type { Backend } from "../api/backend";
import type { AddProgress } from "../api/generated/AddProgress";
import type { Trouble } from "../api/generated/Trouble";
import type { WorkProgress } from "../api/generated/WorkProgress";
import { troubleOf } from "../api/trouble";
import type { Toasts } from "./toasts.svelte";

export type WorkKind = "add" | "unlock" | "sample" | "preview" | "export" | "pack" | "encrypt" | "stamp" | "check" | "read" | "open" | "other";

/** Which of how many, and of what: pictures, or files and folders as they were chosen. */
export interface Position {
  /** From 1. */
  at: number;
  of: number;
  unit: "picture" | "item";
}

export class Work {
  readonly kind: WorkKind;
  /** From 0 to 1; null where nobody knows. */
  share = $state<number | null>(null);
  /** What it is at: the name of a file, say. */
  detail = $state("");
  /** Which of how many it is at; null where nobody knows of how many. */
  position = $state.raw<Position | null>(null);
  stopping = $state(false);
  /** Stopped for other work, not by the user. */
  gaveWay = false;
  #size = 0;

  constructor(kind: WorkKind) {
    this.kind = kind;
  }

  /** Follows work that counts its steps. */
  hear(progress: WorkProgress): void {
    this.share = progress.of > 0 ? Math.min(1, progress.done / progress.of) : null;
  }

  /** Follows taking in; the share is that of the file at hand, of pictures that of them all, for they are many and small. */
  hearAdding(progress: AddProgress, position: Position | null = null): void {
    this.position = progress.type === "linking" ? null : position;
    switch (progress.type) {
      case "file":
        this.#size = progress.size;
        this.detail = progress.path.split(/[\\/]/).at(-1) ?? progress.path;
        this.share = progress.size > 0 ? 0 : null;
        break;
      case "bytes":
        this.share = this.#size > 0 ? Math.min(1, progress.done / this.#size) : null;
        break;
      case "reading":
      case "linking":
        this.share = null;
        break;
      case "done":
        this.share = 1;
        break;
    }
    if (this.position?.unit === "picture") this.share = (this.position.at - 1) / this.position.of;
  }
}

export class Works {
  current = $state.raw<Work | null>(null);
  /** Is done when what is going on has ended. */
  #over: Promise<void> = Promise.resolve();
  readonly #backend: Backend;
  readonly #toasts: Toasts;

  constructor(backend: Backend, toasts: Toasts) {
    this.#backend = backend;
    this.#toasts = toasts;
  }

  /** Says so, and is true, while something is going on. */
  refuseIfBusy(): boolean {
    if (this.current === null || this.current.kind === "preview") return false;
    this.#toasts.tell(t.shell.work.busy);
    return true;
  }

  /**
   * Does long work, shown at the foot of the window until it ends.
   *
   * Refused with a Trouble: `busy` while something else is going on, else the work's own. A preview nobody asked for
   * by name: it is stopped for whatever else is to be done.
   */
  async run<T>(kind: WorkKind, job: (work: Work) => Promise<T>): Promise<T> {
    if (this.current?.kind === "preview") {
      this.current.gaveWay = true;
      await this.stop();
      await this.#over;
    }
    if (this.current !== null) {
      const busy: Trouble = { code: "busy", message: t.shell.work.busy };
      throw busy;
    }
    const work = new Work(kind);
    this.current = work;
    let ended = (): void => {};
    this.#over = new Promise((done) => {
      ended = done;
    });
    try {
      return await job(work);
    } catch (thrown) {
      throw troubleOf(thrown);
    } finally {
      this.current = null;
      ended();
    }
  }

  /** Asks what is going on to stop; it ends when it can. */
  async stop(): Promise<void> {
    if (this.current === null) return;
    this.current.stopping = true;
    try {
      await this.#backend.stop();
    } catch (thrown) {
      this.#toasts.trouble(troubleOf(thrown));
    }
  }
}
