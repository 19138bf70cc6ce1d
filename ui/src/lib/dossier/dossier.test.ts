/** The dossier's choices, names and days; pages that are rendered anew, give way and stop; exporting. */
import { describe, expect, it, vi } from "vitest";
import { startedApp } from "../../fake/mounting";
import { Choice, USUAL } from "./choice.svelte";
import { Exporting } from "./exporting.svelte";
import { missing } from "./missing";
import { proposedName } from "./name";
import { DossierPages, keyOf } from "./pages.svelte";
import { isDay, today } from "./today";

describe("days", () => {
  it("are those of the case, not of the machine", () => {
    const at = Date.UTC(2026, 3, 2, 16, 30);
    expect([today("+08:00", at), today("+00:00", at), today("-05:30", Date.UTC(2026, 0, 1, 2))]).toEqual([
      "2026-04-03",
      "2026-04-02",
      "2025-12-31",
    ]);
  });
  it.each([
    ["2026-04-03", true],
    ["2024-02-29", true],
    ["2026-02-29", false],
    ["2026-13-01", false],
    ["2026-4-3", false],
    ["今天", false],
  ])("%s: %s", (text, yes) => expect(isDay(text)).toBe(yes));
});

describe("the proposed name", () => {
  it.each([
    ["周航借款", "证据册_周航借款_2026-04-03.pdf"],
    ['a/b\\c:d*e?"<>|', "证据册_a_b_c_d_e______2026-04-03.pdf"],
    ["\u202E反\u200B向", "证据册_反向_2026-04-03.pdf"],
    ["  ", "证据册_2026-04-03.pdf"],
    ["长".repeat(200), `证据册_${"长".repeat(60)}_2026-04-03.pdf`],
  ])("of %s", (title, name) => expect(proposedName(title, "2026-04-03")).toBe(name));
});

describe("the choice", () => {
  it("moves, leaves out, and goes back to the usual", () => {
    const choice = new Choice();
    expect(choice.parts).toEqual(USUAL);
    expect(choice.move("how-to-check", 0)).toBe(0);
    choice.take("findings", false);
    expect(choice.form?.parts).toEqual([
      "how-to-check",
      ...USUAL.filter((part) => part !== "how-to-check" && part !== "findings"),
    ]);
    expect([choice.move("parties", 99), choice.move("parties", -5)]).toEqual([12, 0]);
    choice.asUsual();
    expect(choice.isUsual).toBe(true);
  });
  it("asks for nothing while its date is none, and for today where it is empty", () => {
    const choice = new Choice();
    expect(choice.form?.date).toBeNull();
    choice.date = " 2026-04-03 ";
    expect(choice.form?.date).toBe("2026-04-03");
    choice.date = "2026-04-31";
    expect([choice.form, choice.dateIsWrong]).toEqual([null, true]);
  });
});

describe("the pages", () => {
  const form = { profile: "court", gaps: "shown", date: null, parts: [...USUAL] } as const;
  const asked = { ...form, parts: [...form.parts] };

  it("come, and are replaced by those of a later choice", async () => {
    const { app } = await startedApp();
    const pages = new DossierPages(app);
    await pages.render(asked, keyOf(asked, 1));
    expect(pages.shown?.preview.pages).toBe(28);
    const less = { ...asked, parts: USUAL.slice(0, 2) };
    await pages.render(less, keyOf(less, 1));
    expect([pages.shown?.preview.pages, pages.shown?.key]).toEqual([6, keyOf(less, 1)]);
  });

  it("that are overtaken stop; the later ones come", async () => {
    const { app } = await startedApp({ stepMs: 5 });
    const pages = new DossierPages(app);
    const first = pages.render(asked, "one");
    const second = pages.render({ ...asked, parts: [] }, "two");
    await Promise.all([first, second]);
    expect([pages.shown?.key, pages.trouble, pages.work]).toEqual(["two", null, null]);
  });

  it("stopped by the user are not asked for again by themselves, and say so", async () => {
    const { app } = await startedApp({ stepMs: 5 });
    const pages = new DossierPages(app);
    const going = pages.render(asked, "one");
    await app.works.stop();
    await going;
    expect([pages.shown, pages.trouble?.code, pages.asked]).toEqual([null, "stopped", "one"]);
  });

  it("give way to other work, and are wanted again after it", async () => {
    const { app, backend } = await startedApp({ stepMs: 5 });
    const pages = new DossierPages(app);
    const going = pages.render(asked, "one");
    const exporting = new Exporting(app);
    expect(await exporting.run(asked, "one", "a.pdf")).toBe(true);
    await going;
    expect([pages.trouble, pages.asked, exporting.made?.dossier.pages]).toEqual([null, "", 28]);
    expect(backend.asked.filter((method) => method === "stop")).toHaveLength(1);
  });

  it("left behind stop quietly", async () => {
    const { app } = await startedApp({ stepMs: 5 });
    const pages = new DossierPages(app);
    const going = pages.render(asked, "one");
    pages.leave();
    await going;
    expect([pages.trouble, pages.asked, app.toasts.list]).toEqual([null, "", []]);
  });

  it("that cannot be made say why", async () => {
    const trouble = { code: "fonts-missing", message: "缺少字体。" } as const;
    const { app } = await startedApp({ failing: { previewDossier: trouble } });
    const pages = new DossierPages(app);
    await pages.render(asked, "one");
    expect(pages.trouble).toEqual(trouble);
  });
});

describe("exporting", () => {
  const form = { profile: "court", gaps: "hidden", date: "2026-04-03", parts: [] } as const;
  const asked = { ...form, parts: [] };

  it("does nothing where no place is chosen", async () => {
    const { app, backend } = await startedApp({ chosen: { dossier: null } });
    const exporting = new Exporting(app);
    expect(await exporting.run(asked, "k", "a.pdf")).toBe(false);
    expect(backend.asked).not.toContain("exportDossier");
    expect([exporting.trouble, exporting.busy]).toEqual([null, false]);
  });

  it("says why it was not written, and can be tried again", async () => {
    const trouble = { code: "disk-full", message: "磁盘已满。" } as const;
    const { app } = await startedApp({ failing: { exportDossier: trouble } });
    const exporting = new Exporting(app);
    expect(await exporting.run(asked, "k", "a.pdf")).toBe(false);
    expect([exporting.trouble, exporting.busy, exporting.made]).toEqual([trouble, false, null]);
  });

  it("stopped is told, not blamed", async () => {
    const { app } = await startedApp({ stepMs: 5 });
    const exporting = new Exporting(app);
    const going = exporting.run(asked, "k", "a.pdf");
    await vi.waitFor(() => expect(exporting.work).not.toBeNull(), { interval: 1 });
    await app.works.stop();
    expect(await going).toBe(false);
    expect([exporting.trouble, app.toasts.list[0]?.tone]).toEqual([null, "told"]);
  });
});

it("what is missing is said, never in the way", async () => {
  const { app } = await startedApp({ messages: 0 });
  if (app.overview === null) throw new Error("no case");
  expect(missing(app.overview)).toEqual([{ what: "materials" }]);
  expect(missing({ ...app.overview, artifacts: 2 }).map(({ what }) => what)).toEqual(["transfers", "messages"]);
});
