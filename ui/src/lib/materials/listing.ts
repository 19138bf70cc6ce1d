/** The list of materials: found by text, sorted, with what is in an archive under it. */
import type { FindingCounts } from "../api/generated/FindingCounts";
import type { Material } from "../api/generated/Material";
import type { Severity } from "../api/generated/Severity";

export type SortKey = "name" | "read" | "records" | "findings" | "added";
export interface Sorting {
  key: SortKey;
  descending: boolean;
}

export interface Listed {
  material: Material;
  /** How deep in archives. */
  depth: number;
}

const collator = new Intl.Collator("zh-CN", { numeric: true });
const inWords = (one: Material): string => `${one.artifact.name}\n${one.artifact.path}\n${one.read_as}`.toLowerCase();
const records = (one: Material): number => one.artifact.messages + one.artifact.transfers;

/** Heavier findings first, then more of them. */
function weigh(a: FindingCounts, b: FindingCounts): number {
  return a.serious - b.serious || a.check - b.check || a.note - b.note;
}

/** The order of two; what is equal stays in the order of adding. */
function compare(a: Material, b: Material, key: SortKey): number {
  switch (key) {
    case "name":
      return collator.compare(a.artifact.name, b.artifact.name);
    case "read":
      return collator.compare(a.read_as, b.read_as);
    case "records":
      return records(a) - records(b);
    case "findings":
      return weigh(a.findings, b.findings);
    case "added":
      return 0;
  }
}

/** The materials in the order in which they are shown; `all` is in the order of adding. */
export function listed(all: readonly Material[], text: string, sorting: Sorting): Listed[] {
  const byId = new Map(all.map((one, at) => [one.artifact.id, { one, at }]));
  const wanted = text.trim().toLowerCase();
  const kept = new Set<string>();
  for (const one of all) {
    if (wanted !== "" && !inWords(one).includes(wanted)) continue;
    // What is found in an archive is shown in its archive.
    let up: Material | undefined = one;
    while (up !== undefined && !kept.has(up.artifact.id)) {
      kept.add(up.artifact.id);
      up = up.artifact.parent === null ? undefined : byId.get(up.artifact.parent)?.one;
    }
  }
  const under = new Map<string | null, Material[]>();
  for (const one of all) {
    if (!kept.has(one.artifact.id)) continue;
    const parent = one.artifact.parent !== null && byId.has(one.artifact.parent) ? one.artifact.parent : null;
    const here = under.get(parent);
    if (here === undefined) under.set(parent, [one]);
    else here.push(one);
  }
  const { key, descending } = sorting;
  const turn = descending ? -1 : 1;
  const place = (one: Material): number => byId.get(one.artifact.id)?.at ?? 0;
  const rows: Listed[] = [];
  function walk(parent: string | null, depth: number): void {
    const here = under.get(parent) ?? [];
    under.delete(parent);
    here.sort((a, b) => turn * (compare(a, b, key) || (key === "added" ? place(a) - place(b) : 0)) || place(a) - place(b));
    for (const material of here) {
      rows.push({ material, depth });
      walk(material.artifact.id, depth + 1);
    }
  }
  walk(null, 0);
  return rows;
}

/** The weightiest sort of findings that there is. */
export function weightiest(counts: FindingCounts): Severity | null {
  return (["serious", "check", "note"] as const).find((severity) => counts[severity] > 0) ?? null;
}

export function findingsIn(counts: FindingCounts): number {
  return counts.serious + counts.check + counts.note;
}
