/** What the timeline shows: laid out, zoomed, filtered, walked through, and found again. */
import { beforeEach, expect, it, vi } from "vitest";
import { fakeBackend, type FakeBackend } from "../api/fake";
import type { TimelineRow } from "../api/generated/TimelineRow";
import { fitting, stepped } from "./scales";
import { Timeline } from "./timeline.svelte";

let backend: FakeBackend;
let model: Timeline;
let moved: number[];

beforeEach(async () => {
  backend = fakeBackend({ messages: 600 });
  model = new Timeline(backend);
  moved = [];
  model.attach({ scrollToIndex: (row) => void moved.push(row), item: () => undefined, offsetOf: () => 0 });
  await model.lay();
});

/** The list shows rows around this one. */
async function look(row: number): Promise<TimelineRow> {
  const [middle] = await model.laid!.getPage(row, 1);
  model.saw(Math.max(0, row - 5), row + 5, middle);
  return middle!;
}

it("zooming keeps the instant in the middle", async () => {
  const middle = await look(300);
  await model.zoom("month");
  const [month] = await model.laid!.getPage(model.laid!.initial, 1);
  expect(month!.bunch).not.toBeNull();
  expect(Math.abs(month!.at! - middle.at!)).toBeLessThan(32 * 86_400);
  await model.zoom("moment");
  expect(Math.abs(model.laid!.initial - 300)).toBeLessThan(3);
});

it("a list stays the same list unless its rows are others", async () => {
  const { getPage } = model.laid!;
  await model.find("五千");
  expect(model.laid!.getPage).toBe(getPage);
  await model.filter({ verdicts: ["over"] });
  expect(model.laid!.getPage).not.toBe(getPage);
  expect(model.filtered).toBe(true);
  await model.clearFilters();
  expect(model.filtered).toBe(false);
});

it("walks from flag to flag and round the end, each time selecting the flagged transfer", async () => {
  const { flags } = model.laid!.summary;
  for (const [index, row] of flags.entries()) {
    const step = await model.walkFlags(false);
    expect(step).toMatchObject({ index, around: false });
    expect(model.selected).toMatchObject({ type: "money", row, card: { flagged: true } });
    await look(row);
  }
  expect(await model.walkFlags(false)).toMatchObject({ index: 0, around: true });
  expect(moved).toContain(flags[0]);
});

it("walks back from where one looks, not from what was selected long ago", async () => {
  await model.walkFlags(false);
  const { flags } = model.laid!.summary;
  await look(flags[3]! + 6);
  expect(await model.walkFlags(true)).toMatchObject({ index: 3 });
});

it("goes through hits, round at both ends", async () => {
  await model.find("五千");
  const { hits } = model.laid!.summary;
  expect(hits.length).toBeGreaterThan(2);
  expect(model.hit).toBe(0);
  await model.walkHits(true);
  expect(model.hit).toBe(hits.length - 1);
  await model.walkHits(false);
  expect(model.hit).toBe(0);
  await model.find("");
  expect(model.hit).toBeNull();
});

it("a jump shows what it is to, though a filter hid it", async () => {
  const rows = await model.laid!.getPage(0, 100);
  const message = rows.find((row) => row.message !== null)!.message!;
  await model.filter({ chat: false });
  await model.zoom("year");
  expect(await model.goTo({ message: message.id })).toBe("cleared");
  expect(model.scale).toBe("moment");
  expect(model.filtered).toBe(false);
  expect(model.selected).toMatchObject({ type: "message", id: message.id });
  expect(await model.goTo({ message: "0000000000000000" })).toBe("lost");
});

it("what is selected follows what is decided about it", async () => {
  await model.walkFlags(false);
  const { selected } = model;
  if (selected?.type !== "money") throw new Error("no transfer is selected");
  await backend.decide({ type: "confirm", link: selected.card.link! });
  await model.lay();
  expect(model.selected).toMatchObject({ id: selected.id, card: { decided: "confirmed", flagged: false } });
  await model.filter({ verdicts: ["within"] });
  expect(model.selected).toBeNull();
});

it("an answer that was overtaken is dropped", async () => {
  const spy = vi.spyOn(model, "lay");
  await Promise.all([model.zoom("year"), model.zoom("day")]);
  expect(spy).toHaveBeenCalledTimes(2);
  expect(model.laid!.query.scale).toBe("day");
});

it("trouble is shown, and gone with the next answer", async () => {
  const failing = new Timeline(fakeBackend({ failing: { timeline: { code: "unreadable", message: "读不出。" } } }));
  await failing.lay();
  expect(failing.shown).toMatchObject({ state: "trouble", trouble: { code: "unreadable" } });
});

it("scales end at both ends, and the whole fits a screen", () => {
  expect(stepped("moment", 1)).toBe("moment");
  expect(stepped("year", -1)).toBe("year");
  expect(stepped("day", 1)).toBe("hour");
  expect(fitting(3600)).toBe("hour");
  expect(fitting(10 * 86_400)).toBe("day");
  expect(fitting(400 * 86_400)).toBe("month");
  expect(fitting(4000 * 86_400)).toBe("year");
});
