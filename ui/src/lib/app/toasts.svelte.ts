/** Short messages at the edge of the window. Trouble stays until it is dismissed, with its advice; the rest goes by itself. */
import { t } from "../../i18n/index.svelte";
import type { Trouble } from "../api/generated/Trouble";

export interface Toast {
  id: number;
  tone: "told" | "trouble";
  text: string;
  /** What to do. */
  advice: string | null;
}

const STAYS_MS = 5000;

export class Toasts {
  list = $state.raw<Toast[]>([]);
  #next = 1;

  /** Says something that needs no answer. */
  tell(text: string): void {
    const id = this.#add("told", text, null);
    setTimeout(() => this.dismiss(id), STAYS_MS);
  }

  /** Says why something could not be done. Having been stopped on purpose is no trouble. */
  trouble(trouble: Trouble): void {
    if (trouble.code === "stopped") this.tell(t.shell.told.stopped);
    else this.#add("trouble", trouble.message, t.errors.hint[trouble.code]);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  #add(tone: Toast["tone"], text: string, advice: string | null): number {
    const id = this.#next++;
    // The same trouble twice is one; more than four at once help nobody.
    const others = this.list.filter((toast) => toast.text !== text);
    this.list = [...others, { id, tone, text, advice }].slice(-4);
    return id;
  }
}
