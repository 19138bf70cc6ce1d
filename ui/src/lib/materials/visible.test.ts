/** What cannot be seen, or turns what can, is shown; everything else stays as it is. */
import { describe, expect, it } from "vitest";
import { oneLine, pieces, visible } from "./visible";

describe("visible text", () => {
  it.each([
    ["聊天记录.csv", "聊天记录.csv"],
    ["evil\u202egpj.exe", "evil[U+202E]gpj.exe"],
    ["a\u0000b\u0007c\u007f", "a␀b␇c␡"],
    ["\ufeff零\u200b宽", "[U+FEFF]零[U+200B]宽"],
    ["\u2066x\u2069\u200f", "[U+2066]x[U+2069][U+200F]"],
    ["👨‍👩‍👧 ❤️", "👨‍👩‍👧 ❤️"],
    ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
    ["a\tb\nc", "a\tb\nc"],
    ["", ""],
  ])("%j is shown as %j", (text, shown) => expect(visible(text)).toBe(shown));

  it("shows line breaks in a cell", () => expect(oneLine("a\r\nb\nc\rd")).toBe("a⏎b⏎c⏎d"));

  it("tells marks from what they stand for", () => {
    expect(pieces("a\u202e\u0001b")).toEqual([
      { text: "a", mark: false },
      { text: "U+202E", mark: true },
      { text: "␁", mark: true },
      { text: "b", mark: false },
    ]);
    expect(pieces("")).toEqual([{ text: "", mark: false }]);
  });
});
