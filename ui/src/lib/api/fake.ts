/** An imitation of the program, all in memory, for component tests and screens in Chromium. Never part of the window. */
import type { Backend } from "./backend";
import { add, open } from "./fake/adding";
import { FakeLinks, CAUSES } from "./fake/links";
import { cells, drawing, sheet } from "./fake/originals";
import { apply, beside, checked, custodyChain, effect, findingGroups, findingPage } from "./fake/papers";
import { outline, pageExhibits, pageOf } from "./fake/outline";
import { Pace } from "./fake/pace";
import { claim, counted, digestsIn } from "./fake/receipts";
import { sealedBefore, sealing } from "./fake/sealing";
import { CaseState, trouble } from "./fake/state";
import { fakeDigest, fakeId } from "./fake/story";
import { FakeTimeline } from "./fake/timeline";
import type { FrameEvent } from "./generated/FrameEvent";
import type { Language } from "./generated/Language";
import type { Opened } from "./generated/Opened";
import type { PartyPane } from "./generated/PartyPane";
import type { RecentCase } from "./generated/RecentCase";
import type { Theme } from "./generated/Theme";
import type { Trouble } from "./generated/Trouble";

export interface FakeOptions {
  /** Messages in the case that is open; 600 if left out. */
  messages?: number;
  /** The first start: no case open, none known. */
  empty?: boolean;
  /** No case open, but some known. */
  closed?: boolean;
  readOnly?: boolean;
  /** The chat runs eight hours off the bill. */
  shifted?: boolean;
  /** Checking finds that an original has changed. */
  damaged?: boolean;
  /** All that was read concerns other people. */
  strangers?: boolean;
  /** The case that the window starts with is encrypted, under {@link PASSPHRASE}: it has to be unlocked first. */
  encrypted?: boolean;
  /** The case was sealed and stamped before. */
  sealed?: boolean;
  /** Screenshots besides the three that the case has. */
  pictures?: number;
  language?: Language;
  theme?: Theme;
  /** What is refused, by method. */
  failing?: Partial<Record<keyof Backend, Trouble>>;
  /** Milliseconds that a step of long work takes; 30 if left out; 0 waits for nothing but the window's turn. */
  stepMs?: number;
  /** What the dialogs of the system answer; something plausible if left out, null for cancelled. */
  chosen?: Partial<Record<"case" | "place" | "files" | "folder" | "dossier" | "save" | "package" | "zip" | "reply" | "roots", string | string[] | null>>;
}

/** The imitation, with what only a test may touch. */
export interface FakeBackend extends Backend {
  /** Lets the frame of the window tell something. */
  tell(event: FrameEvent): void;
  /** Long work waits at its next step, until it is stopped or let go. */
  hold(held: boolean): void;
  /** What was asked of it, in order: names of methods. */
  readonly asked: string[];
  readonly case: CaseState | null;
}

const PLACE = "/cases";

/** What opens the encrypted case of the list, and every encrypted package that lies somewhere. */
export const PASSPHRASE = "四月 纸船 灯塔 北风";
/** The encrypted case of the list. */
const LOCKED = `${PLACE}/加密案件.juzheng`;

