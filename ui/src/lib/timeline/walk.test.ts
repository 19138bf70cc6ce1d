/** Walking from flag to flag: always on, and round at the ends. */
import { expect, it } from "vitest";
import { walked } from "./walk";

const rows = [3, 8, 8, 20];

it.each([
  [-1, false, 0, false],
  [3, false, 1, false],
  [7, false, 1, false],
  [8, false, 3, false],
  [20, false, 0, true],
  [21, true, 3, false],
  [20, true, 2, false],
  [8, true, 0, false],
  [3, true, 3, true],
] as const)("from %i, backwards %s: number %i, round the end %s", (from, backwards, index, around) => {
  expect(walked(rows, from, backwards)).toEqual({ index, around });
});

it("nowhere to go", () => {
  expect(walked([], 5, false)).toBeNull();
});
