/** Words for money, sizes, durations and gaps, at their edges and in both languages. */
import { describe, expect, it } from "vitest";
import { wordsIn } from "../../i18n/index.svelte";
import { gapInWords } from "./gap";
import { sign, yuan } from "./money";
import { bytes } from "./size";
import { ago, duration } from "./time";

const zh = wordsIn("zh");
const en = wordsIn("en");

describe("money", () => {
  it.each([
    [0, "¥0.00"],
    [5, "¥0.05"],
    [123450, "¥1,234.50"],
    [100_000_000, "¥1,000,000.00"],
    [900_719_925_474_099, "¥9,007,199,254,740.99"],
  ])("prints %i fen as %s", (fen, said) => expect(yuan(fen)).toBe(said));
  it("says the direction by a sign", () => {
    expect([sign("out"), sign("in"), sign("neutral"), sign(null)]).toEqual(["−", "+", "", ""]);
  });
});

describe("size", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1.0 KB"],
    [9950, "10 KB"],
    [1_234_567, "1.2 MB"],
    [999_600, "1.0 MB"],
  ])("prints %i bytes as %s", (count, said) => expect(bytes(count)).toBe(said));
});

describe("duration", () => {
  it.each([
    [0, "0 秒", "0 s"],
    [125, "2 分 5 秒", "2 min 5 s"],
    [900, "15 分", "15 min"],
    [3600, "1 小时", "1 h"],
    [11_111, "3 小时 5 分 11 秒", "3 h 5 min 11 s"],
    [183_605, "2 天 3 小时", "2 d 3 h"],
  ])("says %i seconds", (seconds, chinese, english) => {
    expect(duration(seconds, zh)).toBe(chinese);
    expect(duration(seconds, en)).toBe(english);
  });
  it("says how long ago", () => {
    const now = new Date(2026, 4, 20, 15, 0, 0).getTime() / 1000;
    expect(ago(now - 20, now, zh)).toBe("刚刚");
    expect(ago(now - 7200, now, zh)).toBe("2 小时前");
    expect(ago(now - 86_400, now, en)).toBe("yesterday");
    expect(ago(now - 86_400 * 3, now, en)).toBe("2026-05-17");
  });
});

describe("gap", () => {
  it.each([
    [{ min_s: 125, max_s: 125 }, "before", "消息早 2 分 5 秒", "message 2 min 5 s earlier"],
    [{ min_s: 180, max_s: 240 }, "after", "消息晚 3—4 分钟", "message 3–4 min later"],
    [
      { min_s: 1552, max_s: 1851 },
      "after",
      "消息晚 25 分 52 秒至 30 分 51 秒",
      "message 25 min 52 s to 30 min 51 s later",
    ],
    [{ min_s: 0, max_s: 59 }, "overlap", "相差至多 59 秒", "at most 59 s apart"],
    [{ min_s: 0, max_s: 0 }, "overlap", "同一时刻", "same moment"],
  ] as const)("says %o %s", (gap, order, chinese, english) => {
    expect(gapInWords(gap, order, zh)).toBe(chinese);
    expect(gapInWords(gap, order, en)).toBe(english);
  });
  it("says nothing where there is no gap", () => expect(gapInWords(null, null, zh)).toBe(""));
});
