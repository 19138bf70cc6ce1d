/** Timestamps in words; getting one; a package's choice, name and writing; checking one. */
import { describe, expect, it, vi } from "vitest";
import { startedApp } from "../../fake/mounting";
import { wordsIn } from "../../i18n/index.svelte";
import { PASSPHRASE } from "../api/fake";
import type { CheckedItem } from "../api/generated/CheckedItem";
import type { StampShape } from "../api/generated/StampShape";
import { absence, PackageChecking } from "./checking.svelte";
import { isEncrypted, isLoud, packageName, Packing, placeOf } from "./packing.svelte";
import { accuracyOf, momentOf, secondsOf, unverified } from "./stamp";
import { isAddress, queryName, Stamping } from "./stamping.svelte";

const zh = wordsIn("zh");
const DAY = "2026-04-03";

function stamp(change: Partial<StampShape> = {}): StampShape {
  return {
    source: "a.tsr",
    root: "ab".repeat(32),
    standing: "same",
    at: "2026-05-02T10:41:07+08:00",
    fraction: "",
    accuracy_us: null,
    authority: "CN=A",
    issuer: "CN=B",
    serial: "01",
    policy: "1.2.3",
    trusted_root: null,
    why: "no-roots",
    ...change,
  };
}

describe("a timestamp in words", () => {
  it.each([
    [{}, "2026-05-02 10:41:07 +08:00"],
    [{ fraction: "25" }, "2026-05-02 10:41:07.25 +08:00"],
    [{ at: "2026-05-02T02:41:07Z" }, "2026-05-02 02:41:07 +00:00"],
    [{ at: null }, "—"],
  ])("%o", (change, moment) => expect(momentOf(stamp(change))).toBe(moment));
  it.each([
    [1_000_000, "1"],
    [500_000, "0.5"],
    [1_000_001, "1.000001"],
    [0, "0"],
  ])("%i µs", (us, seconds) => expect(secondsOf(us)).toBe(seconds));
  it("says when no accuracy is stated", () => {
    expect([accuracyOf(stamp(), zh), accuracyOf(stamp({ accuracy_us: 2_500_000 }), zh)]).toEqual(["误差未说明", "误差 ±2.5 秒"]);
  });
  it.each([
    [{}, "机构未验证：没有指定所信任的根证书"],
    [{ trusted_root: "CN=B", why: null }, null],
    [{ standing: "unverifiable", why: "UnknownIssuer" }, "未验证：UnknownIssuer"],
    [{ standing: "differs", why: "" }, "未验证：没有说明原因"],
  ] as const)("never calls an authority verified that is not: %o", (change, words) => {
    expect(unverified(stamp(change), zh)).toBe(words);
  });
});

describe("getting a timestamp", () => {
  it.each([
    ["https://tsa.example.cn/tsr", true],
    [" http://1.2.3.4:8080 ", true],
    ["tsa.example.cn", false],
    ["ftp://tsa.example.cn", false],
    ["https:///x", false],
    ["", false],
  ])("%o is an address: %s", (text, yes) => expect(isAddress(text)).toBe(yes));

  it("sends exactly what was shown, after it was shown", async () => {
    const { app, backend } = await startedApp();
    const stamping = new Stamping(app);
    stamping.begin();
    stamping.address = "https://tsa.example.cn";
    await stamping.send();
    expect(backend.asked).not.toContain("sendQuery");
    await stamping.prepare();
    expect(stamping.query?.query).toContain(stamping.query?.root);
    await stamping.send();
    expect([stamping.got?.source, stamping.trouble]).toEqual(["https://tsa.example.cn", null]);
    expect((await backend.seals()).seals.map((seal) => [seal.current, seal.timestamps.length])).toEqual([[true, 1]]);
  });

  it("that fails says why, and what was shown stays", async () => {
    const { app } = await startedApp();
    const stamping = new Stamping(app);
    stamping.address = "https://unreachable.example";
    await stamping.prepare();
    await stamping.send();
    expect([stamping.trouble?.code, stamping.got, stamping.busy, stamping.query === null]).toEqual(["tsa-unreachable", null, null, false]);
  });

  it("by hand: cancelled dialogs change nothing", async () => {
    const { app } = await startedApp({ chosen: { save: null, reply: null } });
    const stamping = new Stamping(app);
    await stamping.save(queryName("周航借款"));
    await stamping.take();
    expect([stamping.saved, stamping.got, stamping.trouble]).toEqual([null, null, null]);
  });

  it("is refused where the case can only be viewed", async () => {
    const { app } = await startedApp({ readOnly: true });
    const stamping = new Stamping(app);
    await stamping.prepare();
    expect(stamping.trouble?.code).toBe("read-only");
  });
});

