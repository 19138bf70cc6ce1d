/** Opening an encrypted case: its passphrase is asked for, whoever asked to open it; an encrypted copy, and what it leaves behind. */
import { describe, expect, it } from "vitest";
import { startedApp } from "../../fake/mounting";
import { PASSPHRASE } from "../api/fake";

const LOCKED = "/cases/加密案件.juzheng";

describe("an encrypted case", () => {
  it("is asked for its passphrase: wrong, then right", async () => {
    const { app } = await startedApp({ closed: true });
    expect(await app.openCase(LOCKED)).toBe(false);
    expect([app.unlocking.folder, app.toasts.list]).toEqual([LOCKED, []]);
    await app.unlocking.open("四月 纸船");
    expect([app.unlocking.wrong, app.unlocking.busy, app.overview, app.toasts.list]).toEqual([true, false, null, []]);
    await app.unlocking.open(PASSPHRASE);
    expect([app.unlocking.folder, app.unlocking.wrong, app.overview?.encrypted, app.overview?.folder]).toEqual([null, false, true, LOCKED]);
    expect(app.works.current).toBeNull();
  });

  it("can be what the window starts with, or what another start asks for", async () => {
    const { app, backend } = await startedApp({ encrypted: true });
    expect([app.unlocking.folder, app.trouble]).toEqual([LOCKED, null]);
    app.unlocking.dismiss();
    backend.tell({ type: "open", folder: LOCKED });
    await Promise.resolve();
    await Promise.resolve();
    expect(app.unlocking.folder).toBe(LOCKED);
  });

  it("is no longer asked for once another case is open", async () => {
    const { app } = await startedApp({ encrypted: true });
    expect(await app.openCase("/cases/周航借款.juzheng")).toBe(true);
    expect([app.unlocking.folder, app.overview?.encrypted]).toEqual([null, false]);
  });

  it("says why else it cannot be opened, and asks for nothing while nothing is typed", async () => {
    const damaged = { code: "case-key-damaged", message: "坏了" } as const;
    const { app, backend } = await startedApp({ closed: true, failing: { openCase: damaged } });
    app.unlocking.ask(LOCKED);
    await app.unlocking.open("");
    expect(backend.asked).not.toContain("openCase");
    await app.unlocking.open(PASSPHRASE);
    expect([app.unlocking.trouble, app.unlocking.wrong, app.unlocking.folder]).toEqual([damaged, false, LOCKED]);
  });

  it("keeps its new passphrase, and the old one opens it no more", async () => {
    const { app, backend } = await startedApp({ encrypted: true });
    await app.unlocking.open(PASSPHRASE);
    await backend.setPassphrase("八个字符以上的口令");
    await app.closeCase();
    await app.openCase(LOCKED);
    await app.unlocking.open(PASSPHRASE);
    expect(app.unlocking.wrong).toBe(true);
    await app.unlocking.open("八个字符以上的口令");
    expect(app.overview?.folder).toBe(LOCKED);
  });
});

describe("an encrypted copy", () => {
  it("is opened, and says where the former case is until that is put away or another is opened", async () => {
    const { app } = await startedApp();
    const former = app.overview?.folder;
    await app.encryptCase("八个字符以上的口令", () => {});
    expect([app.overview?.encrypted, app.leftBehind, app.route.view]).toEqual([true, former, "settings"]);
    expect(app.overview?.folder).not.toBe(former);
    await app.openCase("/cases/周航借款.juzheng");
    expect(app.leftBehind).toBeNull();
  });

  it("that is stopped leaves the case as it was", async () => {
    const { app } = await startedApp({ stepMs: 5 });
    const going = app.encryptCase("八个字符以上的口令", () => {});
    await app.works.stop();
    await expect(going).rejects.toMatchObject({ code: "stopped" });
    expect([app.overview?.encrypted, app.leftBehind, app.route.view]).toEqual([false, null, "timeline"]);
  });
});
