/** Follows a pull that is faster than the answers: one question at a time, and always the latest wish last. */

export class Pulled {
  readonly #follow: (at: number) => Promise<void>;
  readonly #failed: (thrown: unknown) => void;
  #going = false;
  #wish: number | null = null;

  constructor(follow: (at: number) => Promise<void>, failed: (thrown: unknown) => void) {
    this.#follow = follow;
    this.#failed = failed;
  }

  /** Goes there, as soon as what is on its way has arrived. */
  to(at: number): void {
    this.#wish = at;
    if (!this.#going) void this.#run();
  }

  async #run(): Promise<void> {
    this.#going = true;
    try {
      while (this.#wish !== null) {
        const at = this.#wish;
        this.#wish = null;
        await this.#follow(at);
      }
    } catch (thrown) {
      this.#failed(thrown);
    } finally {
      this.#going = false;
    }
  }
}
