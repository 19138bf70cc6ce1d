/** Findings: places in words, hits lit, more fetched on demand and all for a search. */
import { describe, expect, it } from "vitest";
import { startedApp } from "../../fake/mounting";
import { wordsIn } from "../../i18n/index.svelte";
import { stepOf } from "./arrows";
import { holds, MORE, ShownGroup } from "./group.svelte";
import { pieces } from "./pieces";
import { placeInWords } from "./place";

const zh = wordsIn("zh");

describe("a place", () => {
  it.each([
    [{ row: 12 }, null, "第 12 行"],
    [{ sheet: "微信", row: 3 }, null, "工作表“微信”第 3 行"],
    [{ bytes: [0, 1234] as [number, number] }, 1234, "整个文件"],
    [{ bytes: [0, 1234] as [number, number] }, null, "第 1 至 1,234 字节"],
    [{ bytes: [10, 10] as [number, number] }, 99, "第 11 至 11 字节"],
  ])("%o is said", (place, size, said) => expect(placeInWords(place, size, zh)).toBe(said));
});

describe("hits", () => {
  it("are cut out, and nothing is lost", () => {
    expect(pieces("转账 Abc abc", "ABC").filter(({ hit }) => hit).map(({ words }) => words)).toEqual(["Abc", "abc"]);
    for (const text of ["", "转", "账 a", "没有"]) {
      expect(pieces("转账 Abc abc", text).map(({ words }) => words).join("")).toBe("转账 Abc abc");
    }
    // A letter that grows when it is made small: better nothing lit than the wrong letters.
    expect(pieces("İi", "i")).toEqual([{ words: "İi", hit: false }]);
  });
});

describe("a group", () => {
  it("shows the first, a hundred more when asked, all for a search", async () => {
    const { backend } = await startedApp({ messages: 40_000 });
    const group = (await backend.findings()).find(({ count }) => count > 300);
    if (group === undefined) throw new Error("the story has a large group");
    const shown = new ShownGroup(backend, group);
    expect(shown.items).toHaveLength(group.first.length);
    await shown.more();
    expect([shown.limit, shown.items.length]).toEqual([group.first.length + MORE, group.first.length + MORE]);
    await Promise.all([shown.more(), shown.all()]);
    expect(shown.items).toHaveLength(group.count);
    expect(shown.items.some((one) => holds(one, "间隔超过"))).toBe(true);
    expect(shown.items.some((one) => holds(one, "没有这样的字"))).toBe(false);
  });
});

describe("arrows", () => {
  it("step, jump to the ends, or are none", () => {
    expect(["ArrowDown", "ArrowUp", "Enter"].map(stepOf)).toEqual([1, -1, null]);
    expect(stepOf("End")).toBe(Number.POSITIVE_INFINITY);
  });
});
