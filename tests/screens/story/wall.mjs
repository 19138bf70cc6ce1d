/** Wall-clock time of the phone as whole seconds, counted as if it were UTC; every phone here stands at +08:00. */

export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;

/** @param {number} n @param {number} [width] */
export const pad = (n, width = 2) => String(n).padStart(width, "0");

/** @param {number} year @param {number} month @param {number} day @param {number} [hour] @param {number} [minute] @param {number} [second] */
export function wall(year, month, day, hour = 0, minute = 0, second = 0) {
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

/** Its fields; `weekday` is 0 on Sunday. @param {number} t */
export function fields(t) {
  const date = new Date(t * 1000);
  return {
    year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(),
    hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(), weekday: date.getUTCDay(),
  };
}

/** The first second of its day. @param {number} t */
export const dayOf = (t) => Math.floor(t / DAY) * DAY;

/** The first second of its minute. @param {number} t */
export const minuteOf = (t) => Math.floor(t / MINUTE) * MINUTE;

/** `2023-05-01T14:32:10+08:00` @param {number} t */
export const rfc3339 = (t) => `${new Date(t * 1000).toISOString().slice(0, 19)}+08:00`;

/** The instant of an RFC 3339 text, as wall-clock seconds at +08:00. @param {string} text */
export const ofRfc3339 = (text) => Math.floor(Date.parse(text) / 1000) + 8 * HOUR;

/** `18:44` @param {number} t */
export const hhmm = (t) => `${pad(fields(t).hour)}:${pad(fields(t).minute)}`;

/** `2021-02-27 18:57:28` @param {number} t */
export const dashed = (t) => new Date(t * 1000).toISOString().slice(0, 19).replace("T", " ");

/** `2026年2月9日 16:52:51`, or padded `2024年09月21日 21:20:06`. @param {number} t @param {boolean} padded */
export function written(t, padded) {
  const f = fields(t);
  const two = padded ? pad : String;
  return `${f.year}年${two(f.month)}月${two(f.day)}日 ${pad(f.hour)}:${pad(f.minute)}:${pad(f.second)}`;
}
