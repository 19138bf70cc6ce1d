/** Offsets from UTC as they are chosen: `+08:00`, the common ones first. */

/** From what a user of WeChat most likely has to what is rare. */
export const COMMON = [
  "+08:00",
  "+09:00",
  "+07:00",
  "+06:30",
  "+05:30",
  "+04:00",
  "+03:00",
  "+02:00",
  "+01:00",
  "+00:00",
  "-04:00",
  "-05:00",
  "-07:00",
  "-08:00",
  "+10:00",
  "+12:00",
] as const;

/** `+08:00` to `-14:00`; what is typed with a full-width sign or a minus of typography is meant the same. */
export function readOffset(text: string): string | null {
  const plain = text.trim().replace(/[＋]/g, "+").replace(/[−－–]/g, "-").replace(/：/g, ":");
  const parts = /^([+-])(\d{1,2}):(\d\d)$/.exec(plain);
  if (parts === null) return null;
  const [, sign = "+", hours = "", minutes = ""] = parts;
  if (Number(minutes) > 59 || Number(hours) * 60 + Number(minutes) > 14 * 60) return null;
  return `${sign}${hours.padStart(2, "0")}:${minutes}`;
}
