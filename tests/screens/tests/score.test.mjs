/** The scorer: what is right counts as right, and each thing that is wrong is seen. */
import { expect, test } from "vitest";
import { pairs } from "../score/match.mjs";
import { judge } from "../score/picture.mjs";
import { f1, shortfalls } from "../score/report.mjs";
import { lacking } from "../score/samples.mjs";
import { distance, folded } from "../score/text.mjs";

/** @type {import("../types.js").Truth} */
const TRUTH = {
  file: "a.png", variant: "base", kind: "chat", device: "ios", shape: "ios-750", dark: false, title: "张伟", clock: "13:19", captured_at: "2024-06-12T20:00:00+08:00", name_says: true,
  group: false, series: null, width: 750, height: 1334, lines: [], labels: [],
  messages: [
    said({ text: "借我5000", box: [10, 10, 200, 40] }),
    said({ kind: "transfer", side: "me", text: "", amount_fen: 500_000, card: "sent", box: [300, 100, 400, 150] }),
    said({ text: "收到了", box: [10, 300, 200, 40] }),
  ],
  transfers: [{ transaction_id: null, transfer_no: "1000050001202406120000000000001", merchant_id: null, amount_fen: 500_000, direction: "out", when: "2024-06-12T14:32:10+08:00", accepted: null, returned: null, counterparty: "张伟", memo: null, method: null, status_text: null, optional: false }],
};

/** @param {Partial<import("../types.js").TruthMessage>} more @returns {import("../types.js").TruthMessage} */
function said(more) {
  return {
    said: 0, kind: "text", side: "other", sender: "张伟", sender_shown: false, text: "", text_also: [], amount_fen: null, card: null, memo: null, cut: false, optional: false,
    box: [0, 0, 1, 1], when_true: "2024-06-12T14:32:10+08:00", label_above: "14:32", narrowest: { earliest: "2024-06-12T14:32:00+08:00", latest: "2024-06-12T14:32:59+08:00" }, ...more,
  };
}

/** A reading that says what the truth says. @returns {import("../score/reading.mjs").Reading} */
function perfect() {
  return {
    artifact: { id: "a", screen: { kind: "chat", device: "ios", dark: false, title: "张伟", clock: "13:19", signs: [], captured_at: null } },
    messages: TRUTH.messages.map((one) => ({
      id: "m", when: one.narrowest, side: one.side, sender: one.sender, kind: one.kind, text: one.text, amount_fen: one.amount_fen, card: one.card,
      origins: [{ artifact: "a", place: { box: one.box }, reader: "screenshot/1" }], machine: { confidence: 990, unsure: [], checked: false },
    })),
    transfers: TRUTH.transfers.map((one) => ({
      ...one, id: "t", transfer_no: null, merchant_id: one.transfer_no, when: one.when === null ? null : { earliest: one.when, latest: one.when }, accepted: null, returned: null, machine: { confidence: 990, unsure: [], checked: false },
    })),
    findings: [],
  };
}

test("a reading that is right is right in everything", () => {
  const { counts, wrongs } = judge(TRUTH, perfect());
  expect(wrongs).toEqual([]);
  expect(shortfalls(counts, "base")).toEqual([]);
  expect(counts.chars).toBe(9);
});

test.each(/** @type {[string, (reading: import("../score/reading.mjs").Reading) => void, RegExp][]} */ ([
  ["a character", (r) => { at(r, 0).text = "借我6000"; }, /characters/],
  ["a side", (r) => { at(r, 0).side = "me"; }, /sides/],
  ["an amount", (r) => { at(r, 1).amount_fen = 50_000; }, /amounts/],
  ["a kind", (r) => { at(r, 1).kind = "red-packet"; }, /F1/],
  ["a time", (r) => { at(r, 2).when = { earliest: "2024-06-12T15:00:00+08:00", latest: "2024-06-12T15:00:59+08:00" }; }, /times/],
  ["no time", (r) => { at(r, 2).when = null; }, /undated/],
  ["a lost message", (r) => { r.messages.splice(0, 1); }, /F1/],
  ["an invented message", (r) => { r.messages.push({ ...at(r, 0), text: "没有的", origins: [{ artifact: "a", place: { box: [10, 900, 90, 40] }, reader: "x" }] }); }, /F1/],
  ["an order number", (r) => { const t = r.transfers[0]; if (t) t.merchant_id = "100005000120240612000000000000"; }, /order numbers/],
  ["an alarm", (r) => { const t = r.transfers[0]; if (t) t.machine = { confidence: 100, unsure: ["amount_fen", "when", "id"], checked: false }; }, /right ones flagged/],
  ["a screen", (r) => { if (r.artifact.screen) r.artifact.screen.kind = "other"; }, /kinds of screens/],
]))("%s that is wrong is seen", (_name, spoil, word) => {
  const reading = perfect();
  spoil(reading);
  const { counts, wrongs } = judge(TRUTH, reading);
  expect(shortfalls(counts, "base").join("\n")).toMatch(word);
  expect(wrongs.length > 0 || _name === "an alarm").toBe(true);
});

/** @param {import("../score/reading.mjs").Reading} reading @param {number} index */
function at(reading, index) {
  const message = reading.messages[index];
  if (message === undefined) throw new Error("no such message");
  return message;
}

test("messages that are cut may be read or not", () => {
  const truth = { ...TRUTH, messages: TRUTH.messages.map((one, i) => (i === 0 ? { ...one, cut: true } : one)) };
  const reading = perfect();
  expect(f1(judge(truth, reading).counts)).toBe(1);
  reading.messages.splice(0, 1);
  expect(f1(judge(truth, reading).counts)).toBe(1);
});

test("without boxes, order, kind and words tell who is who", () => {
  const image = said({ kind: "image", text: "" });
  const truth = [said({ text: "嗯" }), image, said({ text: "收到了" }), image];
  const got = truth.map((one) => ({ ...at(perfect(), 0), kind: one.kind, text: one.text, origins: [] }));
  expect(pairs(truth, got)).toEqual([[0, 0], [1, 1], [2, 2], [3, 3]]);
  expect(pairs(truth, got.slice(1))).toEqual([[1, 0], [2, 1], [3, 2]]);
});

test("texts are compared folded", () => {
  expect(folded("￥５００ （元）😂")).toBe("¥500(元)");
  expect(distance("借条已还", "借条己还")).toBe(1);
  expect(lacking("借条", "今天写的借 条。")).toBe(0);
  expect(lacking("收条", "今天写的借条。")).toBe(1);
});
