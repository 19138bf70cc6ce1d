/** The line from row to row: its length from where rows lie, and where it ends in a stub. */
import { expect, it } from "vitest";
import type { TimelineRow } from "../api/generated/TimelineRow";
import { ANCHOR_PX, anchorOf, DAY_PX, PAUSE_PX, reach } from "./connector";

function rowAt(row: number, more: Partial<TimelineRow> = {}): TimelineRow {
  return { row, at: 0, label: "", day: null, pause_s: null, message: null, bunch: null, money: [], money_more: 0, ...more };
}

const lie = {
  item: (row: number): TimelineRow | undefined => (row === 9 ? undefined : rowAt(row, row === 2 ? { day: "x" } : {})),
  offsetOf: (row: number): number => row * 100,
};

it("what stands over a row pushes its ends down", () => {
  expect(anchorOf(rowAt(0))).toBe(ANCHOR_PX);
  expect(anchorOf(rowAt(0, { day: "x", pause_s: 99_999 }))).toBe(ANCHOR_PX + DAY_PX + PAUSE_PX);
});

it.each([
  [rowAt(5), 3, -200],
  [rowAt(5), 7, 200],
  [rowAt(5), 2, -300 + DAY_PX],
  [rowAt(5), 9, null],
  [rowAt(5), 400, null],
] as const)("from a row to row %#", (from, to, pixels) => {
  expect(reach(from, to, lie)).toBe(pixels);
});
