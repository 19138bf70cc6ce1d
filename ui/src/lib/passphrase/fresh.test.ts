/** A new passphrase: what is wrong with it is said at its field once it was tried, and nothing of it stays. */
import { describe, expect, it } from "vitest";
import { FreshPassphrase, type Wrongs } from "./fresh.svelte";

function typed(first: string, again: string, written: boolean): FreshPassphrase {
  const fresh = new FreshPassphrase();
  fresh.first = first;
  fresh.again = again;
  fresh.written = written;
  return fresh;
}

describe("a new passphrase", () => {
  it.each<[string, string, boolean, Wrongs]>([
    ["", "", false, { first: "short", written: true }],
    ["1234567", "1234567", true, { first: "short" }],
    ["纸船灯塔", "纸船灯塔", true, { first: "short" }],
    ["12345678", "", true, { again: "empty" }],
    ["12345678", "12345678 ", true, { again: "different" }],
    ["12345678", "12345678", false, { written: true }],
    // One character each, however many units it is written in.
    ["😀😀😀😀", "😀😀😀😀", true, { first: "short" }],
    ["e\u0301e\u0301e\u0301e\u0301", "éééé", true, { first: "short" }],
  ])("%o, %o, written down: %o", (first, again, written, wrongs) => {
    const fresh = typed(first, again, written);
    expect(fresh.wrongs).toEqual({});
    expect(fresh.take()).toBeNull();
    expect(fresh.wrongs).toEqual(wrongs);
  });

  it.each([
    ["12345678", "12345678"],
    ["纸船 灯塔 四月", "纸船 灯塔 四月"],
    [" with spaces ", " with spaces "],
    // The same letter, written in two ways.
    ["caf\u00e9 noir", "cafe\u0301 noir"],
  ])("%o is taken as it was typed", (first, again) => {
    expect(typed(first, again, true).take()).toBe(first);
  });

  it("leaves nothing behind", () => {
    const fresh = typed("12345678", "1", true);
    fresh.take();
    fresh.clear();
    expect([fresh.first, fresh.again, fresh.written, fresh.wrongs]).toEqual(["", "", false, {}]);
  });
});
