/** Records on a picture: their marks, their order, what is typed and what is kept of it. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { wordsIn } from "../../i18n/index.svelte";
import type { FindingPane } from "../api/generated/FindingPane";
import type { PictureBox } from "../api/generated/PictureBox";
import type { ReadMessage } from "../api/generated/ReadMessage";
import type { ReadTransfer } from "../api/generated/ReadTransfer";
import { asRead, fieldsOf, isDoubted, keptOf, markOf, nextUnsure, ordered, recordAt, timeOf, toTheMinute, valueOf, valuesOf } from "./boxes";

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
  it.each<[string, Partial<ReadMessage>, Partial<PictureBox>, string[], string[]]>([
    ["a text", {}, {}, ["text", "side", "sender", "kind", "when"], ["amount_fen"]],
    ["a transfer card", { side: "me", sender: "林晓", kind: "transfer" }, {}, ["text", "side", "kind", "card", "amount_fen", "when"], ["sender"]],
    ["a red packet", { kind: "red-packet", card: null }, {}, ["text", "side", "sender", "kind", "amount_fen", "when"], []],
    ["a doubtful amount", {}, { unsure: ["amount_fen"] }, ["text", "side", "sender", "kind", "amount_fen", "when"], []],
    ["an amount taken away", {}, { corrected: [{ field: "amount_fen", read: "500000" }] }, ["text", "side", "sender", "kind", "amount_fen", "when"], []],
  ])("of %s", (_, message, more, first, rest) => {
    const one = box("a", more);
    if (one.message !== null) one.message = { ...one.message, ...message };
    expect(fieldsOf(one)).toEqual({ first, more: rest });
  });

  it("follow the kind that is chosen in the form, and keep what stands in them", () => {
    const text = box("a");
    expect(fieldsOf(text, "transfer").first).toEqual(["text", "side", "sender", "kind", "card", "amount_fen", "when"]);
    expect(fieldsOf(text, "red-packet").first).not.toContain("card");
    const card = box("a", { message: { side: "me", sender: "", kind: "text", card: "sent", text: "" }, amount_fen: 500_000 });
    expect(valuesOf(card)).toMatchObject({ card: "sent", amount_fen: "5000.00", when: "" });
  });

  /** What the program takes corrections of, by its own list. */
  function takenOf(list: "OF_MESSAGES" | "OF_TRANSFERS"): string[] {
    const core = join(dirname(fileURLToPath(import.meta.url)), "../../../../src-tauri/crates/casework/src/book/correction.rs");
    const found = new RegExp(`const ${list}: [^=]*= \\[([^\\]]*)\\]`).exec(readFileSync(core, "utf8"));
    return [...(found?.[1] ?? "").matchAll(/"(\w+)"/g)].map(([, name]) => name ?? "").sort();
  }

  const bare: ReadTransfer = {
    direction: null,
    kind: "other",
    type_text: "",
    status: "unknown",
    status_text: "",
    counterparty: null,
    memo: null,
    note: null,
    transaction_id: null,
    merchant_id: null,
    method: null,
    accepted: null,
    returned: null,
  };
  const bill = (transfer: Partial<ReadTransfer>, more: Partial<PictureBox> = {}): PictureBox =>
    box("t", { message: null, transfer: { ...bare, ...transfer }, ...more });

  it("are all within reach, whatever was read", () => {
    const message = fieldsOf(box("a", { message: { side: "system", sender: "", kind: "transfer", card: null, text: "" } }));
    expect([...message.first, ...message.more].sort()).toEqual(takenOf("OF_MESSAGES"));
    const { first, more } = fieldsOf(bill({}));
    expect([...first, ...more].sort()).toEqual(takenOf("OF_TRANSFERS"));
    expect(first).toEqual(["amount_fen", "direction", "when", "kind", "status"]);
  });

  it("of a bill come first where something stands in them", () => {
    const { first, more } = fieldsOf(bill({ memo: "借款", method: "零钱", transaction_id: "1000" }, { unsure: ["id"] }));
    expect(first).toEqual(["amount_fen", "direction", "when", "kind", "status", "memo", "method", "transaction_id"]);
    expect(more).toEqual(["accepted", "returned", "counterparty", "note", "merchant_id"]);
    // The doubt is of the number that was read.
    const doubted = bill({ merchant_id: "1000" }, { unsure: ["id"] });
    expect([isDoubted(doubted, "merchant_id"), isDoubted(doubted, "transaction_id")]).toEqual([true, false]);
  });

  it("of times come first where one of them could not be read, until one is entered", () => {
    const unread = { code: "row-unreadable", severity: "check", message: "此处无法完整读出（收款时间）：2O24年", hint: "" } as FindingPane;
    const one = bill({}, { unsure: ["when"], findings: [unread] });
    expect(fieldsOf(one).first.slice(0, 5)).toEqual(["amount_fen", "direction", "when", "accepted", "returned"]);
    expect(fieldsOf({ ...one, unsure: [] }).more).toContain("accepted");
    expect(fieldsOf({ ...one, findings: [] }).more).toContain("accepted");
    const entered = fieldsOf({ ...one, corrected: [{ field: "accepted", read: "" }] });
    expect([entered.first.includes("accepted"), entered.more.includes("returned")]).toEqual([true, true]);
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
        { field: "card", read: "receipt" },
      ],
    });
    const words = wordsIn("zh");
    expect([asRead(one, "side", words), asRead(one, "amount_fen", words), asRead(one, "text", words), asRead(one, "card", words), asRead(one, "kind", words)]).toEqual(["我方", "¥5,000.00", "", "已收款", null]);
  });
});
