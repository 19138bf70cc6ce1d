/** A timestamp in words: its moment, how far it may be off, and what is not verified of it. */
import type { Words } from "../../i18n/index.svelte";
import type { StampShape } from "../api/generated/StampShape";

/** `2026-05-02 10:30:00.25 +08:00`; a dash where the token gives none. */
export function momentOf(stamp: StampShape): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(.*)$/.exec(stamp.at ?? "");
  if (parts === null) return stamp.at ?? "—";
  const [, day = "", time = "", offset = ""] = parts;
  const fraction = stamp.fraction === "" ? "" : `.${stamp.fraction}`;
  return `${day} ${time}${fraction} ${offset === "Z" ? "+00:00" : offset}`;
}

/** Microseconds as seconds without floating point: `1`, `0.5`. */
export function secondsOf(microseconds: number): string {
  const whole = Math.trunc(microseconds / 1_000_000);
  const rest = String(microseconds % 1_000_000).padStart(6, "0").replace(/0+$/, "");
  return rest === "" ? String(whole) : `${whole}.${rest}`;
}

export function accuracyOf(stamp: StampShape, words: Words): string {
  const { accuracy, noAccuracy } = words.sealing.stamp;
  return stamp.accuracy_us === null ? noAccuracy : accuracy(secondsOf(stamp.accuracy_us));
}

/** What is not verified of it; null where its authority leads to a root that the user trusts. */
export function unverified(stamp: StampShape, words: Words): string | null {
  const said = words.sealing.stamp;
  if (stamp.standing === "same" && stamp.trusted_root !== null) return null;
  if (stamp.standing === "same" && (stamp.why === null || stamp.why === "no-roots")) return said.noRoots;
  return said.notVerified(stamp.why === null || stamp.why === "" ? said.unknown : stamp.why);
}
