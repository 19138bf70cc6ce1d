/** Records on a picture: their marks, their order, what is typed and what is kept of it. */
import { describe, expect, it } from "vitest";
import { wordsIn } from "../../i18n/index.svelte";
import type { PictureBox } from "../api/generated/PictureBox";
import { asRead, fieldsOf, keptOf, markOf, nextUnsure, ordered, recordAt, timeOf, toTheMinute, valueOf } from "./boxes";

function box(record: string, more: Partial<PictureBox> = {}): PictureBox {
  return {
    record,
    bounds: [10, 10, 100, 40],
    message: { side: "other", sender: "周航", kind: "text", card: null, text: "在吗" },
    transfer: null,
    amount_fen: null,
    when: null,
    confidence: 990,
    unsure: [],
    corrected: [],
    findings: [],
    ...more,
  };
}

describe("marks", () => {
  it.each([
    ["sure", {}, false],
    ["unsure", { unsure: ["text"] }, false],
    ["unsure", { unsure: ["text"], corrected: [{ field: "side", read: "me" }] }, false],
    ["corrected", { corrected: [{ field: "text", read: "在码" }] }, false],
    // A person has compared it with the picture.
    ["sure", { unsure: ["text"] }, true],
  ] as const)("%s", (want, more, checked) => {
    expect(markOf(box("a", { ...more, unsure: [...("unsure" in more ? more.unsure : [])], corrected: [...("corrected" in more ? more.corrected : [])] }), checked)).toBe(want);
  });
});

describe("order", () => {
  const all = [box("a"), box("b", { unsure: ["text"], confidence: 700 }), box("c", { confidence: 400 }), box("d", { unsure: ["side"], confidence: 500 })];

  it("is the picture's, or doubt first", () => {
    expect(ordered(all, "place", false).map((one) => one.record)).toEqual(["a", "b", "c", "d"]);
    expect(ordered(all, "doubt", false).map((one) => one.record)).toEqual(["d", "b", "c", "a"]);
  });

  it.each([
    [null, 1, "b"],
    ["a", 1, "b"],
    ["b", 1, "d"],
    ["d", 1, "b"],
    ["b", -1, "d"],
    [null, -1, "d"],
  ] as const)("after %s, %d comes %s", (from, step, want) => {
    expect(nextUnsure(all, from, step, false)).toBe(want);
  });

  it("has no next where nothing is in doubt", () => {
    expect(nextUnsure([box("a"), box("b")], "a", 1, false)).toBeNull();
    expect(nextUnsure(all, "a", 1, true)).toBeNull();
    expect(nextUnsure([], null, -1, false)).toBeNull();
  });
});

it("a place is the record that stands there", () => {
  const all = [box("a"), box("b", { bounds: [10, 60, 100, 40] }), box("c", { bounds: null })];
  expect(recordAt(all, [20, 70, 10, 10])).toBe("b");
  expect(recordAt(all, [500, 500, 10, 10])).toBeNull();
});

describe("fields", () => {
  it("of a text have no amount, of a transfer card they do, of a bill no side", () => {
    expect(fieldsOf(box("a"))).toEqual(["text", "side", "sender", "kind", "when"]);
    const card = box("a", { message: { side: "me", sender: "", kind: "transfer", card: "sent", text: "" }, amount_fen: 500_000 });
    expect(fieldsOf(card)).toEqual(["text", "side", "kind", "amount_fen", "when"]);
    expect(valueOf(card, "amount_fen")).toBe("5000.00");
  });

  it("show a minute as a minute", () => {
    const when = { earliest: "2024-03-01T20:15:00+08:00", latest: "2024-03-01T20:15:59+08:00", basis: "label", zone: "assumed" } as const;
    expect(valueOf(box("a", { when }), "when")).toBe("2024-03-01 20:15");
    expect(toTheMinute("2024-03-01 20:15:00—20:15:59")).toBe("2024-03-01 20:15");
    expect(toTheMinute("2024-03-01 20:15:00—20:45:59")).toBe("2024-03-01 20:15:00—20:45:59");
  });

  it.each([
    ["2024-03-01 20:15", "2024-03-01 20:15"],
    ["2024/3/1 8:05", "2024-03-01 08:05"],
    ["２０２４年３月１日 20:15:07", "2024-03-01 20:15:07"],
    ["2024-03-01T20:15", "2024-03-01 20:15"],
    ["", ""],
    ["2024-02-30 20:15", null],
    ["2024-03-01 24:00", null],
    ["昨天 20:15", null],
    ["20:15", null],
  ])("take the time %j as %j", (typed, want) => expect(timeOf(typed)).toBe(want));

  it("keep amounts in fen, and texts as they are", () => {
    expect([keptOf("amount_fen", "¥5,000"), keptOf("amount_fen", "五千"), keptOf("text", " 在 ")]).toEqual(["500000", null, " 在 "]);
  });

  it("say what was read in the words of the window", () => {
    const one = box("a", {
      corrected: [
        { field: "side", read: "me" },
        { field: "amount_fen", read: "500000" },
        { field: "text", read: "" },
      ],
    });
    const words = wordsIn("zh");
    expect([asRead(one, "side", words), asRead(one, "amount_fen", words), asRead(one, "text", words), asRead(one, "kind", words)]).toEqual(["我方", "¥5,000.00", "", null]);
  });
});
