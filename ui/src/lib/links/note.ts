/** The cause of a gap: one of the common ones, or the user's own words. */
import type { GapCause } from "../api/generated/GapCause";

/** What stands for own words among the choices. */
export const OWN = "own";

/** “Other” among the causes only says that own words follow: the field of own words takes its place. */
const OTHER = ["其他", "other"];

/** The causes that are complete as they stand. */
export function commonCauses(causes: readonly GapCause[]): string[] {
  return causes.map(({ text }) => text).filter((text) => !OTHER.includes(text.toLowerCase()));
}

/** What is chosen when a note is opened again. */
export function chosenOf(note: string | null, causes: readonly string[]): { cause: string; own: string } {
  if (note === null || note === "") return { cause: causes[0] ?? OWN, own: "" };
  return causes.includes(note) ? { cause: note, own: "" } : { cause: OWN, own: note };
}

/** What is noted; empty where own words are still missing. */
export function noteOf(cause: string, own: string): string {
  return cause === OWN ? own.trim() : cause;
}
