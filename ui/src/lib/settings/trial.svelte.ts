/** What a change would do: asked for when the editing rests, and applied only once it has been said. */
import type { Effect } from "../api/generated/Effect";
import type { SettingsChange } from "../api/generated/SettingsChange";
import type { Trouble } from "../api/generated/Trouble";
import { troubleOf } from "../api/trouble";
import type { App } from "../app/app.svelte";

const REST_MS = 400;

export class Trial {
  /** The change that was asked about last. */
  change = $state.raw<SettingsChange | null>(null);
  effect = $state.raw<Effect | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  applying = $state(false);
  readonly #app: App;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest = 0;

  constructor(app: App) {
    this.#app = app;
  }

  /** What would this do? Null: nothing is asked. */
  ask(change: SettingsChange | null, rest = REST_MS): void {
    clearTimeout(this.#timer);
    const mine = ++this.#latest;
    this.change = change;
    this.effect = null;
    this.trouble = null;
    if (change === null) return;
    this.#timer = setTimeout(() => {
      this.#app.backend.tryChange(change).then(
        (effect) => {
          if (mine === this.#latest) this.effect = effect;
        },
        (thrown: unknown) => {
          if (mine === this.#latest) this.trouble = troubleOf(thrown);
        },
      );
    }, rest);
  }

  again(): void {
    this.ask(this.change, 0);
  }

  /** Does what was said; true where it is done. */
  async apply(): Promise<boolean> {
    const { change } = this;
    if (change === null || this.effect === null || this.applying) return false;
    this.applying = true;
    this.trouble = null;
    try {
      const overview = await this.#app.backend.change(change);
      this.ask(null);
      this.#app.changed(overview);
      return true;
    } catch (thrown) {
      this.trouble = troubleOf(thrown);
      return false;
    } finally {
      this.applying = false;
    }
  }
}
