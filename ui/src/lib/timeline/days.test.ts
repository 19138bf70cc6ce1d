/** Days of the axis: by the case's offset, in the program's own form. */
import { expect, it } from "vitest";
import { beginnings, dayInWords, offsetSeconds } from "./days";

// 2025-03-11 17:30:00 UTC, which is the next day in China.
const AT = 1_741_714_200;

it.each([
  ["+08:00", "moment", "zh", "2025年3月12日 周三"],
  ["+00:00", "moment", "zh", "2025年3月11日 周二"],
  ["-05:30", "hour", "zh", "2025年3月11日 周二"],
  ["+08:00", "day", "zh", "2025年3月"],
  ["+08:00", "month", "zh", "2025年"],
  ["+08:00", "moment", "en", "Wed 12 March 2025"],
  ["+08:00", "day", "en", "March 2025"],
  ["+08:00", "year", "en", "2025"],
] as const)("at %s, scale %s, in %s: %s", (offset, scale, language, words) => {
  expect(dayInWords(AT, offset, scale, language)).toBe(words);
});

it("an offset that is none counts as none", () => {
  expect(offsetSeconds("+08:00")).toBe(28_800);
  expect(offsetSeconds("-09:30")).toBe(-34_200);
  expect(offsetSeconds("Asia/Shanghai")).toBe(0);
});

it("months begin where a period is short, years where it is long, a dozen at most", () => {
  const short = beginnings(Date.UTC(2024, 10, 5) / 1000, Date.UTC(2025, 1, 20) / 1000, "+00:00");
  expect(short.map(({ year, month }) => [year, month])).toEqual([
    [2024, 12],
    [2025, null],
    [2025, 2],
  ]);
  expect(short[1]?.at).toBe(Date.UTC(2025, 0, 1) / 1000);
  const long = beginnings(Date.UTC(2010, 3, 1) / 1000, Date.UTC(2025, 3, 1) / 1000, "+08:00");
  expect(long.every(({ month }) => month === null)).toBe(true);
  expect(long.length).toBeLessThanOrEqual(12);
  expect(beginnings(AT, AT + 60, "+08:00")).toEqual([]);
});
