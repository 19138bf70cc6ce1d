/** Taking in: lines, stopping, trouble, waiting, locked archives; passwords one after the other. */
import { describe, expect, it, vi } from "vitest";
import { startedApp } from "../../fake/mounting";
import type { FakeOptions } from "../api/fake";
import type { AddedFiles } from "../api/generated/AddedFiles";
import { App } from "../app/app.svelte";
import { Adding, nameOf, needsLook, summaryOf } from "./adding.svelte";
import { Unlocking } from "./unlocking.svelte";

/** Looked at more often than the imitation takes a step. */
const OFTEN = { interval: 1 };

async function begun(options: FakeOptions = {}) {
  const { app, backend } = await startedApp(options);
  const adding = new Adding(app);
  const asked: string[] = [];
  adding.onlocked = (locked) => asked.push(...locked.map(({ name }) => name));
  const ends = (): (string | null)[] => adding.lines.map(({ status }) => status);
  return { app, backend, adding, asked, ends };
}

describe("taking in", () => {
  it("gives each file its line, and the list is read anew", async () => {
    const { app, adding, asked, ends } = await begun();
    const before = app.changes;
    await adding.add(["/u/甲.csv", "/u/说明.txt", "/u/unreadable.csv", "/u/locked.zip"]);
    expect([adding.phase, adding.atHand]).toEqual(["finished", null]);
    expect(ends()).toEqual(["added", "duplicate", "rejected", "locked"]);
    expect(adding.lines.map(needsLook)).toEqual([false, false, true, true]);
    expect(summaryOf(adding.lines)).toEqual({ added: 1, duplicate: 1, locked: 1, rejected: 1, messages: 0, transfers: 12 });
    expect(asked).toEqual(["locked.zip"]);
    expect(app.changes).toBeGreaterThan(before);
    adding.clear();
    expect([adding.phase, ends()]).toEqual(["idle", []]);
  });

  it("tells what it is doing", async () => {
    const { adding } = await begun({ stepMs: 60 });
    const work = adding.add(["/u/甲.csv"]);
    await vi.waitFor(() => expect(adding.atHand).toMatchObject({ path: "/u/甲.csv", step: "copying" }), OFTEN);
    await vi.waitFor(() => expect(adding.atHand?.step).toBe("reading"), OFTEN);
    await work;
  });

  it("tells which of how many is at hand, and goes on counting with what is dropped meanwhile", async () => {
    const { app, adding } = await begun({ stepMs: 60 });
    const work = adding.add(["/u/甲.png", "/u/乙.png"]);
    await adding.add(["/u/丙.png"]);
    await vi.waitFor(() => expect(adding.atHand).toMatchObject({ path: "/u/乙.png", position: { at: 2, of: 2, unit: "picture" } }), OFTEN);
    // Of many small pictures the bar is that of them all.
    expect(app.works.current).toMatchObject({ position: { at: 2, of: 2 }, share: 0.5 });
    await vi.waitFor(() => expect(adding.atHand).toMatchObject({ path: "/u/丙.png", position: { at: 3, of: 3 } }), OFTEN);
    await work;
  });

  it("does not say of how many where a single folder or file was chosen", async () => {
    const { app, adding } = await begun({ stepMs: 60 });
    const work = adding.add(["/u/甲.png"]);
    await vi.waitFor(() => expect(adding.atHand).toMatchObject({ path: "/u/甲.png", position: null }), OFTEN);
    expect(app.works.current?.position).toBeNull();
    await work;
  });

  it("stops: what was finished stays, what was at hand is said to be missing", async () => {
    const { adding, ends } = await begun({ stepMs: 20 });
    const work = adding.add(["/u/甲.csv", "/u/乙.csv", "/u/丙.csv"]);
    await vi.waitFor(() => expect(adding.atHand?.path).toBe("/u/乙.csv"), OFTEN);
    await adding.stop();
    await work;
    expect(adding.phase).toBe("stopped");
    expect(ends()[0]).toBe("added");
    expect(ends()).not.toContain("rejected");
  });

  it("tells trouble and keeps what came before", async () => {
    const full = { code: "disk-full", message: "磁盘已满" } as const;
    const { adding } = await begun({ failing: { addFiles: full } });
    await adding.add(["/u/甲.csv"]);
    expect([adding.phase, adding.trouble]).toEqual(["failed", full]);
  });

  it("takes in later what was dropped meanwhile", async () => {
    const { adding, ends } = await begun({ stepMs: 5 });
    const work = adding.add(["/u/甲.csv"]);
    await adding.add(["/u/乙.csv", "/u/丙.csv"]);
    expect(adding.waiting).toHaveLength(2);
    await work;
    expect([adding.phase, ends(), adding.waiting]).toEqual(["finished", ["added", "added", "added"], []]);
  });

  it("does not begin while something else is going on", async () => {
    const { app, adding } = await begun({ stepMs: 5 });
    const check = app.works.run("check", (work) => app.backend.check((progress) => work.hear(progress)));
    await adding.add(["/u/甲.csv"]);
    expect(adding.phase).toBe("idle");
    await check;
  });

  it.each([
    ["/u/a/b.csv", "b.csv"],
    ["C:\\u\\b.csv", "b.csv"],
    ["/u/a.zip!/c/d.csv", "d.csv"],
    ["/u/folder/", "folder"],
  ])("calls %s %s", (path, name) => expect(nameOf(path)).toBe(name));
});

describe("passwords", () => {
  it("are asked for one by one; a wrong one is said, and none is a must", async () => {
    const { adding, ends } = await begun();
    const opened: string[] = [];
    const unlocking = new Unlocking(adding, ({ name }) => opened.push(name));
    adding.onlocked = (locked) => unlocking.ask(locked);
    await adding.add(["/u/locked一.zip", "/u/locked二.zip", "/u/甲.csv"]);
    expect([unlocking.queue.length, unlocking.current?.name]).toEqual([2, "locked一.zip"]);
    await unlocking.tryPassword("000000");
    expect([unlocking.wrong, unlocking.current?.name, ends()]).toEqual([true, "locked一.zip", ["locked", "locked", "added"]]);
    await unlocking.tryPassword(" 123456 ");
    expect([unlocking.wrong, opened, unlocking.passed, unlocking.current?.name]).toEqual([false, ["locked一.zip"], 1, "locked二.zip"]);
    expect(ends()).toEqual(["locked", "added", "added"]);
    unlocking.later();
    expect(unlocking.current).toBeNull();
    expect(adding.phase).toBe("finished");
  });

  it("may be wrong without an error too: the archive stays locked", async () => {
    const { backend } = await begun();
    const still: AddedFiles = { files: [], summary: summaryOf([]), stopped: false, locked: ["x"] };
    const quiet = new Proxy(backend, {
      get: (target, name: keyof typeof backend) => (name === "unlock" ? async () => still : target[name]),
    });
    const adding = new Adding(new App(quiet));
    expect(await adding.unlock("x", "000000")).toBe(false);
    expect([adding.phase, adding.trouble]).toEqual(["idle", null]);
  });

  it("that cannot be tried tell the trouble", async () => {
    const broken = { code: "unreadable", message: "读不出来" } as const;
    const { adding } = await begun({ failing: { unlock: broken } });
    const unlocking = new Unlocking(adding, () => {});
    unlocking.ask([{ id: "x", name: "x.zip" }]);
    await unlocking.tryPassword("1");
    expect([unlocking.trouble, unlocking.busy, unlocking.wrong]).toEqual([broken, false, false]);
  });
});
