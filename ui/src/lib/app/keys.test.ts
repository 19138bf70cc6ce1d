/** Keys as they are written match what is pressed, and nothing else. */
import { describe, expect, it } from "vitest";
import { isInside, isTyping, keyInWords, matches, type Pressed } from "./keys";

const press = (key: string, ...held: ("ctrl" | "shift" | "alt" | "meta")[]): Pressed => ({
  key,
  ctrlKey: held.includes("ctrl"),
  shiftKey: held.includes("shift"),
  altKey: held.includes("alt"),
  metaKey: held.includes("meta"),
});

describe("matches", () => {
  it.each([
    ["Ctrl+N", press("n", "ctrl"), true],
    ["Ctrl+N", press("N", "ctrl", "shift"), false],
    ["Ctrl+Shift+A", press("A", "ctrl", "shift"), true],
    ["Ctrl+1", press("1", "ctrl"), true],
    ["N", press("n"), true],
    ["N", press("n", "ctrl"), false],
    ["N", press("n", "alt"), false],
    ["?", press("?", "shift"), true],
    ["?", press("/"), false],
    ["+", press("+", "shift"), true],
    ["Ctrl++", press("+", "ctrl", "shift"), true],
    ["Ctrl+=", press("=", "ctrl"), true],
    ["Ctrl+-", press("-", "ctrl"), true],
    ["Ctrl+Z", press("z", "ctrl"), true],
    ["Ctrl+Z", press("z", "meta"), false],
  ] as const)("%s by %o: %s", (key, pressed, yes) => expect(matches(key, pressed)).toBe(yes));

  it("takes the command key on a Mac", () => {
    expect(matches("Ctrl+N", press("n", "meta"), true)).toBe(true);
    expect(matches("Ctrl+N", press("n", "ctrl"), true)).toBe(false);
    expect(keyInWords("Ctrl+Shift+A", true)).toBe("⇧⌘A");
  });
});

describe("where the focus is", () => {
  it("tells fields from the rest, and dialogs from the window", () => {
    document.body.innerHTML =
      '<input id="a"><input id="b" type="checkbox"><select id="c"></select><div role="dialog"><button id="d"></button></div>';
    const at = (id: string) => document.getElementById(id);
    expect([at("a"), at("b"), at("c"), at("d")].map(isTyping)).toEqual([true, false, true, false]);
    expect([at("a"), at("d")].map(isInside)).toEqual([false, true]);
  });
});
