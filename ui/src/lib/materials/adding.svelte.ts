/** Taking files in: what is at hand, what became of each file, and stopping. One for the open case; it outlives the view. */
import type { AddedFile } from "../api/generated/AddedFile";
import type { AddedFiles } from "../api/generated/AddedFiles";
import type { AddProgress } from "../api/generated/AddProgress";
import type { FileStatus } from "../api/generated/FileStatus";
import type { Summary } from "../api/generated/Summary";
import type { Trouble } from "../api/generated/Trouble";
import { troubleOf } from "../api/trouble";
import type { App } from "../app/app.svelte";
import type { Position } from "../app/works.svelte";
import { Chosen } from "./chosen";

export type Step = "starting" | "copying" | "reading" | "linking";

/** The file at hand. */
export interface AtHand {
  path: string;
  step: Step;
  done: number;
  size: number;
  /** Which of what was chosen it is, or lies in; null where nobody knows of how many. */
  position: Position | null;
}

/** Before the first file, and after the last. */
const NO_FILE = { path: "", done: 0, size: 0, position: null };

/** One file whose end is known: by its progress first, in full once all is done. */
export interface Line {
  path: string;
  /** Null where it was broken off. */
  status: FileStatus | null;
  file: AddedFile | null;
}

export type Phase = "idle" | "running" | "finished" | "stopped" | "failed";

/** With a thousand small files the screen need not follow each. */
const REST_MS = 90;

/** The name at the end of a path, also of `a.zip!/b.csv`. */
export function nameOf(path: string): string {
  return path.split(/[\\/]/).filter((part) => part !== "").at(-1) ?? path;
}

/** Whether a person should look at it. */
export function needsLook(line: Line): boolean {
  if (line.status === "locked" || line.status === "rejected" || line.status === null) return true;
  return line.file?.findings.some((finding) => finding.severity !== "note") ?? false;
}

/** The counts of what is known so far. */
export function summaryOf(lines: readonly Line[]): Summary {
  const summary: Summary = { added: 0, duplicate: 0, locked: 0, rejected: 0, messages: 0, transfers: 0 };
  for (const { status, file } of lines) {
    summary[status ?? "rejected"] += 1;
    if (status !== "added") continue;
    summary.messages += file?.material?.artifact.messages ?? 0;
    summary.transfers += file?.material?.artifact.transfers ?? 0;
  }
  return summary;
}

export class Adding {
  phase = $state<Phase>("idle");
  atHand = $state.raw<AtHand | null>(null);
  /** The files whose end is known; another list whenever it changes. */
  lines = $state.raw<readonly Line[]>([]);
  trouble = $state.raw<Trouble | null>(null);
  /** What was asked for while something else was taken in. */
  waiting = $state.raw<string[]>([]);
  /** Archives that were taken in and wait for their password: (id, name). */
  onlocked: (locked: { id: string; name: string }[]) => void = () => {};

  readonly #app: App;
  #lines: Line[] = [];
  #atHand: AtHand | null = null;
  #chosen = new Chosen();
  #rest: ReturnType<typeof setTimeout> | null = null;

  constructor(app: App) {
    this.#app = app;
  }

  get running(): boolean {
    return this.phase === "running";
  }

  /** Takes files and folders in, after what is being taken in now. */
  async add(paths: string[]): Promise<void> {
    if (paths.length === 0) return;
    if (this.running) {
      this.waiting = [...this.waiting, ...paths];
      return;
    }
    if (this.#app.works.refuseIfBusy()) return;
    this.#begin();
    let next = paths;
    while (next.length > 0) {
      const now = next;
      this.#chosen.add(now);
      await this.#run((hear) => this.#app.backend.addFiles(now, null, hear), "add");
      next = this.running ? this.waiting : [];
      this.waiting = [];
    }
    if (this.running) this.phase = "finished";
    const locked = this.#lines.flatMap(({ status, file }) =>
      status === "locked" && file?.material ? [{ id: file.material.artifact.id, name: file.material.artifact.name }] : [],
    );
    await this.#app.refresh();
    if (locked.length > 0) this.onlocked(locked);
  }

