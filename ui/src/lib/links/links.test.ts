/** The rules of the list and the panel: order, flags, the chat around, causes, corrections, why not the other one. */
import { describe, expect, it } from "vitest";
import { startedApp } from "../../fake/mounting";
import { wordsIn } from "../../i18n/index.svelte";
import type { Candidate } from "../api/generated/Candidate";
import type { Surroundings } from "../api/generated/Surroundings";
import { fenOf, yuanField } from "./amount";
import { grown, placeOf, renewed } from "./around.svelte";
import { fieldOf, keptOf, valueOf } from "./correction";
import { cannotConfirm, cannotReject } from "./deciding";
import { nearestFlagged } from "./flags";
import { LinkList } from "./list.svelte";
import { chosenOf, commonCauses, noteOf, OWN } from "./note";
import { EVERYTHING, isFiltered, sortedBy, toggled, unfiltered } from "./query";
import { whyNot } from "./runner-up";

const zh = wordsIn("zh");

describe("an amount that is typed", () => {
  it.each([
    ["1234.5", "123450"],
    ["¥1,234.50", "123450"],
    ["￥５，０００元", "500000"],
    ["0.07", "7"],
    ["100000000000", "10000000000000"],
    ["", ""],
    ["12.345", null],
    ["1,23", null],
    ["-5", null],
    ["1e3", null],
    ["五千", null],
    ["99999999999999999", null],
  ])("%s is %s fen", (typed, fen) => expect(fenOf(typed)).toBe(fen));
  it("comes back as it was", () => {
    for (const fen of [0, 5, 70, 123450, 900_719_925_474_099]) expect(fenOf(yuanField(fen))).toBe(String(fen));
  });
});

describe("the order of the list", () => {
  it("turns round where it is pressed again, and begins with what one looks for", () => {
    const gap = sortedBy(EVERYTHING, "gap");
    expect([gap.sort, gap.descending]).toEqual(["gap", true]);
    expect(sortedBy(gap, "gap").descending).toBe(false);
    expect(sortedBy(gap, "verdict").descending).toBe(false);
  });
  it("survives the filters", () => {
    const query = toggled(sortedBy(EVERYTHING, "amount"), "over");
    expect(isFiltered(query)).toBe(true);
    expect(unfiltered(query)).toEqual({ ...EVERYTHING, sort: "amount", descending: true });
    expect(toggled(query, "over").verdicts).toEqual([]);
  });
});

describe("the next and the previous to check", () => {
  it("are found page by page, both ways, and not beyond the ends", async () => {
    const { backend } = await startedApp({ messages: 20_000 });
    const ask = (from: number, count: number) => backend.links(EVERYTHING, from, Math.min(count, 7));
    const all = (await backend.links(EVERYTHING, 0, 9999)).rows;
    const flagged = all.filter(({ money }) => money.flagged).map(({ row }) => row);
    expect((await nearestFlagged(ask, -1, 1))?.row).toBe(flagged[0]);
    expect((await nearestFlagged((from, count) => backend.links(EVERYTHING, from, count), flagged[5] ?? 0, -1))?.row).toBe(flagged[4]);
    expect(await nearestFlagged(ask, all.length - 1, 1)).toBeNull();
    expect(await nearestFlagged(ask, flagged[0] ?? 0, -1)).toBeNull();
  });
});

describe("the list", () => {
  it("keeps the chosen link through sorting, and clears filters that hide a link asked for", async () => {
    const { backend } = await startedApp();
    const list = new LinkList(backend);
    await list.choose(3);
    const link = list.link;
    list.ask(sortedBy(list.query, "amount"));
    await list.settle();
    expect(await backend.linkFind(list.query, link ?? "")).toBe(list.row);
    list.ask({ ...EVERYTHING, verdicts: ["no-message"] });
    expect(await list.show(link ?? "")).toBe(true);
    await list.settle();
    expect([list.row, isFiltered(list.query)]).toEqual([3, false]);
  });
  it("moves to what was below, also where the decided one leaves the list", async () => {
    const { backend } = await startedApp();
    const list = new LinkList(backend);
    list.ask({ ...EVERYTHING, decided: ["proposed"] });
    await list.choose(2);
    const below = await list.below();
    await backend.decide({ type: "confirm", link: list.link ?? "" });
    await list.moveTo(below);
    expect(list.link).toBe(below?.money.link);
    expect(list.row).toBe(2);
  });
});

function stretch(distances: (number | null)[], earlier = true, later = true): Surroundings {
  const messages = distances.map((distance_s, at) => ({ bubble: { id: `m${distance_s ?? `x${at}`}` }, distance_s, taken_by: null }) as Candidate);
  return { messages, earlier, later };
}

