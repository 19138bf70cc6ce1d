/** The imitated seals, timestamps and packages. */
import type { Backend } from "../backend";
import type { CheckedItem } from "../generated/CheckedItem";
import type { CheckPane } from "../generated/CheckPane";
import type { Reveals } from "../generated/Reveals";
import type { SealShape } from "../generated/SealShape";
import type { StampShape } from "../generated/StampShape";
import type { Pace } from "./pace";
import { trouble, type CaseState } from "./state";
import { fakeDigest } from "./story";

const SCOPE = "校验通过仅表示文件自导入本软件之时起未发生变化，不证明导入前内容真实、完整。";

/** The root changes with what is in the case and what was decided on it. */
export function rootOf(state: CaseState): string {
  return fakeDigest(`root ${state.materials.length} ${state.steps.length} ${state.threshold}`);
}

function stamp(root: string, source: string, trusted: boolean): StampShape {
  return {
    source,
    root,
    standing: "same",
    at: "2026-05-02T10:41:07+08:00",
    fraction: "25",
    accuracy_us: 1_000_000,
    authority: "CN=示例时间戳服务 A1,O=示例电子认证有限公司,C=CN",
    issuer: "CN=示例时间戳根 G2,O=示例电子认证有限公司,C=CN",
    serial: "04a7c2",
    policy: "1.2.3.4.1",
    trusted_root: trusted ? "CN=示例时间戳根 G2,O=示例电子认证有限公司,C=CN" : null,
    why: trusted ? null : "no-roots",
  };
}

function seal(root: string, sealed: number, current: boolean): SealShape {
  return { root, sealed, current, standing: "same", key: fakeDigest("key"), why: null, timestamps: [] };
}

/** A case that was sealed twice: before its last change, with two timestamps, and as it is. */
export function sealedBefore(state: CaseState): SealShape[] {
  const root = fakeDigest("earlier root");
  const failed: StampShape = { ...stamp(root, "回复-2.tsr", false), standing: "differs", why: "the signature does not hold" };
  return [
    { ...seal(root, 31, false), timestamps: [stamp(root, "https://tsa.example.cn", false), failed] },
    seal(rootOf(state), 58, true),
  ];
}

function checkedPackage(state: CaseState, path: string): CheckPane {
  const bad = path.includes("损坏");
  const all = state.materials.map(({ artifact }, at): CheckedItem => {
    const withheld = at % 5 === 4;
    const name = `data/originals/${String(at + 1).padStart(3, "0")}-${artifact.name}`;
    return {
      artifact: artifact.id,
      name: artifact.name,
      path: withheld ? null : name,
      standing: withheld ? "unverifiable" : "same",
      state: withheld ? "withheld" : "original",
      elsewhere: null,
    };
  });
  const first = all[0];
  if (bad && first !== undefined) all[0] = { ...first, standing: "differs" };
  const root = rootOf(state);
  return {
    ok: !bad,
    time: "2026-05-02 10:52:00",
    checked: { artifacts: all.length, bytes: 24_180_000, records: 0, custody: 58, timestamps: 1 },
    problems: bad ? [{ code: "package-file-differs", message: `${first?.path ?? ""} 与清单不一致`, artifact: null }] : [],
    items: all.sort((a, b) => Number(a.standing === "same") - Number(b.standing === "same")),
    seals: [{ ...seal(root, 0, true), timestamps: [stamp(root, "data/seals/1/1.tsr", true)] }],
    unverified: 0,
    scope: SCOPE,
  };
}

const REVEALS: Record<string, Omit<Reveals, "originals">> = {
  court: { transfers: 112, messages: 37, artifacts: 2, unread: 1, derivatives: 0, withheld: 0 },
  "other-side": { transfers: 0, messages: 0, artifacts: 0, unread: 0, derivatives: 2, withheld: 3 },
  archive: { transfers: 112, messages: 37, artifacts: 2, unread: 1, derivatives: 0, withheld: 0 },
};

type Sealing = Pick<
  Backend,
  | "seals"
  | "prepareQuery"
  | "sendQuery"
  | "saveQuery"
  | "takeReply"
  | "trustRoots"
  | "distrustRoots"
  | "weighPackage"
  | "choosePackagePlace"
  | "choosePackageZip"
  | "pack"
  | "checkPackage"
>;

