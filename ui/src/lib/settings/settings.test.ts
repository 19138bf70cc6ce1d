/** The draft of the settings, offsets as they are typed, shifts as they are found, and trying before doing. */
import { describe, expect, it, vi } from "vitest";
import { startedApp } from "../../fake/mounting";
import type { CaseSettings } from "../api/generated/CaseSettings";
import { SettingsDraft } from "./draft.svelte";
import { readOffset } from "./offsets";
import { settling } from "./shifts";
import { Trial } from "./trial.svelte";

const settings: CaseSettings = {
  threshold_minutes: 15,
  offset: "+08:00",
  parties: [
    { name: "林晓", role: "me", aliases: ["晓晓"], details: [["备注", "x"], ["电话", "138"]] },
    { name: "周航", role: "other", aliases: [], details: [] },
  ],
  shifts: [],
};

describe("the draft", () => {
  it("is no change until something differs", () => {
    const draft = new SettingsDraft(settings);
    expect([draft.change, draft.dirty]).toEqual([null, false]);
    draft.threshold = "16";
    expect(draft.change).toEqual({ threshold_minutes: 16, offset: null, parties: null, shift: null });
    draft.threshold = "15";
    expect(draft.dirty).toBe(false);
  });

  it("keeps what it was not asked to touch", () => {
    const draft = new SettingsDraft(settings);
    const [me] = draft.people;
    if (me === undefined) throw new Error("nobody");
    me.aliases = [...me.aliases, "小林"];
    expect(draft.change?.parties?.[0]).toEqual({
      name: "林晓",
      role: "me",
      aliases: ["晓晓", "小林"],
      details: [["电话", "138"], ["备注", "x"]],
    });
    expect(draft.change?.parties?.[1]).toEqual(settings.parties[1]);
  });

  it("asks for nothing while something is wrong, but is not clean either", () => {
    const draft = new SettingsDraft(settings);
    for (const wrong of ["", "0", "1441", "15.5", "一"]) {
      draft.threshold = wrong;
      expect([draft.change, draft.dirty, draft.thresholdWrong]).toEqual([null, true, "threshold"]);
    }
    draft.threshold = "15";
    const added = draft.add("other");
    expect([draft.nameWrong(added), draft.wrongs]).toEqual(["name", 1]);
    added.name = " 周 航".replace(" 航", "航");
    expect(draft.nameWrong(added)).toBe("name-twice");
    draft.remove(added);
    expect(draft.dirty).toBe(false);
  });

  it("keeps one person of each side", () => {
    const draft = new SettingsDraft(settings);
    const [me] = draft.of("me");
    if (me === undefined) throw new Error("nobody");
    draft.remove(me);
    expect(draft.of("me")).toHaveLength(1);
  });

  it("lets a name belong to one person only", () => {
    const draft = new SettingsDraft(settings);
    const [me, other] = draft.people;
    if (me === undefined || other === undefined) throw new Error("nobody");
    const why = (alias: string): string | null => draft.aliasWrong(other, alias);
    expect([why(" "), why("周航"), why("晓晓"), why("航哥")]).toEqual(["alias", "alias-own", "alias-other", null]);
  });

  it("follows the case where nothing is edited, and keeps edits where something is", () => {
    const draft = new SettingsDraft(settings);
    draft.rebase({ ...settings, threshold_minutes: 20 });
    expect([draft.threshold, draft.dirty]).toEqual(["20", false]);
    draft.threshold = "25";
    draft.rebase({ ...settings, threshold_minutes: 30 });
    expect([draft.threshold, draft.change?.threshold_minutes]).toEqual(["25", 25]);
  });
});

it.each([
  ["+08:00", "+08:00"],
  [" ＋8：00 ", "+08:00"],
  ["−05:30", "-05:30"],
  ["+14:00", "+14:00"],
  ["+14:01", null],
  ["8", null],
  ["+08:60", null],
])("the offset %s is %s", (text, offset) => expect(readOffset(text)).toBe(offset));

describe("trying", () => {
  it("says first, then does", async () => {
    const { app, backend } = await startedApp();
    const trial = new Trial(app);
    trial.ask(settling("a", 60), 0);
    expect(await trial.apply()).toBe(false);
    await vi.waitFor(() => expect(trial.effect).not.toBeNull());
    expect(backend.asked).not.toContain("change");
    expect(await trial.apply()).toBe(true);
    expect(app.overview?.settings.shifts).toHaveLength(1);
  });

  it("forgets an answer that was overtaken", async () => {
    const { app } = await startedApp();
    const trial = new Trial(app);
    trial.ask({ threshold_minutes: 1, offset: null, parties: null, shift: null }, 0);
    trial.ask(null);
    await new Promise((done) => setTimeout(done, 20));
    expect([trial.effect, trial.change]).toEqual([null, null]);
  });

  it("says why it cannot be done", async () => {
    const trouble = { code: "bad-value", message: "不行。" } as const;
    const { app } = await startedApp({ failing: { tryChange: trouble } });
    const trial = new Trial(app);
    trial.ask(settling("a", 60), 0);
    await vi.waitFor(() => expect(trial.trouble).toEqual(trouble));
    expect(await trial.apply()).toBe(false);
  });
});
