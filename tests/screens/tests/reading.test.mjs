/** The program's reading of pictures that nobody has seen: a set drawn anew, held against what the reading has reached. `JUZHENG` names the program. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { REACHED, lines, shortfalls } from "../score/report.mjs";
import { byVariant, judged } from "../score/sets.mjs";
import { makeSet } from "../story/sets.mjs";

const JUZHENG = process.env["JUZHENG"] ?? "";
const SEED = process.env["SCREENS_SEED"] ?? "suite";
const home = mkdtempSync(join(tmpdir(), "reading-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe.skipIf(JUZHENG === "")("the program reads", () => {
  test.each(/** @type {const} */ ([["base", 24], ["dark", 6], ["jpeg70", 8], ["w720", 8], ["long", 1]]))("%s", async (variant, count) => {
    const folder = join(home, variant);
    await makeSet({ seed: SEED, count, folder, variant });
    const all = await judged(folder, JUZHENG, 1);
    for (const [name, { counts, pictures }] of byVariant(all)) {
      console.log(lines(name, counts, pictures).join("\n"));
      const wrongs = all.flatMap((one) => one.wrongs.map((wrong) => `${one.truth.file}: ${wrong}`));
      expect(shortfalls(counts, name, REACHED), wrongs.slice(0, 30).join("\n")).toEqual([]);
    }
  }, 300_000);
});