/** What of the program is about sealing; `here` gives the open case, `keys` the passphrases of what is encrypted. */
export function sealing(
  here: () => CaseState,
  pace: Pace,
  chosen: (which: "save" | "package" | "zip" | "reply" | "roots", usual: string) => string | null,
  keys: Map<string, string>,
  unlock: (path: string, passphrase: string | null) => void,
): Sealing {
  let trusted: string[] = [];
  let asked = "";

  /** The seal of the case as it is now, made where there is none. */
  function sealNow(): SealShape {
    const state = here();
    if (state.readOnly !== null) throw state.readOnly;
    const root = rootOf(state);
    const known = state.seals.find((one) => one.root === root);
    if (known !== undefined) return known;
    const made = seal(root, 60 + state.seals.length, true);
    state.seals.push(made);
    state.note("seal", "封存：对案件清单签名", [["封存根值", root]]);
    return made;
  }

  function keep(source: string): StampShape {
    const state = here();
    const own = sealNow();
    const got = stamp(own.root, source, trusted.length > 0);
    own.timestamps = [...own.timestamps, got];
    state.note("stamp", `收入可信时间戳，来源：${source}`, []);
    return got;
  }

  return {
    seals: async () => {
      const state = here();
      const root = rootOf(state);
      const known = (one: StampShape): StampShape =>
        one.standing === "same" ? stamp(one.root, one.source, trusted.length > 0) : one;
      const seals = state.seals.map((one) => ({ ...one, current: one.root === root, timestamps: one.timestamps.map(known) }));
      return { root, seals: seals.reverse(), trusted: [...trusted] };
    },
    prepareQuery: async () => {
      const { root } = sealNow();
      asked = `30440201013031300d060960864801650304020105000420${root}0208${fakeDigest(root).slice(0, 16)}0101ff`;
      return { root, query: asked, bytes: asked.length / 2 };
    },
    sendQuery: async (query, url) => {
      if (query !== asked) throw trouble("unknown-id", "没有编号以它开头的记录。");
      if (url.includes("unreachable")) throw trouble("tsa-unreachable", `没有从“${url}”取得时间戳（没有这个地址）`);
      return keep(url);
    },
    saveQuery: async (_query, name) => chosen("save", `/资料/林晓/举证案件/${name}`),
    takeReply: async () => {
      const file = chosen("reply", "/资料/林晓/回复.tsr");
      return file === null ? null : keep(file.split("/").at(-1) ?? file);
    },
    trustRoots: async () => {
      const file = chosen("roots", "/资料/林晓/tsa-root-g2.pem");
      if (file !== null) trusted = [...new Set([...trusted, file.split("/").at(-1) ?? file])];
    },
    distrustRoots: async (name) => {
      trusted = trusted.filter((one) => one !== name);
    },
    weighPackage: async (audience) => {
      const some = REVEALS[audience] ?? { transfers: 0, messages: 0, artifacts: 0, unread: 0, derivatives: 0, withheld: 0 };
      const all = here().materials.length;
      // A case without materials shows and withholds nothing.
      if (all === 0) return { ...some, transfers: 0, messages: 0, artifacts: 0, unread: 0, derivatives: 0, withheld: 0, originals: 0 };
      return { ...some, originals: Math.max(0, all - some.derivatives - some.withheld) };
    },
    choosePackagePlace: async (name) => chosen("package", `/资料/林晓/举证案件/${name}`),
    choosePackageZip: async () => chosen("zip", "/资料/林晓/下载/证据包.zip"),
    pack: async (form, wanted, passphrase, listener) => {
      if (passphrase !== null && [...passphrase].length < 8) throw trouble("short-passphrase", "口令至少要有 8 个字符");
      const path = passphrase === null ? wanted : wanted.replace(/(\.zip(\.age)?)?$/, ".zip.age");
      await pace.work(8, listener);
      const state = here();
      const root = state.readOnly === null ? sealNow().root : rootOf(state);
      state.note("export", "导出证据包", [["路径", path], ["封存根值", root]]);
      const reveals = { ...(REVEALS[form.audience] as Omit<Reveals, "originals">), originals: state.materials.length };
      const made = { path, files: 31, bytes: 24_180_000, seal: fakeDigest(path) };
      const volume = (number: number): typeof made => ({ ...made, files: 18, path: path.replace(/(\.zip(?:\.age)?)?$/, `-${number}$1`), seal: fakeDigest(`${path} ${number}`) });
      const volumes = form.volume_mb === null ? [] : [volume(1), volume(2)];
      if (passphrase !== null) for (const one of [made, ...volumes]) keys.set(one.path, passphrase);
      return { ...made, for: form.audience, root, reveals, ...(volumes.length === 0 ? {} : { volumes }) };
    },
    checkPackage: async (path, passphrase, listener) => {
      if (path.includes("不是")) throw trouble("not-a-package", `“${path}”不是证据包`);
      unlock(path, passphrase);
      await pace.work(8, listener);
      return checkedPackage(here(), path);
    },
  };
}