describe("the chat around", () => {
  it("has the transfer's time between the messages, or beyond an end", () => {
    expect(placeOf(stretch([-5, -1, 3]))).toBe(2);
    expect(placeOf(stretch([-5, null, 3]))).toBe(2);
    expect(placeOf(stretch([4, 9]))).toBe("above");
    expect(placeOf(stretch([4, 9], false))).toBe(0);
    expect(placeOf(stretch([-9, -4]))).toBe("below");
    expect(placeOf(stretch([-9, -4], true, false))).toBe(2);
    expect(placeOf(stretch([null]))).toBeNull();
  });
  it("grows at either end without a message twice", () => {
    const now = stretch([1, 2, 3]);
    const before = grown(now, stretch([-1, 0, 1, 2], false, true), "earlier");
    expect(before.messages.map(({ distance_s }) => distance_s)).toEqual([-1, 0, 1, 2, 3]);
    expect([before.earlier, before.later]).toEqual([false, true]);
    const after = grown(now, stretch([2, 3, 4], true, false), "later");
    expect(after.messages.map(({ distance_s }) => distance_s)).toEqual([1, 2, 3, 4]);
    expect([after.earlier, after.later]).toEqual([true, false]);
  });
  it("keeps what was walked when something was decided", () => {
    const walked = stretch([1, 2, 3, 4, 5]);
    expect(renewed(walked, stretch([3, 4])).messages).toHaveLength(5);
    expect(renewed(walked, stretch([8, 9])).messages).toHaveLength(2);
  });
});

describe("a cause", () => {
  const causes = commonCauses([{ text: "先聊后转" }, { text: "其他" }]);
  it("is a common one or own words", () => {
    expect(causes).toEqual(["先聊后转"]);
    expect(chosenOf("先聊后转", causes)).toEqual({ cause: "先聊后转", own: "" });
    expect(chosenOf("他在外地", causes)).toEqual({ cause: OWN, own: "他在外地" });
    expect([noteOf("先聊后转", "x"), noteOf(OWN, "  他在外地 "), noteOf(OWN, " ")]).toEqual(["先聊后转", "他在外地", ""]);
  });
});

describe("a correction", () => {
  it("begins with what stands there and is given as the program reads it", async () => {
    const { backend } = await startedApp();
    const detail = await backend.link(backend.case?.story.transfers[0]?.link ?? "");
    expect(valueOf(detail, "transfer", "amount_fen")).toBe("5000.00");
    expect(valueOf(detail, "transfer", "when")).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
    expect(valueOf(detail, "message", "text")).toBe("转账给你，请查收");
    expect(fieldOf("message", "memo")).toBe("amount_fen");
    expect(keptOf("amount_fen", "52.1")).toBe("5210");
    expect(keptOf("when", " 2024-03-01 20:15 ")).toBe("2024-03-01 20:15");
    expect(keptOf("when", "昨天")).toBeNull();
    expect(keptOf("memo", "")).toBe("");
  });
});

describe("what cannot be decided", () => {
  it("says why", async () => {
    const { backend } = await startedApp();
    const { money } = await backend.link(backend.case?.story.transfers[7]?.link ?? "");
    expect(cannotConfirm(money, zh)).toBeNull();
    expect(cannotReject(money, zh)).toContain("没有对应的消息");
    expect(cannotConfirm({ ...money, decided: "rejected" }, zh)).toContain("已否定");
    expect(cannotConfirm({ ...money, decided: "confirmed" }, zh)).toContain("已经确认");
  });
});

describe("why not the other message", () => {
  it("names differences that can be seen, or that there is none", async () => {
    const { backend } = await startedApp();
    const detail = await backend.link(backend.case?.story.transfers[10]?.link ?? "");
    const own = detail.around.messages.find(({ bubble }) => bubble.id === detail.money.message);
    if (own === undefined) throw new Error("the story's tenth transfer has a message");
    const plain = { ...detail, money: { ...detail.money, ambiguous: false } };
    expect(whyNot(own, plain, zh)).toEqual([zh.links.runnerUp.noDifference]);
    expect(whyNot(own, detail, zh)).toEqual([zh.links.runnerUp.asGood]);
    const other: Candidate = {
      bubble: { ...own.bubble, side: "other", kind: "text", card: null, amount_fen: 100 },
      distance_s: 9000,
      taken_by: "x",
    };
    expect(whyNot(other, plain, zh)).toHaveLength(5);
  });
});
