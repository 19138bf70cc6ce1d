/** Actions: one answer at a time, once per press, never a letter while typing; no key stands for two things. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { actions, Answers } from "./actions";

let now = 0;
let answers: Answers;

beforeEach(() => {
  now = 1000;
  answers = new Answers(() => now);
  document.body.innerHTML = "";
});

function press(key: string, init: KeyboardEventInit = {}, target: Element = document.body): boolean {
  let did = false;
  const hear = (event: Event): void => {
    if (event instanceof KeyboardEvent) did = answers.press(event);
  };
  window.addEventListener("keydown", hear);
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...init }));
  window.removeEventListener("keydown", hear);
  return did;
}

describe("actions", () => {
  it("give each key to one action", () => {
    const keys = actions.flatMap((action) => action.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("run once where menu and key report the same press, and again for the next", () => {
    const run = vi.fn();
    answers.register("next-flag", { run });
    answers.run("next-flag");
    now += 79;
    expect(press("n")).toBe(true);
    expect(run).toHaveBeenCalledTimes(1);
    now += 80;
    press("n");
    expect(run).toHaveBeenCalledTimes(2);
  });

  it("are answered by who came last, until it leaves", () => {
    const first = vi.fn();
    const second = vi.fn();
    answers.register("find", { run: first });
    const leave = answers.register("find", { run: second });
    answers.run("find");
    leave();
    now += 1000;
    answers.run("find");
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  });

  it("do nothing where nobody answers or it cannot be done now", () => {
    expect(answers.run("zoom-in")).toBe(false);
    const run = vi.fn();
    answers.register("undo", { run, enabled: () => false });
    expect(press("z", { ctrlKey: true })).toBe(false);
    expect(answers.enabled("undo")).toBe(false);
    expect(run).not.toHaveBeenCalled();
  });

  it("leave letters, and undo, to a field that is typed in; other keys with Ctrl work there", () => {
    const run = vi.fn();
    for (const id of ["next-flag", "undo", "find"] as const) answers.register(id, { run });
    const field = document.createElement("input");
    document.body.append(field);
    expect(press("n", {}, field)).toBe(false);
    expect(press("z", { ctrlKey: true }, field)).toBe(false);
    expect(press("f", { ctrlKey: true }, field)).toBe(true);
  });

  it("stay out of dialogs", () => {
    const run = vi.fn();
    answers.register("next-flag", { run });
    document.body.innerHTML = '<div role="dialog"><button></button></div>';
    const button = document.querySelector("button");
    expect(button && press("n", {}, button)).toBe(false);
  });
});
