/** The imitated findings, custody chain, check, dossier and effects of a change. */
import type { CheckedItem } from "../generated/CheckedItem";
import type { CheckPane } from "../generated/CheckPane";
import type { CustodyPane } from "../generated/CustodyPane";
import type { DossierForm } from "../generated/DossierForm";
import type { Effect } from "../generated/Effect";
import type { FindingGroup } from "../generated/FindingGroup";
import type { FindingPage } from "../generated/FindingPage";
import type { FindingPane } from "../generated/FindingPane";
import type { Jump } from "../generated/Jump";
import type { SettingsChange } from "../generated/SettingsChange";
import type { MadeFile } from "../generated/MadeFile";
import type { Severity } from "../generated/Severity";
import { compare } from "./receipts";
import type { CaseState } from "./state";
import { fakeDigest, fakeId } from "./story";

const NOWHERE: Jump = { link: null, message: null, transfer: null, artifact: null, line: null, sheet: null, picture: false, page: null, bounds: null };

interface Sort {
  code: string;
  severity: Severity;
  hint: string;
  all: FindingPane[];
}

function pane(code: string, severity: Severity, message: string, hint: string, jump: Partial<Jump>, file: string | null, row: number | null): FindingPane {
  const place = row === null ? null : { row };
  return { code, severity, message, hint, artifact_name: file, place, jump: { ...NOWHERE, ...jump }, shift_s: code === "clock-shift" ? 28_803 : null };
}

function sorts(state: CaseState): Sort[] {
  if (state.story.messages.length === 0) return [];
  const chat = "周航_聊天记录.csv";
  const lockedHint = "请输入微信支付服务号消息里的 6 位密码。";
  const cutHint = "请从原来的设备重新导出这段聊天。";
  const gapHint = "请核对这笔收付与前后的聊天，确认或另选消息，并注明原因。";
  const gaps: FindingPane[] = [];
  const alone: FindingPane[] = [];
  for (const transfer of state.story.transfers) {
    const { verdict } = state.said(transfer);
    if (verdict === null || verdict === "within") continue;
    const words = { over: "间隔超过核对阈值", undetermined: "无法判断间隔是否超过核对阈值", "no-message": "没有找到对应的消息" };
    const code = verdict === "no-message" ? "transfer-without-message" : "gap-over";
    (verdict === "no-message" ? alone : gaps).push(pane(code, "check", `收付 ¥${(transfer.fen / 100).toFixed(2)}：${words[verdict]}。`, gapHint, { link: transfer.link, transfer: transfer.id }, "微信支付账单(20240101-20251231).csv", null));
  }
  const shiftHint = "核对后可在“设置”的“时钟偏移”中校正；确认前相关间隔一律标为无法判断。";
  const shifts = state.foundShifts
    .filter(([id]) => !state.shifts.some(([settled]) => settled === id))
    .map(([artifact]) => pane("clock-shift", "serious", "聊天记录与账单整体相差约 +8 小时 3 秒（41 笔一致），可能是导出设备的时区不同", shiftHint, { artifact }, chat, null));
  const receipts = state.claims.map((one) => {
    const { code, severity, message, hint } = compare(state, one);
    const name = state.materials.find(({ artifact }) => artifact.id === one.artifact)?.artifact.name ?? null;
    return pane(code, severity, message, hint, { artifact: one.artifact }, name, null);
  });
  const receiptSort = (code: string, severity: Severity): Sort => {
    const all = receipts.filter((one) => one.code === code);
    return { code, severity, hint: all[0]?.hint ?? "", all };
  };
  const file = (number: number, line: number): Partial<Jump> => ({ artifact: fakeId("artifact", number), line });
  return [
    { code: "password-needed", severity: "serious", hint: lockedHint, all: [pane("password-needed", "serious", "压缩包“微信支付账单(2023年).zip”需要密码，里面的内容还没有读取。", lockedHint, { artifact: fakeId("artifact", 2) }, "微信支付账单(2023年).zip", null)] },
    { code: "clock-shift", severity: "serious", hint: shiftHint, all: shifts },
    receiptSort("receipt-differs", "serious"),
    receiptSort("receipt-unmatched", "check"),
    { code: "gap-over", severity: "check", hint: gapHint, all: gaps },
    { code: "transfer-without-message", severity: "check", hint: gapHint, all: alone },
    { code: "row-unreadable", severity: "check", hint: cutHint, all: [118, 260].map((row) => pane("row-unreadable", "check", `第 ${row} 行的列数不足，只读取了其中一部分。`, cutHint, file(1, row), chat, row)) },
    { code: "unknown-format", severity: "note", hint: "录音只作保存，不会被转写。", all: [pane("unknown-format", "note", "录音“录音_0312.m4a”已原样保存。", "录音只作保存，不会被转写。", { artifact: fakeId("artifact", 8) }, "录音_0312.m4a", null)] },
    receiptSort("receipt-matches", "note"),
  ];
}

export function findingGroups(state: CaseState): FindingGroup[] {
  return sorts(state)
    .filter((sort) => sort.all.length > 0)
    .map(({ code, severity, hint, all }) => ({ code, severity, hint, count: all.length, first: all.slice(0, 20) }));
}

export function findingPage(state: CaseState, code: string, from: number, count: number): FindingPage {
  const all = sorts(state).find((sort) => sort.code === code)?.all ?? [];
  return { total: all.length, from, items: all.slice(from, from + count) };
}

