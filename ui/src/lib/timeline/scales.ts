/** How much time a row of the timeline is: from years to single moments, and which of them shows everything at once. */
import type { Scale } from "../api/generated/Scale";

/** From the coarsest to the finest. */
export const scales = ["year", "month", "day", "hour", "moment"] as const satisfies readonly Scale[];

/** The scale so many steps finer (coarser where negative); the end where there is none. */
export function stepped(scale: Scale, steps: number): Scale {
  const at = Math.min(scales.length - 1, Math.max(0, scales.indexOf(scale) + steps));
  return scales[at] ?? scale;
}

const DAY_S = 86_400;

/** The finest scale at which a period of so many seconds is about one screen of rows. */
export function fitting(seconds: number): Scale {
  if (seconds <= DAY_S) return "hour";
  if (seconds <= 21 * DAY_S) return "day";
  return seconds <= 3 * 366 * DAY_S ? "month" : "year";
}
