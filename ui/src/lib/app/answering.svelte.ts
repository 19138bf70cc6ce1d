/** How a component answers to actions while it is on screen, and how it reads data that changes with the case. */
import type { Trouble } from "../api/generated/Trouble";
import { troubleOf } from "../api/trouble";
import type { ActionId, Answer } from "./actions";
import { useApp } from "./app.svelte";

/** Answers to actions as long as the component is on screen. Only while a component is made. */
export function answering(answers: Partial<Record<ActionId, Answer | (() => void)>>): void {
  const app = useApp();
  $effect(() => {
    const stops = (Object.keys(answers) as ActionId[]).map((id) => {
      const given = answers[id];
      if (given === undefined) return () => {};
      return app.answers.register(id, typeof given === "function" ? { run: given } : given);
    });
    return () => stops.forEach((stop) => stop());
  });
}

/** The four states of what is shown, without the first answer's data: see {@link reading}. */
export type Shown<T> =
  | { state: "loading" }
  | { state: "trouble"; trouble: Trouble }
  | { state: "data"; data: T };

/** What {@link reading} gives: the state now, and a way to read again. */
export interface Reading<T> {
  readonly shown: Shown<T>;
  again: () => void;
}

/**
 * Reads something now, and again whenever what `read` looks at synchronously, or the case, changes.
 *
 * What was shown stays until the new answer is there; an answer that was overtaken by a later question is dropped.
 */
export function reading<T>(read: () => Promise<T>): Reading<T> {
  const app = useApp();
  let shown = $state.raw<Shown<T>>({ state: "loading" });
  let asked = $state(0);
  let latest = 0;
  $effect(() => {
    void app.changes;
    void asked;
    const mine = ++latest;
    read().then(
      (data) => {
        if (mine === latest) shown = { state: "data", data };
      },
      (thrown: unknown) => {
        if (mine === latest) shown = { state: "trouble", trouble: troubleOf(thrown) };
      },
    );
    return () => {
      latest += 1;
    };
  });
  return {
    get shown() {
      return shown;
    },
    again: () => {
      asked += 1;
    },
  };
}
