/** The dossier's choices, names and days; pages that are rendered anew, give way and stop; exporting. */
import { describe, expect, it, vi } from "vitest";
import { startedApp } from "../../fake/mounting";
import { wordsIn } from "../../i18n/index.svelte";
import type { DossierForm } from "../api/generated/DossierForm";
import type { PaperForm } from "../api/generated/PaperForm";
import { Choice, MEDIATION, USUAL } from "./choice.svelte";
import { Exporting } from "./exporting.svelte";
import { missing } from "./missing";
import { proposedName } from "./name";
import { DossierPages, keyOf, previewed } from "./pages.svelte";
import { PaperChoice } from "./paper.svelte";
import { summary } from "./summary";
import { isDay, today } from "./today";

function paperOf(choice = new PaperChoice()): PaperForm {
  if (choice.form === null) throw new Error("the paper is none");
  return choice.form;
}

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
    expect([choice.move("parties", 99), choice.move("parties", -5)]).toEqual([14, 0]);
    choice.asUsual();
    expect(choice.isUsual).toBe(true);
  });
  it("of another profile brings its usual parts, but never over what the user chose", () => {
    const choice = new Choice();
    choice.profile = "mediation";
    expect([choice.parts, choice.hasList]).toEqual([MEDIATION, false]);
    choice.take("originals", true);
    expect([choice.isUsual, choice.hasList]).toEqual([false, true]);
    choice.profile = "court";
    expect(choice.parts).toEqual([...MEDIATION, "originals"]);
    choice.asUsual();
    choice.profile = "internal";
    expect(choice.parts).toEqual(USUAL);
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

describe("the paper", () => {
  it("is one volume with the drawn boxes hidden, unless the user says otherwise", () => {
    expect(paperOf()).toEqual({
      pictures: "one",
      transcripts: false,
      forms: true,
      duplex: false,
      left_out: [],
      hiding: { type: "boxes" },
      volumes: null,
      receipts: false,
      docx: false,
      xlsx: false,
    });
    expect(summary(new PaperChoice(), wordsIn("zh"))).toEqual(["遮盖划定的区域", "不分卷"]);
  });
  it.each([
    ["pages", "300", { type: "pages", most: 300 }],
    ["pages", " ３０ ", { type: "pages", most: 30 }],
    ["pages", "0", null],
    ["megabytes", "1", null],
    ["megabytes", "2.5", null],
    ["megabytes", "", null],
  ] as const)("volumes of %s, typed %o", (volumes, typed, limit) => {
    const choice = new PaperChoice();
    choice.volumes = volumes;
    choice.most[volumes] = typed;
    expect([choice.limit, choice.limitIsWrong, choice.form === null]).toEqual([limit, limit === null, limit === null]);
  });
  it("says what differs in a few words", () => {
    const choice = new PaperChoice();
    choice.duplex = choice.xlsx = true;
    choice.hiding = "rules";
    choice.rules.others = false;
    choice.list("b", false);
    choice.list("a", false);
    choice.volumes = "pages";
    expect(paperOf(choice).left_out).toEqual(["a", "b"]);
    expect(summary(choice, wordsIn("en"))).toEqual(["both sides", "hidden by 5 rules", "2 no exhibits", "up to 200 pages a volume", "Excel"]);
    choice.list("a", true);
    expect(paperOf(choice).left_out).toEqual(["b"]);
  });
  it("beside the pages renders nothing anew", () => {
    const choice = new PaperChoice();
    const form = (): DossierForm => ({ profile: "court", gaps: "shown", date: null, parts: [], paper: paperOf(choice) });
    const before = keyOf(previewed(form()), 1);
    choice.volumes = "megabytes";
    choice.receipts = choice.docx = true;
    expect(keyOf(previewed(form()), 1)).toBe(before);
    choice.duplex = true;
    expect(keyOf(previewed(form()), 1)).not.toBe(before);
  });
});

describe("the pages", () => {
  const asked: DossierForm = { profile: "court", gaps: "shown", date: null, parts: [...USUAL], paper: paperOf() };

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

  it("tell where something stands, once", async () => {
    const { app } = await startedApp();
    const pages = new DossierPages(app);
    const artifact = (await app.backend.materials())[2]?.artifact.id ?? "";
    pages.wanted = { type: "material", artifact };
    expect(await pages.find()).toBeNull();
    await pages.render(asked, "one");
    expect([await pages.find(), pages.wanted, await pages.find()]).toEqual([13, null, null]);
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
  const asked: DossierForm = { profile: "court", gaps: "hidden", date: "2026-04-03", parts: [], paper: paperOf() };

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
