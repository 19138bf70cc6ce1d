/** A picture fits its place, grows by steps through its own size, and stays under the pointer. */
import { describe, expect, it } from "vitest";
import { fitting, kept, LARGEST, SMALLEST, stepped } from "./zoom";

describe("zoom", () => {
  it("fits without blowing up", () => {
    expect(fitting({ width: 1000, height: 2000 }, { width: 500, height: 500 })).toBe(0.25);
    expect(fitting({ width: 10, height: 10 }, { width: 500, height: 500 })).toBe(1);
    expect(fitting({ width: 0, height: 0 }, { width: 500, height: 500 })).toBe(1);
  });

  it("passes through the picture's own size and has ends", () => {
    expect(stepped(0.9, true)).toBe(1);
    expect(stepped(1.1, false)).toBe(1);
    expect(stepped(1, true)).toBe(1.25);
    expect(stepped(LARGEST, true)).toBe(LARGEST);
    expect(stepped(SMALLEST, false)).toBe(SMALLEST);
  });

  it("keeps the point under the pointer", () => {
    // 100 px into the place, 300 scrolled: point 400 of the picture at 1; at 2 it lies at 800.
    expect(kept(100, 300, 1, 2)).toBe(700);
  });
});
