/** Rows stand at their own line, whatever lies between; the end is found in few steps. */
import { describe, expect, it, vi } from "vitest";
import type { TablePage } from "../api/generated/TablePage";
import { letters, RowsByLine } from "./rows.svelte";

/** A file whose rows stand at these lines; at most so many are given at once. */
function file(lines: readonly number[], atOnce = 1000) {
  return vi.fn(async (from: number, count: number): Promise<TablePage> => {
    const rest = lines.filter((line) => line >= from);
    const rows = rest.slice(0, Math.min(count, atOnce)).map((line) => ({ line, cells: [`第${line}行`, "x"] }));
    return { sheet: null, columns: rows.length > 0 ? 2 : 0, rows, more: rest.length > rows.length };
  });
}
const every = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 20));

describe("rows by line", () => {
  it("leave lines without a row empty, and give large rows in several answers", async () => {
    const rows = new RowsByLine(file([1, 2, 5, 9], 1));
    const page = await rows.page(0, 6);
    expect(page.map(({ line, cells }) => [line, cells.length])).toEqual([
      [1, 2],
      [2, 2],
      [3, 0],
      [4, 0],
      [5, 2],
      [6, 0],
    ]);
    expect(rows.columns).toBe(2);
  });

  it("know the end of a short file at once", async () => {
    const ask = file([1, 2, 5]);
    const rows = new RowsByLine(ask);
    await rows.page(0, 100);
    await settle();
    expect(rows.total).toBe(5);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it("find the end of a long one as it is neared", async () => {
    const ask = file(every(12_345));
    const rows = new RowsByLine(ask);
    for (let at = 0; at < 40 && rows.total !== 12_345; at++) {
      await rows.page(Math.max(0, rows.total - 100), 100);
      await settle();
    }
    expect(rows.total).toBe(12_345);
    expect(ask.mock.calls.length).toBeLessThan(40);
  });

  it("reach a line far away, and come back where there is none", async () => {
    const rows = new RowsByLine(file(every(50_000)), 40_000);
    expect((await rows.page(39_999, 1))[0]?.cells).toEqual(["第40000行", "x"]);
    const short = new RowsByLine(file(every(30)), 40_000);
    await short.page(39_900, 100);
    await settle();
    expect(short.total).toBe(30);
    short.reach(99);
    expect(short.total).toBe(30);
  });

  it("of an empty file are none", async () => {
    const rows = new RowsByLine(file([]));
    await rows.page(0, 100);
    await settle();
    expect([rows.begun, rows.total]).toEqual([true, 0]);
  });

  it("name columns as spreadsheets do", () => {
    expect([0, 25, 26, 701, 702].map(letters)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
  });
});