export function custodyChain(state: CaseState): CustodyPane[] {
  const entries: Omit<CustodyPane, "seq" | "previous" | "digest">[] = [
    { time: "2026-05-01 09:00:00", actor: "林晓", action: "create", words: `建立案件“${state.title}”。`, lines: [] },
  ];
  for (const { artifact } of state.materials) {
    entries.push({
      time: "2026-05-01 09:12:30",
      actor: "林晓",
      action: "keep",
      words: `保存原件“${artifact.name}”。`,
      lines: [
        { name: "SHA-256", value: artifact.sha256 },
        { name: "SM3", value: artifact.sm3 },
        { name: "字节", value: String(artifact.size) },
      ],
    });
    if (artifact.reader !== null) {
      entries.push({
        time: "2026-05-01 09:12:31",
        actor: "程序",
        action: "read",
        words: `读取“${artifact.name}”：消息 ${artifact.messages} 条，收付记录 ${artifact.transfers} 笔。`,
        lines: [{ name: "读取方式", value: artifact.reader }],
      });
    }
  }
  for (const step of state.steps) {
    entries.push({ time: "2026-05-02 10:00:00", actor: "林晓", action: "decide", words: `${step.words}。`, lines: [] });
  }
  for (const noted of state.noted) entries.push({ time: "2026-05-02 10:30:00", actor: "林晓", ...noted });
  return entries.map((entry, at) => ({
    ...entry,
    seq: at + 1,
    previous: at === 0 ? "0".repeat(64) : fakeDigest(`entry ${at}`),
    digest: fakeDigest(`entry ${at + 1}`),
  }));
}

/** The files that would be written beside a dossier. */
export function beside({ paper }: DossierForm, path: string): MadeFile[] {
  const file = (what: MadeFile["what"], end: string): MadeFile => ({ what, path: path.replace(/\.pdf$/, end), sha256: fakeDigest(end) });
  return [
    ...(paper.volumes === null ? [] : [file("volume", "-2.pdf")]),
    ...(paper.receipts ? [file("receipts", "-receipts.pdf")] : []),
    ...(paper.docx ? [file("table", "-catalogue.docx"), file("table", "-transfers.docx")] : []),
    ...(paper.xlsx ? [file("table", "-catalogue.xlsx"), file("table", "-transfers.xlsx")] : []),
  ];
}

export function checked(state: CaseState): CheckPane {
  const bytes = state.materials.reduce((sum, { artifact }) => sum + artifact.size, 0);
  const changed = state.materials[1]?.artifact;
  const problems =
    state.damaged && changed !== undefined
      ? [
          { code: "original-changed", message: `原件已被改动：${changed.name}（SHA-256 不一致，收入时 ${changed.sha256}，现为 ${fakeDigest("x")}）`, artifact: changed.id },
          { code: "custody-broken", message: "保管记录在第 7 条处断开或被改动", artifact: null },
        ]
      : [];
  return {
    ok: problems.length === 0,
    time: "2026-05-02 10:30:00",
    checked: {
      artifacts: state.materials.length,
      bytes,
      records: state.story.messages.length + state.story.transfers.length,
      custody: custodyChain(state).length,
      timestamps: state.seals.flatMap((seal) => seal.timestamps).length,
    },
    problems,
    items: state.materials
      .map(({ artifact }): CheckedItem => ({
        artifact: artifact.id,
        name: artifact.name,
        path: null,
        standing: problems.some((problem) => problem.artifact === artifact.id) ? "differs" : "same",
        state: "original",
        elsewhere: null,
      }))
      .sort((a, b) => Number(a.standing === "same") - Number(b.standing === "same")),
    seals: state.seals,
    unverified: state.seals.flatMap((seal) => seal.timestamps).filter((stamp) => stamp.standing === "same" && stamp.trusted_root === null).length,
    scope: "校验通过仅表示文件自导入本软件之时起未发生变化，不证明导入前内容真实、完整。",
  };
}

/** Makes a change; what it gives takes it back. */
export function apply(state: CaseState, change: SettingsChange): () => void {
  const before = { threshold: state.threshold, offset: state.offset, parties: state.parties, shifts: state.shifts };
  state.threshold = change.threshold_minutes ?? state.threshold;
  state.offset = change.offset ?? state.offset;
  state.parties = change.parties ?? state.parties;
  const { shift } = change;
  if (shift !== null) {
    const others = state.shifts.filter(([id]) => id !== shift[0]);
    // Given as it was found; what is kept is what has to be added.
    state.shifts = shift[1] === 0 ? others : [...others, [shift[0], -shift[1]]];
  }
  return () => Object.assign(state, before);
}

export function effect(state: CaseState, change: SettingsChange): Effect {
  const before = state.overview();
  const back = apply(state, change);
  const after = state.overview();
  back();
  const moved = before.links.within - after.links.within;
  const sentences =
    moved === 0
      ? ["所有对应与提示都不变。"]
      : [`${Math.abs(moved)} 笔对应将由“${moved > 0 ? "未超过" : "超过"}”改为“${moved > 0 ? "超过" : "未超过"}”。`, "您已作出的决定会保留。"];
  return {
    links_before: before.links,
    links_after: after.links,
    findings_before: before.findings,
    findings_after: after.findings,
    messages_before: before.messages,
    messages_after: after.messages,
    transfers_before: before.transfers,
    transfers_after: after.transfers,
    sentences,
  };
}
