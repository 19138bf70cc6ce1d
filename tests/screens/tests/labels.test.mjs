/** Labels as phones write them, and what they prove. */
import { expect, test } from "vitest";
import { clock, label, labelled, narrowest } from "../story/labels.mjs";
import { rfc3339, wall } from "../story/wall.mjs";

/** A Wednesday. */
const NOW = wall(2024, 6, 12, 20, 0, 0);

test.each(/** @type {[import("../story/labels.mjs").LabelStyle, number, string][]} */ ([
  ["ios-24", wall(2024, 6, 12, 13, 17), "13:17"],
  ["ios-12", wall(2024, 6, 12, 14, 14), "下午2:14"],
  ["ios-24", wall(2024, 6, 11, 9, 5), "昨天 09:05"],
  ["ios-24", wall(2024, 6, 6, 9, 5), "星期四 09:05"],
  ["ios-24", wall(2024, 6, 5, 9, 5), "6月5日 09:05"],
  ["ios-24", wall(2023, 12, 31, 9, 5), "2023年12月31日 09:05"],
  ["android-24", wall(2024, 6, 12, 18, 44), "18:44"],
  ["android-12", wall(2024, 6, 12, 0, 30), "凌晨12:30"],
  ["android-12", wall(2024, 6, 11, 20, 52), "昨天 晚上8:52"],
  ["android-24", wall(2024, 6, 9, 7, 0), "周日 07:00"],
  ["android-24", wall(2024, 6, 8, 7, 0), "6月8日 早上07:00"],
  ["android-24", wall(2023, 6, 3, 0, 43), "2023年6月3日 凌晨00:43"],
  ["android-en", wall(2024, 6, 12, 20, 6), "8:06 PM"],
  ["android-en", wall(2024, 6, 11, 12, 0), "Yesterday 12:00 PM"],
  ["android-en", wall(2024, 6, 10, 0, 6), "Mon 12:06 AM"],
  ["android-en", wall(2023, 6, 3, 20, 6), "6/3/23, 8:06 PM"],
  ["pc", wall(2024, 6, 7, 20, 6), "星期五 20:06"],
]))("%s at %i is %s", (style, t, text) => expect(label(style, t, NOW)).toBe(text));

test("yesterday is a date on Android when it was last year", () => {
  const now = wall(2024, 1, 1, 9, 0);
  const before = wall(2023, 12, 31, 22, 10);
  expect(label("android-24", before, now)).toBe("2023年12月31日 晚上22:10");
  expect(label("ios-24", before, now)).toBe("昨天 22:10");
  expect(clock("android-12", wall(2023, 1, 1, 12, 5))).toBe("中午12:05");
});

test("a label stands above the first message and above every one more than five minutes later", () => {
  expect(labelled([0, 300, 601, 650, 951])).toEqual([true, false, true, false, true]);
});

test("labels prove a minute for the first below them, and bounds for the rest", () => {
  const t = wall(2024, 6, 12, 14, 32, 10);
  const items = [{ t: t - 999 }, { t, label: "14:32" }, { t }, { t: t + 40 }, { t: t + 600, label: "14:42" }, { t: t + 600 }, { t: t + 700 }];
  const spans = narrowest(items, t + 1000).map((span) => span && [span.earliest.slice(11, 19), span.latest.slice(11, 19)]);
  expect(spans).toEqual([null, null, ["14:32:00", "14:32:59"], ["14:32:00", "14:42:59"], null, ["14:42:00", "14:42:59"], ["14:42:00", rfc3339(t + 1000).slice(11, 19)]]);
  expect(narrowest(items, null).every((span) => span === null)).toBe(true);
});
