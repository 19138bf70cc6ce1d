/** Clock shifts: how far a chat runs off the bill, and what settling it adds. */
import type { SettingsChange } from "../api/generated/SettingsChange";

/** The sort of finding that reports one. */
export const CLOCK_SHIFT = "clock-shift";

/** Settles a shift as it was found; 0 takes a settled one back. */
export function settling(artifact: string, seconds: number): SettingsChange {
  return { threshold_minutes: null, offset: null, parties: null, shift: [artifact, seconds] };
}