export function fakeBackend(options: FakeOptions = {}): FakeBackend {
  let current: CaseState | null = null;
  let links: FakeLinks | null = null;
  let timeline: FakeTimeline | null = null;
  let hear: (event: FrameEvent) => void = () => {};
  const pace = new Pace(options.stepMs ?? 30);
  let token = 0;
  const asked: string[] = [];
  /** The passphrases of encrypted cases and packages, by where they lie. */
  const keys = new Map([[LOCKED, PASSPHRASE]]);
  /** Encrypted cases that were made here. */
  const kept = new Map<string, CaseState>();

  function show(state: CaseState | null): void {
    current = state;
    links = state && new FakeLinks(state);
    timeline = state && new FakeTimeline(state);
  }

  function sample(messages: number): CaseState {
    const state = new CaseState(messages, "周航借款", `${PLACE}/周航借款.juzheng`, undefined, options.pictures ?? 0);
    if (options.shifted) state.foundShifts = [[fakeId("artifact", 1), 28_803]];
    state.damaged = options.damaged ?? false;
    state.strangers = options.strangers ?? false;
    if (options.sealed) state.seals = sealedBefore(state);
    if (options.readOnly) state.readOnly = trouble("read-only", "案件正在另一个窗口中使用。");
    return state;
  }

  function long(passphrase: string): void {
    if ([...passphrase].length < 8) throw trouble("short-passphrase", "口令至少要有 8 个字符");
  }

  /** The case, or its copy, lies encrypted in a folder of its own. */
  function encrypt(state: CaseState, passphrase: string): void {
    let title = "加密案件";
    for (let number = 2; keys.has(`${PLACE}/${title}.juzheng`); number++) title = `加密案件 ${number}`;
    const folder = `${PLACE}/${title}.juzheng`;
    state.folder = folder;
    state.passphrase = passphrase;
    keys.set(folder, passphrase);
    kept.set(folder, state);
    recent = [{ folder, title, me: [], other: [], opened_at: 1_777_600_000, health: "locked" }, ...recent];
  }

  /** Refuses what is encrypted without its passphrase. */
  function unlock(path: string, passphrase: string | null): void {
    const right = keys.get(path) ?? (path.endsWith(".age") ? PASSPHRASE : null);
    if (right === null) return;
    const what = path.endsWith(".age") ? "证据包" : "案件";
    if (passphrase === null) throw trouble("locked", `${what}“${path}”已加密，需要口令`);
    if (passphrase !== right) throw trouble("wrong-passphrase", `这不是${what}“${path}”的口令`);
  }

  function here(): CaseState {
    if (current === null) throw trouble("not-a-case", "没有打开的案件。");
    return current;
  }

  function parts(): { links: FakeLinks; timeline: FakeTimeline } {
    if (links === null || timeline === null) throw trouble("not-a-case", "没有打开的案件。");
    return { links, timeline };
  }

  const chosen = (which: keyof NonNullable<FakeOptions["chosen"]>, usual: string): string | null => {
    const given = options.chosen?.[which];
    if (given === null) return null;
    return (Array.isArray(given) ? given[0] : given) ?? usual;
  };

  let recent: RecentCase[] = options.empty
    ? []
    : [
        { folder: `${PLACE}/周航借款.juzheng`, title: "周航借款", me: ["林晓"], other: ["周航"], opened_at: 1_777_600_000, health: "good" },
        { folder: `${PLACE}/装修尾款.juzheng`, title: "装修尾款", me: ["林晓"], other: ["宏达装饰", "李工"], opened_at: 1_776_300_000, health: "read-only" },
        { folder: LOCKED, title: "加密案件", me: [], other: [], opened_at: 1_775_000_000, health: "locked" },
        { folder: "/media/usb/旧案.juzheng", title: "旧案", me: ["林晓"], other: ["陈默"], opened_at: 1_760_000_000, health: "gone" },
      ];

  if (!options.empty && !options.closed && !options.encrypted) show(sample(options.messages ?? 600));
  const startsWith = options.encrypted ? LOCKED : current === null ? null : (current as CaseState).folder;

  function opened(state: CaseState): Opened {
    show(state);
    return { type: "here", overview: state.overview() };
  }

  const backend: Backend = {
    start: async () => ({
      preferences: { language: options.language ?? null, theme: options.theme ?? "system", welcomed: !options.empty },
      language: options.language ?? "zh",
      version: "0.1.0",
      platform: "linux",
      open: startsWith,
      place: PLACE,
    }),
    listen: async (listener) => {
      hear = listener;
    },
    setPreferences: async () => {},
    recentCases: async () => recent,
    forgetCase: async (folder) => {
      recent = recent.filter((one) => one.folder !== folder);
    },
    closeWindow: async () => {},
    newWindow: async () => {},

    chooseCase: async () => chosen("case", `${PLACE}/周航借款.juzheng`),
    choosePlace: async () => chosen("place", PLACE),
    chooseFiles: async () => {
      const given = options.chosen?.files;
      if (given === null) return null;
      if (given === undefined) return [`${PLACE}/新账单.csv`, `${PLACE}/聊天截图_9.png`];
      return Array.isArray(given) ? given : [given];
    },
    chooseFolder: async () => chosen("folder", `${PLACE}/微信材料`),
    chooseDossierFile: async (name) => chosen("dossier", `${PLACE}/${name}`),

    createCase: async (form, passphrase) => {
      if (passphrase !== null) long(passphrase);
      if (form.title === "装修尾款") throw trouble("not-empty", "文件夹“装修尾款.juzheng”已经存在。");
      const parties: PartyPane[] = form.parties;
      const state = new CaseState(0, form.title, `${form.place}/${form.title}.juzheng`, parties);
      state.threshold = form.threshold_minutes;
      state.offset = form.offset;
      if (passphrase !== null) encrypt(state, passphrase);
      show(state);
      return state.overview();
    },
    openCase: async (folder, passphrase) => {
      if (folder.includes("elsewhere")) return { type: "elsewhere" };
      if (!folder.endsWith(".juzheng")) throw trouble("not-a-case", `“${folder}”不是案件文件夹。`);
      if (keys.has(folder)) {
        if (passphrase !== null) await pace.step();
        unlock(folder, passphrase);
        const state = kept.get(folder) ?? sample(options.messages ?? 600);
        state.folder = folder;
        state.passphrase = passphrase;
        return opened(state);
      }
      if (current?.folder === folder) return { type: "here", overview: current.overview() };
      return opened(sample(options.messages ?? 600));
    },
    encryptCase: async (passphrase, listener) => {
      long(passphrase);
      const state = here();
      await pace.work(8, listener);
      encrypt(state, passphrase);
      show(state);
      return state.overview();
    },
    setPassphrase: async (passphrase) => {
      long(passphrase);
      const state = here();
      if (state.readOnly !== null) throw state.readOnly;
      await pace.step();
      state.passphrase = passphrase;
      keys.set(state.folder, passphrase);
    },
    openSample: async (listener) => {
      pace.begin();
      const sources = sample(options.messages ?? 600).materials;
      for (const { artifact } of sources.slice(0, 3)) {
        listener({ type: "file", path: artifact.name, size: artifact.size });
        await pace.step();
        listener({ type: "done", path: artifact.name, status: "added" });
        if (pace.stopped) throw trouble("stopped", "已停止。");
      }
      return opened(sample(options.messages ?? 600));
    },
    closeCase: async () => show(null),
    overview: async () => here().overview(),
    stop: async () => pace.stop(),

    materials: async () => here().materials.map((one) => counted(here(), one)),
    material: async (id) => {
      const state = here();
      const material = state.materials.find(({ artifact }) => artifact.id === id);
      if (material === undefined) throw trouble("unknown-id", `没有编号为 ${id} 的材料。`);
      const { name, parent } = material.artifact;
      return {
        material: counted(state, material),
        parent: state.materials.find(({ artifact }) => artifact.id === parent) ?? null,
        entries: state.materials.filter(({ artifact }) => artifact.parent === id),
        findings: findingGroups(state)
          .flatMap((group) => group.first)
          .filter((one) => one.jump.artifact === id),
        custody: custodyChain(state).filter((entry) => entry.words.includes(name)),
        sheets: [],
        pages: material.preview === "pages" ? 2 : null,
      };
    },
    tablePage: async (id, sheetName, from, count) => {
      const state = here();
      const material = state.materials.find(({ artifact }) => artifact.id === id);
      if (material === undefined) throw trouble("unknown-id", `没有编号为 ${id} 的材料。`);
      const rows = [];
      for (let line = from; line < from + count; line++) {
        const found = cells(state.story, material, line);
        if (found === null) break;
        rows.push({ line, cells: found });
      }
      const columns = rows.reduce((most, row) => Math.max(most, row.cells.length), 0);
      return { sheet: sheetName, columns, rows, more: cells(state.story, material, from + count) !== null };
    },
    textPage: async (_id, from) => {
      const text = "借款经过说明\n\n2024 年 1 月起，周航多次向我借款，约定月底归还。\n".repeat(20);
      const size = new TextEncoder().encode(text).length;
      return { text: from === 0 ? text : "", from, to: size, size };
    },
    addFiles: (paths, password, listener) => {
      pace.begin();
      return add(here(), paths, password, listener, pace);
    },
    unlock: (ids, password, listener) => {
      pace.begin();
      return open(here(), ids, password, listener, pace);
    },
    saveOriginal: async () => chosen("save", `${PLACE}/原件副本`),
    digestsIn: async (id) => {
      await pace.step();
      return digestsIn(here(), id);
    },
    claimReceipt: async (id, digest, of) => {
      await pace.step();
      claim(here(), id, digest, of);
      return here().overview();
    },

    pictures: async (query, from, count) => here().pictures.page(query, from, count),
    pictureFind: async (query, id) => {
      const at = here().pictures.queried(query).findIndex((row) => row.artifact === id);
      return at < 0 ? null : at;
    },
    picture: async (id) => {
      const picture = here().pictures.of(id);
      if (picture === undefined) throw trouble("unknown-id", `没有编号为 ${id} 的图片。`);
      return here().pictures.detail(picture);
    },
    setCaptured: async (scope, at, listener) => {
      pace.begin();
      const state = here();
      if (state.readOnly !== null) throw state.readOnly;
      const needing = state.pictures.all.filter((one) => one.timeNeeded).map((one) => one.artifact);
      const artifacts = scope.type === "these" ? scope.artifacts : needing;
      for (const artifact of artifacts) {
        const path = state.pictures.of(artifact)?.name ?? artifact;
        listener({ type: "file", path, size: 0 });
        listener({ type: "reading" });
        await pace.step();
        listener({ type: "done", path, status: "added" });
      }
      state.pictures.capture(artifacts, at);
      return state.overview();
    },

    timeline: async (query) => parts().timeline.summary(query),
    timelineRows: async (query, from, count) => parts().timeline.rows(query, from, count),
    timelineFind: async (query, target) => parts().timeline.find(query, target),

    links: async (query, from, count) => parts().links.page(query, from, count),
    link: async (id) => parts().links.detail(id),
    linkFind: async (query, id) => parts().links.find(query, id),
    surroundings: async (link, message, text) => parts().links.around(link, message, text),
    gapCauses: async () => CAUSES.map((text) => ({ text })),
    decide: async (decision) => {
      const state = here();
      if (state.readOnly !== null) throw state.readOnly;
      const words = state.pictures.decide(decision);
      if (words === null) parts().links.decide(decision);
      else state.steps.push({ link: "", words, before: state.judged("") });
      parts().timeline.forget();
      return here().overview();
    },
    undo: async () => {
      const last = here().steps.at(-1);
      if (last?.back !== undefined) {
        here().steps.pop();
        last.back();
        return { words: last.words, link: null };
      }
      if (last?.link === "" && here().pictures.undo()) {
        here().steps.pop();
        parts().timeline.forget();
        return { words: last.words, link: null };
      }
      const undone = parts().links.undo();
      parts().timeline.forget();
      return undone;
    },

    findings: async () => findingGroups(here()),
    findingPage: async (code, from, count) => findingPage(here(), code, from, count),

    previewDossier: async (form, listener) => {
      await pace.work(6, listener);
      token += 1;
      return { token, pages: 2 + form.parts.length * 2, size: 420_000, outline: outline(form.parts) };
    },
    dossierPage: async (_token, page) => pageExhibits(here(), page),
    dossierFind: async (_token, target) => pageOf(here(), target),
    exportDossier: async (form, path, listener) => {
      await pace.work(8, listener);
      here().note("export", `导出证据册，${2 + form.parts.length * 2} 页`, [["路径", path], ["文件 SHA-256", fakeDigest(path)]]);
      return { path, pages: 2 + form.parts.length * 2, size: 420_318, sha256: fakeDigest(path), others: beside(form, path) };
    },
    openDossier: async () => {},
    showDossier: async () => {},
    dragDossier: async () => {},
    printDossier: async () => {},

    ...sealing(here, pace, chosen, keys, unlock),

    custody: async () => custodyChain(here()),
    check: async (listener) => {
      await pace.work(10, listener);
      const result = checked(here());
      here().note("check", result.ok ? "校验全部：一致" : `校验全部：有 ${result.problems.length} 处不一致`, []);
      return result;
    },

    tryChange: async (change) => effect(here(), change),
    change: async (change) => {
      const state = here();
      if (state.readOnly !== null) throw state.readOnly;
      apply(state, change);
      state.note("settings", "修改设置", []);
      parts().timeline.forget();
      return state.overview();
    },

    thumbnailUrl: (id) => current?.pictures.drawing(id, null) ?? drawing(id, 160, 200),
    pictureUrl: (id, page) => (page === undefined ? (current?.pictures.drawing(id, null) ?? drawing(id, 750, 1334)) : sheet(page, 900)),
    sliceUrl: (id, slice) => current?.pictures.drawing(id, slice) ?? drawing(id, 750, 1334),
    previewUrl: (_token, page, width) => sheet(page, width),
  };

  /** Notes what is asked, and refuses what shall fail. */
  const noted = new Proxy(backend, {
    get(target, name: keyof Backend) {
      const method = target[name];
      if (typeof method !== "function" || name.endsWith("Url")) return method;
      return (...given: unknown[]): unknown => {
        asked.push(name);
        const failing = options.failing?.[name];
        if (failing !== undefined) return Promise.reject(failing);
        try {
          return Reflect.apply(method, target, given);
        } catch (thrown) {
          return Promise.reject(thrown);
        }
      };
    },
  });

  return new Proxy({} as FakeBackend, {
    get(_, name: keyof FakeBackend) {
      if (name === "tell") return (event: FrameEvent) => hear(event);
      if (name === "hold") return (held: boolean) => pace.hold(held);
      if (name === "asked") return asked;
      if (name === "case") return current;
      return noted[name];
    },
  });
}
