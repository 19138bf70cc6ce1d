/**
 * The list of everything that can be done by key or menu: ids, keys, and who answers to them now.
 *
 * The ids are those of the native menu too. A view answers to its own actions while it is on screen; the one that
 * came last wins.
 */
import { isInside, isPlain, isTyping, matches } from "./keys";

export type ActionGroup = "case" | "go" | "look" | "decide" | "program";

/** Every action in the order in which the list of shortcuts shows it. */
const list = [
  ["new-case", "case", ["Ctrl+N"]],
  ["open-case", "case", ["Ctrl+O"]],
  ["open-sample", "case", []],
  ["close-case", "case", ["Ctrl+W"]],
  ["add-files", "case", ["Ctrl+Shift+A"]],
  ["add-folder", "case", ["Ctrl+Shift+D"]],
  ["export-dossier", "case", ["Ctrl+E"]],
  ["check-everything", "case", ["Ctrl+Shift+K"]],
  ["view-cases", "go", ["Ctrl+1"]],
  ["view-materials", "go", ["Ctrl+2"]],
  ["view-pictures", "go", ["Ctrl+9"]],
  ["view-timeline", "go", ["Ctrl+3"]],
  ["view-links", "go", ["Ctrl+4"]],
  ["view-findings", "go", ["Ctrl+5"]],
  ["view-dossier", "go", ["Ctrl+6"]],
  ["view-custody", "go", ["Ctrl+7"]],
  ["view-package", "go", ["Ctrl+Shift+P"]],
  ["view-settings", "go", ["Ctrl+8"]],
  ["find", "look", ["Ctrl+F", "/"]],
  ["next-flag", "look", ["N"]],
  ["previous-flag", "look", ["P"]],
  ["zoom-in", "look", ["Ctrl+=", "Ctrl++", "+", "="]],
  ["zoom-out", "look", ["Ctrl+-", "-"]],
  ["zoom-fit", "look", ["Ctrl+0", "0"]],
  ["confirm-link", "decide", ["C"]],
  ["reject-link", "decide", ["X"]],
  ["relink", "decide", ["M"]],
  ["note-gap", "decide", ["G"]],
  ["check-picture", "decide", ["Ctrl+Enter"]],
  ["undo", "decide", ["Ctrl+Z"]],
  ["shortcuts", "program", ["?"]],
  ["language", "program", ["Ctrl+Shift+L"]],
  ["theme", "program", ["Ctrl+Shift+T"]],
  ["new-window", "program", ["Ctrl+Shift+N"]],
  ["about", "program", []],
] as const satisfies readonly (readonly [string, ActionGroup, readonly string[]])[];

export type ActionId = (typeof list)[number][0];

/** One action as the list of shortcuts shows it. */
export interface Action {
  id: ActionId;
  group: ActionGroup;
  /** The first is the one that is shown. */
  keys: readonly string[];
}

export const actions: readonly Action[] = list.map(([id, group, keys]) => ({ id, group, keys }));

/** The key that is shown for an action, if it has one. */
export function keyOf(id: ActionId): string | undefined {
  return actions.find((action) => action.id === id)?.keys[0];
}

export function isActionId(id: string): id is ActionId {
  return actions.some((action) => action.id === id);
}

/** Who answers to an action: what is done, and whether it can be done now. */
export interface Answer {
  run: () => void;
  /** True where it is left out. */
  enabled?: () => boolean;
}

/** A menu's accelerator and the page's key can both report one press; within this time it is one. */
const ONE_PRESS_MS = 80;

/** Who answers to what. */
export class Answers {
  readonly #answers = new Map<ActionId, Answer[]>();
  readonly #lastRun = new Map<ActionId, number>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Answers to an action from now on; gives back how to stop answering. */
  register(id: ActionId, answer: Answer): () => void {
    const stack = this.#answers.get(id) ?? [];
    this.#answers.set(id, [...stack, answer]);
    return () => {
      const left = (this.#answers.get(id) ?? []).filter((other) => other !== answer);
      this.#answers.set(id, left);
    };
  }

  /** Whether someone answers to it and would do it now. */
  enabled(id: ActionId): boolean {
    const answer = this.#answers.get(id)?.at(-1);
    return answer !== undefined && (answer.enabled?.() ?? true);
  }

  /** Does it; false where nobody could. The same action within one press is done once. */
  run(id: ActionId): boolean {
    const answer = this.#answers.get(id)?.at(-1);
    if (answer === undefined || !(answer.enabled?.() ?? true)) return false;
    const now = this.#now();
    const last = this.#lastRun.get(id);
    if (last !== undefined && now - last < ONE_PRESS_MS) return true;
    this.#lastRun.set(id, now);
    answer.run();
    return true;
  }

  /** Does what a pressed key stands for; true where it was one of ours. */
  press(event: KeyboardEvent, mac = false): boolean {
    if (event.defaultPrevented || event.isComposing) return false;
    const typing = isTyping(event.target);
    const inside = isInside(event.target);
    for (const { id, keys } of actions) {
      const key = keys.find((one) => matches(one, event, mac));
      if (key === undefined) continue;
      if (isPlain(key) && (typing || inside)) continue;
      // While typing, undo is the field's own.
      if (id === "undo" && typing) continue;
      if (inside) continue;
      if (this.run(id)) return true;
    }
    return false;
  }
}
