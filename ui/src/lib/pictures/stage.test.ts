/** The stage: the width of the place is filled but not blown up, and what is chosen is brought into sight. */
import { describe, expect, it } from "vitest";
import { fitWidth, LARGEST, scrolledTo, stepped } from "./stage";

describe("the stage", () => {
  it("fills its width", () => {
    expect(fitWidth(1170, 585)).toBe(0.5);
    expect(fitWidth(320, 585)).toBe(1);
    expect(fitWidth(0, 585)).toBe(1);
  });

  it("zooms through the picture's own size, with an end", () => {
    expect(stepped(0.9, true)).toBe(1);
    expect(stepped(LARGEST, true)).toBe(LARGEST);
  });

  it.each([
    // In sight already.
    [100, 600, 300, 50, 100],
    // Below, above: to the middle.
    [0, 600, 5000, 60, 4730],
    [4000, 600, 200, 60, 0],
    // Taller than the place: to its beginning.
    [0, 600, 3000, 900, 2952],
  ])("scrolled to %d in %d, for %d and %d, goes to %d", (scroll, place, from, length, want) => {
    expect(scrolledTo(scroll, place, from, length)).toBe(want);
  });
});
