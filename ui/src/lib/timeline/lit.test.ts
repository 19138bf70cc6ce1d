/** What is lit in a text is what was sought, and nothing of the text is lost. */
import { expect, it } from "vitest";
import { firstHit, folded, isLong, litParts, turnsLetters } from "./lit";

it.each([
  ["五千可以吗，五千", "五千", ["五千", "五千"]],
  ["Abc aBC", "abc", ["Abc", "aBC"]],
  ["没有", "五千", []],
  ["<b>粗</b>", "<b>", ["<b>"]],
  ["a.c abc", "a.c", ["a.c"]],
  ["", "x", []],
  ["任何", "", []],
] as const)("in %j, %j lights %j", (text, sought, hits) => {
  const parts = litParts(text, sought);
  expect(parts.filter((part) => part.hit).map((part) => part.text)).toEqual(hits);
  expect(parts.map((part) => part.text).join("")).toBe(text);
});

it("a letter that grows in lower case misplaces nothing", () => {
  const text = "İİİ 五千 İ";
  const parts = litParts(text, "五千");
  expect(parts.map((part) => part.text).join("")).toBe(text);
  expect(parts.filter((part) => part.hit)).toEqual([{ text: "五千", hit: true }]);
});

it("a text of nothing but hits stays affordable", () => {
  expect(litParts("啊".repeat(100_000), "啊").length).toBeLessThan(300);
});

it("long is what is long or has many lines; folding splits no character", () => {
  expect(isLong("短")).toBe(false);
  expect(isLong("长".repeat(200))).toBe(true);
  expect(isLong("行\n".repeat(8))).toBe(true);
  const emoji = `x${"😀".repeat(5000)}`;
  expect(folded(emoji).length).toBeLessThanOrEqual(401);
  // Throws on half a character.
  encodeURIComponent(folded(emoji));
  expect(emoji.startsWith(folded(emoji))).toBe(true);
  expect(firstHit("abC", "C")).toBe(2);
  expect(firstHit("abc", " ")).toBe(-1);
});

it("marks that turn the order of letters are noticed", () => {
  expect(turnsLetters("转你 \u202E0005\u202C 元")).toBe(true);
  expect(turnsLetters("\u2066a\u2069")).toBe(true);
  expect(turnsLetters("مرحبا 5000")).toBe(false);
});
