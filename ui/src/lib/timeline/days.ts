/** Days of the axis, by the case's own offset and never by the machine's zone. */
import type { Language } from "../api/generated/Language";
import type { Scale } from "../api/generated/Scale";

/** Seconds of an offset as the case writes it: `+08:00`; nothing else than that counts as 0. */
export function offsetSeconds(offset: string): number {
  const found = /^([+-])(\d{2}):(\d{2})$/.exec(offset);
  if (found === null) return 0;
  const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60;
  return found[1] === "-" ? -seconds : seconds;
}

const WEEKDAYS: Record<Language, readonly string[]> = {
  zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** The date of an instant as far as a scale leaves it open: day at the fine ones, then month, then year; in the program's own form. */
export function dayInWords(at: number, offset: string, scale: Scale, language: Language): string {
  const wall = new Date((at + offsetSeconds(offset)) * 1000);
  const year = wall.getUTCFullYear();
  const month = wall.getUTCMonth();
  const day = wall.getUTCDate();
  const weekday = WEEKDAYS[language][wall.getUTCDay()] ?? "";
  if (language === "zh") {
    if (scale === "year" || scale === "month") return `${year}年`;
    if (scale === "day") return `${year}年${month + 1}月`;
    return `${year}年${month + 1}月${day}日 ${weekday}`;
  }
  const name = MONTHS[month] ?? "";
  if (scale === "year" || scale === "month") return String(year);
  if (scale === "day") return `${name} ${year}`;
  return `${weekday} ${day} ${name} ${year}`;
}

/** A beginning of a year or month on the axis. */
export interface Beginning {
  at: number;
  year: number;
  /** From 1; null where a year is meant. */
  month: number | null;
}

/** Where years begin within a period; months where the period is short. At most a dozen. */
export function beginnings(from: number, to: number, offset: string): Beginning[] {
  const shift = offsetSeconds(offset);
  const first = new Date((from + shift) * 1000);
  const last = new Date((to + shift) * 1000);
  const months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((one) => months / one <= 12) ?? 240;
  const list: Beginning[] = [];
  for (let number = 1; number <= months; number++) {
    const index = first.getUTCMonth() + number;
    const year = first.getUTCFullYear() + Math.trunc(index / 12);
    const month = index % 12;
    if ((year * 12 + month) % step !== 0) continue;
    list.push({ at: Date.UTC(year, month, 1) / 1000 - shift, year, month: month === 0 ? null : month + 1 });
  }
  return list;
}
