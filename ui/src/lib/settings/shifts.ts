/** Clock shifts: how far a chat runs off the bill, as the finding says it, and what settling it adds. */
import type { FindingPane } from "../api/generated/FindingPane";
import type { SettingsChange } from "../api/generated/SettingsChange";

/** The sort of finding that reports one. */
export const CLOCK_SHIFT = "clock-shift";

/**
 * Seconds by which the chat runs off the bill; null where the finding does not say.
 *
 * The pane carries them in its sentence only, always as `+8 小时 3 秒` in either language; the program takes what lies
 * within a minute of the shift that it found as that shift.
 */
export function shiftSeconds(finding: FindingPane): number | null {
  const said = /([+−-])((?:\d+ (?:天|小时|分|秒|d|h|min|s)\s?)+)/.exec(finding.message);
  if (said === null) return null;
  const units: Record<string, number> = { 天: 86_400, d: 86_400, 小时: 3600, h: 3600, 分: 60, min: 60, 秒: 1, s: 1 };
  let seconds = 0;
  for (const [, count, unit] of (said[2] ?? "").matchAll(/(\d+) ([^\d\s]+)/g)) {
    seconds += Number(count) * (units[unit ?? ""] ?? 0);
  }
  if (seconds === 0) return null;
  return said[1] === "+" ? seconds : -seconds;
}

/** Settles a shift as it was found; 0 takes a settled one back. */
export function settling(artifact: string, seconds: number): SettingsChange {
  return { threshold_minutes: null, offset: null, parties: null, shift: [artifact, seconds] };
}