  /** Tries a password on one archive; true where it was the right one. What is in the archive joins the lines. */
  async unlock(id: string, password: string): Promise<boolean> {
    const before = this.#lines;
    this.#begin();
    let still = false;
    await this.#run(async (hear) => {
      const added = await this.#app.backend.unlock([id], password, hear);
      still = added.locked.includes(id);
      return added;
    }, "unlock");
    // The `wrong-password` of a program that refuses is the same as an archive that stays locked.
    const wrong = still || this.trouble?.code === "wrong-password";
    const { running } = this;
    if (wrong) {
      this.trouble = null;
      this.#lines = before;
    } else if (running) {
      const opened = this.#lines;
      const known = new Set(opened.map((line) => line.path));
      this.#lines = [...before.filter((line) => line.file?.material?.artifact.id !== id && !known.has(line.path)), ...opened];
    }
    if (wrong || running) this.phase = this.#lines.length > 0 ? "finished" : "idle";
    this.#show();
    if (!wrong) await this.#app.refresh();
    const { waiting } = this;
    this.waiting = [];
    void this.add(waiting);
    if (!wrong && this.trouble !== null) throw this.trouble;
    return !wrong;
  }

  async stop(): Promise<void> {
    this.waiting = [];
    await this.#app.works.stop();
  }

  /** The results were seen. */
  clear(): void {
    if (this.running) return;
    this.#begin();
    this.phase = "idle";
  }

  #begin(): void {
    this.phase = "running";
    this.trouble = null;
    this.#lines = [];
    this.#chosen = new Chosen();
    this.#at({ ...NO_FILE, step: "starting" });
    this.#show();
  }

  async #run(job: (hear: (progress: AddProgress) => void) => Promise<AddedFiles>, kind: "add" | "unlock"): Promise<void> {
    const kept = this.#lines.length;
    try {
      const added = await this.#app.works.run(kind, (work) =>
        job((progress) => {
          this.#chosen.hear(progress);
          work.hearAdding(progress, this.#chosen.position);
          this.#hear(progress);
        }),
      );
      const told = added.files.map((file): Line => ({ path: file.path, status: file.status, file }));
      this.#lines = [...this.#lines.slice(0, kept), ...told];
      if (added.stopped) this.#breakOff("stopped");
    } catch (thrown) {
      const trouble = troubleOf(thrown);
      if (trouble.code === "stopped") {
        this.#breakOff("stopped");
      } else {
        this.trouble = trouble;
        this.#breakOff("failed");
      }
    } finally {
      this.#atHand = null;
      this.#show();
    }
  }

  /** What was at hand and has no end yet was broken off. */
  #breakOff(phase: "stopped" | "failed"): void {
    this.phase = phase;
    const path = this.#atHand?.path ?? "";
    const half = this.#atHand?.step === "copying" && !this.#lines.some((line) => line.path === path);
    if (half && path !== "") this.#lines = [...this.#lines, { path, status: null, file: null }];
  }

  #hear(progress: AddProgress): void {
    const now: AtHand = this.#atHand ?? { ...NO_FILE, step: "starting" };
    switch (progress.type) {
      case "file":
        this.#at({ path: progress.path, step: "copying", done: 0, size: progress.size, position: this.#chosen.position });
        break;
      case "bytes":
        this.#at({ ...now, done: progress.done });
        break;
      case "reading":
        this.#at({ ...now, step: "reading" });
        break;
      case "done":
        this.#lines.push({ path: progress.path, status: progress.status, file: null });
        break;
      case "linking":
        this.#at({ ...NO_FILE, step: "linking" });
        break;
    }
    this.#rest ??= setTimeout(() => this.#show(), REST_MS);
  }

  #at(atHand: AtHand): void {
    this.#atHand = atHand;
  }

  #show(): void {
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#rest = null;
    this.atHand = this.#atHand;
    this.lines = [...this.#lines];
  }
}
