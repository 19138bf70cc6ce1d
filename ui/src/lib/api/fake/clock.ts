/** How the imitated program prints instants: at +08:00, as the cases of the tests have it. */

export interface Local {
  year: number;
  month: number;
  day: number;
  hour: number;
  weekday: string;
  clock: string;
}

const WEEKDAYS = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"] as const;

export const two = (n: number): string => String(n).padStart(2, "0");

export function local(at: number): Local {
  const date = new Date((at + 8 * 3600) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    weekday: WEEKDAYS[date.getUTCDay()] ?? "",
    clock: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`,
  };
}

/** `2024-03-12 14:02:11` */
export function printed(at: number): string {
  const { year, month, day, clock } = local(at);
  return `${year}-${two(month)}-${two(day)} ${clock}`;
}

/** `2024-03-12T14:02:11+08:00` */
export function iso(at: number): string {
  return `${printed(at).replace(" ", "T")}+08:00`;
}
