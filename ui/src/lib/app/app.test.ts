/** The window's state over an imitated program: opening, going, deciding, undoing, dropping, long work. */
import { describe, expect, it } from "vitest";
import { startedApp } from "../../fake/mounting";
import { setLanguage } from "../../i18n/index.svelte";
import { Choice } from "../dossier/choice.svelte";

const NOWHERE = { link: null, message: null, transfer: null, artifact: null, line: null, sheet: null, picture: false, page: null, bounds: null };

describe("the window's state", () => {
  it("begins with the case that was asked for", async () => {
    const { app } = await startedApp();
    expect(app.overview?.title).toBe("周航借款");
    expect(app.route.view).toBe("timeline");
  });

  it("begins without a case on the first start", async () => {
    const { app } = await startedApp({ empty: true });
    expect(app.overview).toBeNull();
    expect(app.route.view).toBe("cases");
  });

  it("says why it could not begin", async () => {
    const trouble = { code: "damaged", message: "坏了" } as const;
    const { app } = await startedApp({ failing: { start: trouble } });
    expect(app.trouble).toEqual(trouble);
  });

  it("keeps a decision and takes it back", async () => {
    const { app, backend } = await startedApp();
    const link = backend.case?.story.transfers[0]?.link ?? "";
    expect(await app.decide({ type: "confirm", link })).toBe(true);
    expect(app.overview?.links.confirmed).toBe(1);
    expect(app.overview?.undoable).not.toBeNull();
    const before = app.changes;
    await app.undo();
    expect(app.overview?.links.confirmed).toBe(0);
    expect(app.changes).toBeGreaterThan(before);
  });

  it("tells trouble with its advice, and goes on", async () => {
    setLanguage("zh");
    const { app } = await startedApp({
      failing: { decide: { code: "disk-full", message: "磁盘已满" } },
    });
    expect(await app.decide({ type: "confirm", link: "x" })).toBe(false);
    expect(app.toasts.list[0]).toMatchObject({ tone: "trouble", text: "磁盘已满" });
    expect(app.toasts.list[0]?.advice).toContain("磁盘空间");
  });

  it("jumps to the first that is there", async () => {
    const { app } = await startedApp();
    app.jump({ ...NOWHERE, link: "l", message: "m" });
    expect(app.route).toMatchObject({ view: "links", payload: { link: "l" } });
    app.jump({ ...NOWHERE, transfer: "t", artifact: "a" });
    expect(app.route).toMatchObject({ view: "timeline", payload: { target: { transfer: "t" } } });
    app.jump({ ...NOWHERE, artifact: "a", line: 7 });
    expect(app.route).toMatchObject({ view: "materials", payload: { artifact: "a", line: 7 } });
    expect(app.jump(NOWHERE)).toBe(false);
  });

  it("hands what is dropped to the materials, unless nothing can be added", async () => {
    const { app, backend } = await startedApp();
    backend.tell({ type: "dropped", paths: ["/a.csv"] });
    expect(app.route).toMatchObject({ view: "materials", payload: { paths: ["/a.csv"] } });
    const other = await startedApp({ readOnly: true });
    other.backend.tell({ type: "dropped", paths: ["/a.csv"] });
    expect(other.app.route.view).toBe("timeline");
  });

  it("shows long work, refuses a second, stops, and asks before closing", async () => {
    const { app, backend } = await startedApp({ stepMs: 5 });
    const work = app.works.run("check", (one) => backend.check((progress) => one.hear(progress)));
    expect(app.works.current?.kind).toBe("check");
    await expect(app.works.run("check", async () => 1)).rejects.toMatchObject({ code: "busy" });
    backend.tell({ type: "close-asked" });
    expect(app.dialog).toBe("close");
    await app.works.stop();
    await expect(work).rejects.toMatchObject({ code: "stopped" });
    expect(app.works.current).toBeNull();
    backend.tell({ type: "close-asked" });
    expect(backend.asked).toContain("closeWindow");
  });

  it("asks before something unkept is left: to another view, another case, out of the window", async () => {
    const { app, backend } = await startedApp();
    app.go("settings");
    let may = false;
    app.held = async () => {
      if (may) app.held = null;
      return may;
    };
    app.go("settings", { party: 1 });
    app.go("links");
    backend.tell({ type: "close-asked" });
    expect(await app.openCase("/cases/另一件.juzheng")).toBe(false);
    await app.closeCase();
    expect([app.route.view, app.overview?.title]).toEqual(["settings", "周航借款"]);
    expect(backend.asked).not.toContain("closeWindow");
    may = true;
    app.go("links");
    await Promise.resolve();
    await Promise.resolve();
    expect([app.route.view, app.held]).toEqual(["links", null]);
  });

  it("lets a preview give way to whatever is asked for", async () => {
    const { app, backend } = await startedApp({ stepMs: 5 });
    const { form } = new Choice();
    if (form === null) throw new Error("the usual form is none");
    const preview = app.works.run("preview", () => backend.previewDossier(form, () => {}));
    expect(app.works.refuseIfBusy()).toBe(false);
    const check = app.works.run("check", (work) => backend.check((progress) => work.hear(progress)));
    await expect(preview).rejects.toMatchObject({ code: "stopped" });
    await expect(check).resolves.toMatchObject({ ok: true });
  });

  it("turns anything thrown into a Trouble", async () => {
    const { app } = await startedApp();
    await app.attempt(Promise.reject(new TypeError("x is not a function")));
    expect(app.toasts.list[0]?.text).not.toContain("function");
  });
});
