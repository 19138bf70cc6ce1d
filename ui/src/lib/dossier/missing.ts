/** What a dossier would lack now: said before it is exported, never in the way of it. */
import type { Overview } from "../api/generated/Overview";

export type Missing =
  | { what: "materials" | "transfers" | "messages" }
  | { what: "undecided" | "unchecked" | "serious"; count: number };

export function missing(overview: Overview): Missing[] {
  if (overview.artifacts === 0) return [{ what: "materials" }];
  const found: Missing[] = [];
  if (overview.transfers === 0) found.push({ what: "transfers" });
  if (overview.messages === 0) found.push({ what: "messages" });
  if (overview.links.flagged > 0) found.push({ what: "undecided", count: overview.links.flagged });
  if (overview.pictures.unchecked > 0) found.push({ what: "unchecked", count: overview.pictures.unchecked });
  if (overview.findings.serious > 0) found.push({ what: "serious", count: overview.findings.serious });
  return found;
}
