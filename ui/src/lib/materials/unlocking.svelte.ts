/** Asking for the passwords of archives, one after the other: each has its own. */
import type { Trouble } from "../api/generated/Trouble";
import { troubleOf } from "../api/trouble";
import type { Adding } from "./adding.svelte";

export interface Locked {
  id: string;
  name: string;
}

export class Unlocking {
  /** The first is asked for now. */
  queue = $state.raw<readonly Locked[]>([]);
  /** Those that were asked for since the asking began. */
  passed = $state(0);
  busy = $state(false);
  wrong = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  readonly #adding: Adding;
  readonly #opened: (one: Locked) => void;

  constructor(adding: Adding, opened: (one: Locked) => void) {
    this.#adding = adding;
    this.#opened = opened;
  }

  get current(): Locked | null {
    return this.queue[0] ?? null;
  }

  /** Asks for these too. */
  ask(locked: readonly Locked[]): void {
    if (this.queue.length === 0) this.passed = 0;
    const known = new Set(this.queue.map(({ id }) => id));
    this.queue = [...this.queue, ...locked.filter(({ id }) => !known.has(id))];
    this.#fresh();
  }

  /** Tries a password on the archive that is asked for. */
  async tryPassword(password: string): Promise<void> {
    const one = this.current;
    if (one === null || this.busy || password.trim() === "") return;
    this.busy = true;
    this.#fresh();
    try {
      if (await this.#adding.unlock(one.id, password.trim())) {
        this.#opened(one);
        this.#next(one);
      } else {
        this.wrong = true;
      }
    } catch (thrown) {
      this.trouble = troubleOf(thrown);
    } finally {
      this.busy = false;
    }
  }

  /** Not now: the archive stays in the case, locked. */
  later(): void {
    const one = this.current;
    if (one !== null && !this.busy) this.#next(one);
  }

  /** None of them now. */
  dismiss(): void {
    if (!this.busy) this.queue = [];
    this.#fresh();
  }

  #next(one: Locked): void {
    this.queue = this.queue.filter(({ id }) => id !== one.id);
    this.passed += 1;
    this.#fresh();
  }

  #fresh(): void {
    this.wrong = false;
    this.trouble = null;
  }
}
