/** The strip of the whole period: places and counts on it. */
import { expect, it } from "vitest";
import type { Density } from "../api/generated/Density";
import { bars, instantAt, shareAt, sliceAt, ticks } from "./minimap";

const density: Density = {
  from: 1000,
  to: 2000,
  messages: [4, 0, 1, 0],
  transfers: [0, 0, 2, 0],
  flags: [
    { at: 1600, row: 3, direction: "in", verdict: "no-message" },
    { at: 1100, row: 1, direction: "out", verdict: "undetermined" },
    { at: 1105, row: 2, direction: "out", verdict: "over" },
  ],
};

it("share and instant are each other's way back, and stay within", () => {
  expect(shareAt(density, 1250)).toBe(0.25);
  expect(instantAt(density, 0.25)).toBe(1250);
  expect(shareAt(density, 0)).toBe(0);
  expect(shareAt(density, 9999)).toBe(1);
  expect(instantAt(density, 7)).toBe(2000);
  expect(sliceAt(density, 1)).toBe(3);
  expect(sliceAt(density, 0.5)).toBe(2);
});

it("a period of one moment divides by nothing", () => {
  expect(shareAt({ ...density, to: 1000 }, 1000)).toBe(0);
});

it("flags that would lie on one another are one, the gravest", () => {
  expect(ticks(density, 0.02)).toEqual([
    { share: 0.1, verdict: "over", count: 2 },
    { share: 0.6, verdict: "no-message", count: 1 },
  ]);
  expect(ticks(density, 0).length).toBe(3);
});

it("bars stand where there is something", () => {
  const path = bars(density.messages, 0, 10);
  expect(path.match(/M/g)?.length).toBe(2);
  expect(path).toContain("M0 0h10v250");
  expect(bars([0, 0], 0, 10)).toBe("");
});
