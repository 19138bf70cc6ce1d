/** Stretches of text join without a seam, lines keep their numbers. */
import { describe, expect, it } from "vitest";
import { Lines } from "./lines";

function cut(...stretches: string[]): [number | null, string][] {
  const lines = new Lines();
  for (const stretch of stretches) lines.take(stretch);
  return lines.all.map(({ number, text }) => [number, text]);
}

describe("lines of a text", () => {
  it("end at line feeds, wherever stretches end", () => {
    const whole = cut("甲\r\n乙\n\n丙");
    expect(whole).toEqual([
      [1, "甲"],
      [2, "乙"],
      [3, ""],
      [4, "丙"],
    ]);
    expect(cut("甲\r\n", "乙", "\n", "\n丙")).toEqual(whole);
    expect(cut("甲", "\n乙\n\n", "丙", "")).toEqual(whole);
    expect(cut("")).toEqual([]);
    expect(cut("a\n")).toEqual([[1, "a"]]);
  });

  it("that are very long come in parts, none of which breaks a character", () => {
    const lines = new Lines();
    lines.take(`${"a".repeat(1999)}${"😀".repeat(3000)}`);
    lines.take("end\nnext");
    expect(lines.all.map(({ number }) => number).filter((number) => number !== null)).toEqual([1, 2]);
    expect(lines.all.every(({ text }) => text.length <= 2001 && !/^[\udc00-\udfff]/.test(text))).toBe(true);
    expect(lines.all.slice(0, -1).map(({ text }) => text).join("")).toBe(`${"a".repeat(1999)}${"😀".repeat(3000)}end`);
    expect(lines.indexOf(2)).toBe(lines.all.length - 1);
    expect(lines.indexOf(3)).toBe(-1);
  });
});
