/** The imitated program agrees with itself: rows with links, counts with decisions, files with their fate. */
import { describe, expect, it } from "vitest";
import { fakeBackend } from "./fake";
import type { LinkQuery } from "./generated/LinkQuery";
import type { Scale } from "./generated/Scale";
import type { TimelineQuery } from "./generated/TimelineQuery";

const timelineOf = (scale: Scale): TimelineQuery => ({ scale, party: null, verdicts: [], kinds: [], chat: true, text: "" });
const ALL: LinkQuery = { verdicts: [], decided: [], direction: null, party: null, text: "", sort: "time", descending: false };

describe("the imitation", () => {
  it.each(["year", "month", "day", "hour", "moment"] as const)("has every message and transfer on the timeline by %s", async (scale) => {
    const backend = fakeBackend();
    const summary = await backend.timeline(timelineOf(scale));
    const rows = await backend.timelineRows(timelineOf(scale), 0, summary.rows);
    const messages = rows.reduce((sum, row) => sum + (row.bunch?.messages ?? (row.message ? 1 : 0)), 0);
    const transfers = rows.reduce((sum, row) => sum + row.money.length + row.money_more, 0);
    expect([messages, transfers]).toEqual([600, summary.transfers]);
    for (const flag of summary.flags) expect(rows[flag]?.money.some((card) => card.flagged)).toBe(true);
  });

  it("joins transfer and message from both ends", async () => {
    const backend = fakeBackend();
    const query = timelineOf("moment");
    const summary = await backend.timeline(query);
    const rows = await backend.timelineRows(query, 0, summary.rows);
    for (const row of rows) {
      for (const card of row.money) {
        if (card.message === null) continue;
        expect(rows[card.message_row ?? -1]?.message?.id).toBe(card.message);
        expect(await backend.timelineFind(query, { transfer: card.transfer })).toBe(row.row);
      }
    }
  });

  it("pages through 200,000 messages quickly", async () => {
    const backend = fakeBackend({ messages: 200_000 });
    const query = timelineOf("moment");
    const { rows } = await backend.timeline(query);
    const began = performance.now();
    for (let at = 0; at < 50; at++) await backend.timelineRows(query, at * 3000, 100);
    expect(rows).toBeGreaterThan(190_000);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it("counts decisions and takes them back", async () => {
    const backend = fakeBackend();
    const { rows, total } = await backend.links(ALL, 0, 100);
    expect(rows.length).toBe(total);
    const link = rows[0]?.money.link ?? "";
    expect((await backend.decide({ type: "reject", link })).links.rejected).toBe(1);
    expect((await backend.undo()).link).toBe(link);
    expect((await backend.overview()).links.rejected).toBe(0);
    await expect(backend.undo()).rejects.toMatchObject({ code: "nothing-to-undo" });
  });

  it("a rejected link has no message, but tells which it was; the gap is on one clock", async () => {
    const backend = fakeBackend();
    const { rows } = await backend.links(ALL, 0, 100);
    const linked = rows.filter(({ money }) => money.message !== null && money.link !== null);
    const clocks = await Promise.all(rows.map(async ({ money }) => (await backend.link(money.link ?? "")).clock));
    expect(clocks.filter((clock) => clock !== null)).toHaveLength(linked.length);
    const link = linked[0]?.money.link ?? "";
    const before = await backend.link(link);
    expect(before.rejected).toBeNull();
    await backend.decide({ type: "reject", link });
    const after = await backend.link(link);
    expect([after.message, after.money.message]).toEqual([null, null]);
    expect(after.rejected?.id).toBe(before.message?.id);
  });

  it("takes in files by their names: locked, unreadable, known; and stops", async () => {
    const backend = fakeBackend({ stepMs: 1 });
    const added = await backend.addFiles(["/a/locked.zip", "/a/unreadable.csv", "/a/new.csv", "/a/说明.txt"], null, () => {});
    expect(added.files.map((file) => file.status)).toEqual(["locked", "rejected", "added", "duplicate"]);
    await expect(backend.unlock(added.locked, "000000", () => {})).rejects.toMatchObject({ code: "wrong-password" });
    const opened = await backend.unlock(added.locked, "123456", () => {});
    expect(opened.files[0]?.status).toBe("added");
    const stopping = backend.addFiles(["/a/x.csv", "/a/y.csv"], null, () => {});
    await backend.stop();
    expect((await stopping).stopped).toBe(true);
  });

  it("changes nothing where it can only be viewed", async () => {
    const backend = fakeBackend({ readOnly: true });
    await expect(backend.addFiles(["/a.csv"], null, () => {})).rejects.toMatchObject({ code: "read-only" });
  });
});
