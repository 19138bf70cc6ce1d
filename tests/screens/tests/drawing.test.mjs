/** The generator: the same seed gives the same pictures, and what the truth says stands on them. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openBrowser } from "../render/browser.mjs";
import { makeSet } from "../story/sets.mjs";

const home = mkdtempSync(join(tmpdir(), "screens-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test("the same seed gives the same bytes", async () => {
  const [one, two] = await Promise.all(["one", "two"].map((name) => makeSet({ seed: "same", count: 2, folder: join(home, name), variant: "base" })));
  expect(two).toEqual(one);
  for (const truth of one ?? []) expect(readFileSync(join(home, "two", truth.file)).equals(readFileSync(join(home, "one", truth.file)))).toBe(true);
});

test("times of a story agree: nothing is said after the capture, and labels date what stands below them", async () => {
  const truths = await makeSet({ seed: "times", count: 8, folder: join(home, "times"), variant: "base" });
  let dated = 0;
  for (const truth of truths) {
    for (const one of truth.messages) {
      if (truth.captured_at !== null) expect(one.when_true <= truth.captured_at).toBe(true);
      if (one.narrowest === null) continue;
      dated += 1;
      expect(one.narrowest.earliest <= one.when_true && one.when_true <= one.narrowest.latest).toBe(true);
    }
  }
  expect(dated).toBeGreaterThan(5);
});

test("boxes lie on the picture, shrunk ones too", async () => {
  for (const truth of await makeSet({ seed: "boxes", count: 4, folder: join(home, "boxes"), variant: "w720" })) {
    expect(truth.width).toBe(720);
    for (const { box } of [...truth.lines, ...truth.messages, ...truth.labels]) {
      expect(box[0] >= 0 && box[1] >= 0 && box[0] + box[2] <= truth.width + 1 && box[1] + box[3] <= truth.height + 1, JSON.stringify(box)).toBe(true);
    }
  }
});

test("the browser has the fonts of phones", async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.show("<p>1</p>", { width: 100, height: 100, scale: 1, fonts: "Inter" });
    const loaded = await page.evaluate(async () => {
      const sizes = [];
      for (const family of ["Inter", "Roboto", "Emoji"]) sizes.push((await document.fonts.load(`16px "${family}"`, family === "Emoji" ? "😂" : "1")).length);
      return sizes;
    });
    expect(loaded.every((count) => count > 0)).toBe(true);
  } finally {
    await browser.close();
  }
});
