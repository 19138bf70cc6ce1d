/** Times and durations in words. Instants of the case come printed from the program; here are only the rest. */
import type { Words } from "../../i18n/index.svelte";

/** `2 分 5 秒`, `3 小时 5 分 11 秒`, `2 天 3 小时`, as the program itself says it; `0 秒` for none. */
export function duration(seconds: number, words: Words): string {
  const whole = Math.abs(Math.trunc(seconds));
  const { terms } = words;
  const days = Math.trunc(whole / 86_400);
  const parts = [
    [days, terms.days],
    [Math.trunc(whole / 3600) % 24, terms.hours],
    [Math.trunc(whole / 60) % 60, terms.minutes],
    [days > 0 ? 0 : whole % 60, terms.seconds],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, unit]) => unit(n));
  return said.length > 0 ? said.join(" ") : terms.seconds(0);
}

/** How long ago: minutes and hours of today, yesterday, else the day. For the program's own lists, never for evidence. */
export function ago(at: number, now: number, words: Words): string {
  const passed = Math.max(0, now - at);
  if (passed < 60) return words.terms.justNow;
  if (passed < 3600) return words.terms.minutesAgo(Math.trunc(passed / 60));
  const then = new Date(at * 1000);
  const today = new Date(now * 1000);
  if (then.toDateString() === today.toDateString()) {
    return words.terms.hoursAgo(Math.trunc(passed / 3600));
  }
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (then.toDateString() === yesterday.toDateString()) return words.terms.yesterday;
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}
