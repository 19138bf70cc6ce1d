/** The chain by action and order; a check, its remedies, and what it leaves behind. */
import { describe, expect, it } from "vitest";
import { startedApp } from "../../fake/mounting";
import { arranged, counted, isDigest } from "./chain";
import { adviceFor, adviceOn, Checking } from "./checking.svelte";

describe("the chain", () => {
  it("is shown by action, from either end", async () => {
    const { backend } = await startedApp();
    const chain = await backend.custody();
    const newest = arranged(chain, "all", true);
    expect(newest.map((entry) => entry.seq)).toEqual(chain.map((entry) => entry.seq).reverse());
    expect(arranged(chain, "keep", false).every((entry) => entry.action === "keep")).toBe(true);
    expect(counted(chain).reduce((sum, { count }) => sum + count, 0)).toBe(chain.length);
    expect(chain[0]?.seq).toBe(1);
  });
  it.each([
    ["a".repeat(64), true],
    ["A".repeat(64), false],
    ["1840", false],
  ])("%s is a fingerprint: %s", (value, yes) => expect(isDigest(value)).toBe(yes));
});

describe("a check", () => {
  it.each([
    ["original-missing", "original"],
    ["original-extra", "extra"],
    ["records-changed", "records"],
    ["record-id-changed", "records"],
    ["reading-differs", "records"],
    ["custody-broken", "custody"],
    ["settings-differ", "custody"],
    ["database-damaged", "database"],
    ["something-new", "other"],
  ])("%s is remedied as %s", (code, advice) => expect(adviceFor(code)).toBe(advice));

  it("gives each remedy once", async () => {
    const { app } = await startedApp({ damaged: true });
    const checking = new Checking(app);
    expect(await checking.run()).toBe(true);
    const result = checking.last?.result;
    expect([result?.ok, result && adviceOn(result)]).toEqual([false, ["original", "custody"]]);
  });

  it("that is stopped leaves the last result", async () => {
    const { app } = await startedApp({ stepMs: 3 });
    const checking = new Checking(app);
    await checking.run();
    const before = checking.last;
    const going = checking.run();
    expect(await checking.run()).toBe(false);
    await app.works.stop();
    expect(await going).toBe(false);
    expect([checking.last, checking.trouble]).toEqual([before, null]);
  });
});
