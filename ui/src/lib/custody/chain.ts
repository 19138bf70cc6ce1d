/** The custody chain as it is shown: by action, newest or oldest first. */
import type { CustodyPane } from "../api/generated/CustodyPane";

/** Every action that custody notes, in the order of a case's life. */
export const ACTIONS = [
  "create",
  "keep",
  "keep-again",
  "read",
  "settings",
  "decide",
  "undo",
  "seal",
  "query",
  "stamp",
  "encrypt",
  "export",
  "check",
] as const;

export type CustodyAction = (typeof ACTIONS)[number];
export type Filter = CustodyAction | "all";

/** Null for one that a newer version has noted. */
export function actionOf(entry: CustodyPane): CustodyAction | null {
  return ACTIONS.find((action) => action === entry.action) ?? null;
}

/** How many entries of each action there are; only those that there are. */
export function counted(chain: readonly CustodyPane[]): { action: CustodyAction; count: number }[] {
  return ACTIONS.map((action) => ({
    action,
    count: chain.filter((entry) => entry.action === action).length,
  })).filter(({ count }) => count > 0);
}

/** `chain` is in the order of its numbers. */
export function arranged(chain: readonly CustodyPane[], filter: Filter, newestFirst: boolean): CustodyPane[] {
  const some = filter === "all" ? [...chain] : chain.filter((entry) => entry.action === filter);
  return newestFirst ? some.reverse() : some;
}

/** Whether a fact is a fingerprint, which is shown in groups and can be copied. */
export function isDigest(value: string): boolean {
  return /^[0-9a-f]{64}$/.test(value);
}