describe("a package", () => {
  it("is for nobody until the user says for whom, and what was agreed to is not agreed to for another", async () => {
    const { app } = await startedApp();
    const packing = new Packing(app);
    expect([packing.audience, packing.form(DAY)]).toEqual([null, null]);
    packing.audience = "court";
    packing.agreed = true;
    packing.audience = "court";
    expect(packing.agreed).toBe(true);
    packing.audience = "other-side";
    expect(packing.agreed).toBe(false);
    expect(packing.form(DAY)).toEqual({ audience: "other-side", gaps: "shown", date: DAY, volume_mb: null });
  });
  it.each([
    ["50", 50],
    [" ２００ ", 200],
    ["0", null],
    ["1.5", null],
    ["", null],
    ["100001", null],
  ])("volumes of %o", async (typed, most) => {
    const { app } = await startedApp();
    const packing = new Packing(app);
    packing.audience = "court";
    packing.inVolumes = true;
    packing.most = typed;
    expect([packing.form(DAY)?.volume_mb ?? null, packing.volumeIsWrong]).toEqual([most, most === null]);
  });
  it("is named by case, audience and day", () => {
    expect(packageName("a/b", "other-side", DAY, "folder")).toBe(`证据包_a_b_对方_${DAY}`);
    expect(packageName("", "archive", DAY, "zip")).toBe(`证据包_存档_${DAY}.zip`);
    expect(packageName("", "archive", DAY, "encrypted")).toBe(`证据包_存档_${DAY}.zip.age`);
  });
  it("is loud about strangers only where somebody else gets it", () => {
    const none = { transfers: 0, messages: 0, artifacts: 0, unread: 0, originals: 1, derivatives: 0, withheld: 0 };
    const some = { ...none, messages: 1 };
    expect([isLoud("court", some), isLoud("other-side", some), isLoud("archive", some), isLoud("court", none)]).toEqual([true, true, false, false]);
  });
  it("is written where the user says; stopped is told, not blamed; a reason is kept", async () => {
    const { app } = await startedApp({ stepMs: 5 });
    const packing = new Packing(app);
    packing.audience = "court";
    packing.inVolumes = true;
    const going = packing.run(DAY);
    await vi.waitFor(() => expect(packing.work).not.toBeNull(), { interval: 1 });
    await app.works.stop();
    await going;
    expect([packing.made, packing.trouble, app.toasts.list[0]?.tone]).toEqual([null, null, "told"]);
    await packing.run(DAY);
    expect(packing.made && placeOf(packing.made.packed)).toMatch(/证据包_周航借款_法院_2026-04-03-1$/);
    const refused = await startedApp({ failing: { pack: { code: "taken", message: "已经存在" } } });
    const other = new Packing(refused.app);
    other.audience = "archive";
    await other.run(DAY);
    expect([other.trouble?.code, other.busy]).toEqual(["taken", false]);
  });
});

describe("an encrypted package", () => {
  const OWN = "八个字符以上的口令";

  it("is written under its passphrase, never without one; then only that opens it", async () => {
    const { app, backend } = await startedApp();
    const packing = new Packing(app);
    packing.audience = "archive";
    packing.container = "encrypted";
    expect([await packing.run(DAY), backend.asked.includes("pack")]).toEqual([false, false]);
    expect(await packing.run(DAY, OWN)).toBe(true);
    if (packing.made === null) throw new Error("nothing was written");
    const path = placeOf(packing.made.packed);
    expect([path, isEncrypted(packing.made.packed)]).toEqual([expect.stringMatching(/证据包_周航借款_存档_2026-04-03\.zip\.age$/), true]);

    const checking = new PackageChecking(app);
    await checking.run(path);
    expect([checking.locked, checking.wrong, checking.trouble, checking.result]).toEqual([true, false, null, null]);
    await checking.run(path, PASSPHRASE);
    expect([checking.locked, checking.wrong, checking.result]).toEqual([true, true, null]);
    await checking.run(path, OWN);
    expect([checking.locked, checking.wrong, checking.result?.ok]).toEqual([false, false, true]);
  });

  it("is no longer asked for once another is chosen; one that is not encrypted takes no passphrase", async () => {
    const { app } = await startedApp();
    const checking = new PackageChecking(app);
    await checking.run("/u/证据包.zip.age");
    expect(checking.locked).toBe(true);
    await checking.run("/u/证据包.zip");
    expect([checking.locked, checking.result?.ok]).toEqual([false, true]);
    const packing = new Packing(app);
    packing.audience = "archive";
    expect(await packing.run(DAY, OWN)).toBe(false);
  });
});

describe("checking a package", () => {
  const item: CheckedItem = { artifact: "a", name: "账单.csv", path: null, standing: "unverifiable", state: "withheld", elsewhere: null };
  it.each([
    [{}, "未提供"],
    [{ state: "derivative" }, "未提供原件，有代替件"],
    [{ elsewhere: 2, state: "original" }, "在第 2 卷"],
    [{ state: "derivative", standing: "differs" }, null],
    [{ state: "original", standing: "same" }, null],
  ] as const)("never says “withheld” of what does not hold: %o", (change, words) => {
    expect(absence({ ...item, ...change }, zh)).toBe(words);
  });
  it("gives a result, and forgets it for another that cannot be checked", async () => {
    const { app } = await startedApp();
    const checking = new PackageChecking(app);
    await checking.choose("zip");
    expect([checking.result?.ok, checking.path?.endsWith(".zip")]).toEqual([true, true]);
    await checking.run("/u/不是");
    expect([checking.result, checking.trouble?.code]).toEqual([null, "not-a-package"]);
  });
});
