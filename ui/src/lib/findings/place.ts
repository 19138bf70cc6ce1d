/** The place of something in a file, in words. */
import type { Words } from "../../i18n/index.svelte";
import type { Place } from "../api/generated/Place";

const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

/** `第 12 行`; bytes are counted from 1, and are the whole file where they are as many as it has (`size`, if known). */
export function placeInWords(place: Place, size: number | null, words: Words): string {
  const said = words.findings.place;
  if ("sheet" in place) return said.sheet(place.sheet, place.row);
  if ("row" in place) return said.row(place.row);
  if ("box" in place) return said.box;
  const [from, end] = place.bytes;
  if (from === 0 && (end === size || end === 0)) return said.whole;
  return said.bytes(grouped(from + 1), grouped(Math.max(from + 1, end)));
}
