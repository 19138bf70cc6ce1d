/** The time labels between messages: when WeChat draws one, what it says on the day of the capture, and what it proves. */
import { DAY, dayOf, fields, hhmm, MINUTE, minuteOf, pad, rfc3339 } from "./wall.mjs";

/** @typedef {"ios-24" | "ios-12" | "android-24" | "android-12" | "android-en" | "pc"} LabelStyle */

const WEEKDAYS = ["日", "一", "二", "三", "四", "五", "六"];
const WEEKDAYS_EN = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** The word for a part of the day, as Android has it. @param {number} hour @param {boolean} early */
function androidPeriod(hour, early) {
  if (hour < 6) return "凌晨";
  if (hour < 12) return early ? "早上" : "上午";
  if (hour < 13) return "中午";
  return hour < 18 ? "下午" : "晚上";
}

/** @param {number} hour */
const iosPeriod = (hour) => (hour < 6 ? "凌晨" : hour < 12 ? "上午" : "下午");

/** @param {number} hour */
const twelve = (hour) => (hour % 12 === 0 ? 12 : hour % 12);

/** The time of day in a style. @param {LabelStyle} style @param {number} t */
export function clock(style, t) {
  const { hour, minute } = fields(t);
  if (style === "android-en") return `${twelve(hour)}:${pad(minute)} ${hour < 12 ? "AM" : "PM"}`;
  if (style === "ios-12") return `${iosPeriod(hour)}${twelve(hour)}:${pad(minute)}`;
  if (style === "android-12") return `${androidPeriod(hour, hour < 9)}${twelve(hour)}:${pad(minute)}`;
  return hhmm(t);
}

/** Whether two instants lie in one calendar week, which begins on Sunday. @param {number} a @param {number} b */
const sameWeek = (a, b) => dayOf(a) - fields(a).weekday * DAY === dayOf(b) - fields(b).weekday * DAY;

/** The label of an instant on a capture at `now`. @param {LabelStyle} style @param {number} t @param {number} now */
export function label(style, t, now) {
  const f = fields(t);
  const days = (dayOf(now) - dayOf(t)) / DAY;
  const sameYear = f.year === fields(now).year;
  const time = clock(style, t);
  const android = style.startsWith("android");
  if (days <= 0) return time;
  if (style === "android-en") {
    if (days === 1 && sameYear) return `Yesterday ${time}`;
    if (sameYear && sameWeek(t, now)) return `${WEEKDAYS_EN[f.weekday]} ${time}`;
    return `${f.month}/${f.day}/${pad(f.year % 100)}, ${time}`;
  }
  if (days === 1 && (sameYear || !android)) return `昨天 ${time}`;
  if (android && sameYear && sameWeek(t, now)) return `周${WEEKDAYS[f.weekday]} ${time}`;
  if (!android && days <= 6) return `星期${WEEKDAYS[f.weekday]} ${time}`;
  // A period word even on a 24 h Android.
  const dated = style === "android-24" ? `${androidPeriod(f.hour, f.hour < 9)}${time}` : time;
  return `${sameYear ? "" : `${f.year}年`}${f.month}月${f.day}日 ${dated}`;
}

/** Which messages have a label above them: the first, and every one more than five minutes behind the one before. @param {readonly number[]} times */
export function labelled(times) {
  return times.map((t, i) => i === 0 || t - (times[i - 1] ?? t) > 5 * MINUTE);
}

/** A label that dates itself, whenever the capture was. @param {string} text */
export const saysYear = (text) => /\d{4}年|\d{1,2}\/\d{1,2}\/\d{2},/.test(text);

/**
 * The narrowest span that visible labels and the capture allow for each of a screen's items, in their order.
 *
 * @param {({ label: string, t: number } | { t: number, system?: boolean })[]} items
 * @param {number | null} captured null: nobody knows, so only labels with a year date anything
 * @returns {({ earliest: string, latest: string } | null)[]} one for every item; null for labels, and where nothing is known
 */
export function narrowest(items, captured) {
  /** @param {{ label?: string, t: number }} item */
  const dates = (item) => item.label !== undefined && (captured !== null || saysYear(item.label));
  return items.map((item, at) => {
    if ("label" in item) return null;
    let above = at - 1;
    while (above >= 0 && !("label" in /** @type {object} */ (items[above]))) above -= 1;
    const start = items[above];
    if (start === undefined || !dates(start)) return null;
    const low = minuteOf(start.t);
    if (above === at - 1) return { earliest: rfc3339(low), latest: rfc3339(low + MINUTE - 1) };
    let below = at + 1;
    while (below < items.length && !("label" in /** @type {object} */ (items[below]))) below += 1;
    const end = items[below];
    const high = end !== undefined && dates(end) ? minuteOf(end.t) + MINUTE - 1 : captured;
    return high === null ? null : { earliest: rfc3339(low), latest: rfc3339(high) };
  });
}
