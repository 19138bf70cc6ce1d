/** Kinds of message in the groups by which people look for them. */
import type { MessageKind } from "../api/generated/MessageKind";

export const kindGroups = {
  words: ["text", "quote"],
  money: ["transfer", "red-packet"],
  voice: ["voice", "call"],
  pictures: ["image", "video", "sticker"],
  files: ["file", "link", "location"],
  rest: ["recalled", "system", "other"],
} as const satisfies Record<string, readonly MessageKind[]>;

export type KindGroup = keyof typeof kindGroups;

export const groupNames = Object.keys(kindGroups) as KindGroup[];

/** The kinds of these groups; none means all. */
export function kindsOf(groups: readonly KindGroup[]): MessageKind[] {
  return groups.flatMap((group) => [...kindGroups[group]]);
}
