/** Digests as people type and paste them, what may be a receipt, and what its findings say. */
import { describe, expect, it } from "vitest";
import { makeMaterial } from "../api/fake/originals";
import type { FindingPane } from "../api/generated/FindingPane";
import type { Preview } from "../api/generated/Preview";
import { compared, digestOf, grouped, mayBeReceipt, outcomeOf, shortened, whyNot } from "./receipt";

const DIGEST = "0123456789abcdef".repeat(4);

describe("a digest", () => {
  it.each([
    ["as it is", DIGEST],
    ["in capitals", DIGEST.toUpperCase()],
    ["in groups, over lines", grouped(DIGEST).replace(" ", "\r\n\t")],
    ["with colons", (DIGEST.match(/../g) ?? []).join(":")],
    ["with colons and letters of Chinese width", (DIGEST.match(/../g) ?? []).join("：").replaceAll("a", "ａ").replaceAll("1", "１")],
    ["with blanks that cannot be seen", `\u00a0\u3000${DIGEST.slice(0, 32)}\u200b${DIGEST.slice(32)}\ufeff`],
  ])("%s", (_, text) => expect(digestOf(text)).toBe(DIGEST));

  it.each([
    ["", { empty: true }],
    [" : \n", { empty: true }],
    [DIGEST.slice(1), { length: 63 }],
    [`${DIGEST}0`, { length: 65 }],
    [DIGEST.replace("0", "O"), { character: "o" }],
    [`sha256:${DIGEST}`, { character: "s" }],
    [`\u202e${DIGEST}`, { character: "[U+202E]" }],
  ])("%j is none", (text, why) => {
    expect(digestOf(text)).toBeNull();
    expect(whyNot(text)).toEqual(why);
  });

  it("is shown whole in groups, or by its ends", () => {
    expect(digestOf(grouped(DIGEST))).toBe(DIGEST);
    expect(shortened(DIGEST)).toBe("0123456789ab…89abcdef");
  });
});

describe("what may be a receipt", () => {
  const rows: [string, Preview, boolean][] = [
    ["receipt", "text", true],
    ["document", "pages", true],
    ["voucher", "pages", true],
    ["image", "picture", true],
    ["chat-screenshot", "picture", true],
    ["bill-screenshot", "picture", true],
    ["other", "none", true],
    ["bill", "table", false],
    ["bill", "pages", false],
    ["chat", "text", false],
    ["archive", "entries", false],
    ["audio", "none", false],
    ["video", "none", false],
  ];
  it.each(rows)("%s shown as %s: %s", (kind, preview, may) => {
    expect(mayBeReceipt(makeMaterial(0, { name: "x", kind, media: "", readAs: "", preview, size: 1 }))).toBe(may);
  });
});

describe("what comparing showed", () => {
  const NOWHERE = { link: null, message: null, transfer: null, artifact: null, line: null, sheet: null, picture: false, page: null, bounds: null };
  const finding = (code: string, message: string): FindingPane => ({ code, severity: "note", message, hint: "", artifact_name: null, place: null, jump: NOWHERE, shift_s: null });
  const other = "f".repeat(64);
  const all = [
    finding("receipt-differs", `回执（${DIGEST}）与“甲.pdf”不一致`),
    finding("receipt-matches", `与“乙.csv”一致（${DIGEST}）`),
    finding("receipt-unmatched", `无法比对：${other}`),
    finding("text-cut", DIGEST),
  ];

  it.each([
    [DIGEST, null, "matches"],
    [DIGEST, "乙.csv", "matches"],
    [DIGEST, "甲.pdf", "differs"],
    [DIGEST, "丙.png", null],
    [other, null, "unmatched"],
    ["0".repeat(64), null, null],
  ])("%s for %s: %s", (digest, name, outcome) => expect(outcomeOf(all.slice(0, 3), digest, name)).toBe(outcome));

  it("is told by no other finding", () => {
    expect(compared(all)).toEqual(all.slice(0, 3));
    expect(outcomeOf(all.slice(3), DIGEST, null)).toBeNull();
  });
});
