/** The imitated taking in of files: tells its progress in small steps, can be stopped, knows locked and unreadable files. */
import type { AddedFile } from "../generated/AddedFile";
import type { AddedFiles } from "../generated/AddedFiles";
import type { AddProgress } from "../generated/AddProgress";
import type { FileStatus } from "../generated/FileStatus";
import type { Material } from "../generated/Material";
import { makeMaterial } from "./originals";
import type { Pace } from "./pace";
import { trouble, type CaseState } from "./state";

export const PASSWORD = "123456";

type Hear = (progress: AddProgress) => void;

function summed(files: AddedFile[], stopped: boolean): AddedFiles {
  const many = (status: FileStatus): number => files.filter((file) => file.status === status).length;
  const of = (field: "messages" | "transfers"): number =>
    files.reduce((sum, file) => sum + (file.status === "added" ? (file.material?.artifact[field] ?? 0) : 0), 0);
  return {
    files,
    summary: {
      added: many("added"),
      duplicate: many("duplicate"),
      locked: many("locked"),
      rejected: many("rejected"),
      messages: of("messages"),
      transfers: of("transfers"),
    },
    stopped,
    locked: files.flatMap((file) => (file.status === "locked" && file.material ? [file.material.artifact.id] : [])),
  };
}

function materialFor(state: CaseState, path: string, locked: boolean): Material {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const number = 1000 + state.materials.length;
  const base = { name, size: 20_000 + path.length * 977 };
  if (/\.(png|jpe?g)$/i.test(name)) {
    return makeMaterial(number, { ...base, kind: "picture", media: "image/png", readAs: "聊天截图", preview: "picture", messages: 5 });
  }
  if (/\.pdf$/i.test(name)) {
    return makeMaterial(number, { ...base, kind: "voucher", media: "application/pdf", readAs: "转账电子凭证", preview: "pages", transfers: 1 });
  }
  if (/\.zip$/i.test(name) || locked) {
    return makeMaterial(number, {
      ...base,
      kind: "archive",
      media: "application/zip",
      readAs: locked ? "压缩包（需要密码）" : "压缩包",
      preview: "entries",
      locked,
      entries: locked ? 0 : 1,
      serious: locked ? 1 : 0,
    });
  }
  if (/\.(csv|xlsx)$/i.test(name)) {
    return makeMaterial(number, { ...base, kind: "wechat-bill", media: "text/csv", readAs: "微信支付账单", preview: "table", transfers: 12, note: 1 });
  }
  return makeMaterial(number, { ...base, kind: "text", media: "text/plain", readAs: "文本（只保存）", preview: "text" });
}

export async function add(state: CaseState, paths: string[], password: string | null, hear: Hear, pace: Pace): Promise<AddedFiles> {
  if (state.readOnly !== null) throw state.readOnly;
  const files: AddedFile[] = [];
  for (const path of paths) {
    const name = path.split(/[\\/]/).at(-1) ?? path;
    const same = state.materials.find(({ artifact }) => artifact.name === name);
    const rejected = path.includes("unreadable");
    const locked = path.includes("locked") && password !== PASSWORD;
    const status: FileStatus = rejected ? "rejected" : same ? "duplicate" : locked ? "locked" : "added";
    const material = rejected ? null : (same ?? materialFor(state, path, locked));
    const size = material?.artifact.size ?? 0;
    hear({ type: "file", path, size });
    for (const share of [0.3, 0.7, 1]) {
      if (pace.stopped) return summed(files, true);
      await pace.step();
      hear({ type: "bytes", done: Math.trunc(size * share) });
    }
    hear({ type: "reading" });
    await pace.step();
    if (pace.stopped) return summed(files, true);
    if (material !== null && same === undefined) {
      state.materials = [...state.materials, material];
      state.pictures.take(material);
    }
    files.push({
      path,
      status,
      material,
      findings: rejected
        ? [
            {
              code: "unreadable",
              severity: "serious",
              message: `“${name}”打不开：没有读取权限。`,
              hint: "请确认文件没有被其他程序占用，并且您有权读取它。",
              artifact_name: name,
              place: null,
              jump: { link: null, message: null, transfer: null, artifact: null, line: null, sheet: null, picture: false, page: null, bounds: null },
              shift_s: null,
            },
          ]
        : [],
      findings_total: rejected ? 1 : 0,
    });
    hear({ type: "done", path, status });
  }
  hear({ type: "linking" });
  await pace.step();
  return summed(files, false);
}

export async function open(state: CaseState, ids: string[], password: string, hear: Hear, pace: Pace): Promise<AddedFiles> {
  if (state.readOnly !== null) throw state.readOnly;
  const waiting = state.materials.filter(({ artifact, locked }) => locked && ids.includes(artifact.id));
  await pace.step();
  if (password !== PASSWORD) throw trouble("wrong-password", `密码打不开“${waiting[0]?.artifact.name ?? ""}”。`);
  const files: AddedFile[] = [];
  for (const archive of waiting) {
    const name = archive.artifact.name;
    hear({ type: "file", path: `${name}!/微信支付账单.csv`, size: 8000 });
    await pace.step();
    hear({ type: "reading" });
    await pace.step();
    const opened: Material = { ...archive, locked: false, read_as: "压缩包", entries: 1, findings: { serious: 0, check: 0, note: 0 } };
    const inside = makeMaterial(2000 + state.materials.length, {
      name: `${name.replace(/\.zip$/i, "")}.csv`,
      kind: "wechat-bill",
      media: "text/csv",
      readAs: "微信支付账单",
      preview: "table",
      size: 8000,
      transfers: 12,
      parent: archive.artifact.id,
    });
    state.materials = [...state.materials.map((one) => (one === archive ? opened : one)), inside];
    files.push({ path: `${name}!/微信支付账单.csv`, status: "added", material: inside, findings: [], findings_total: 0 });
    hear({ type: "done", path: `${name}!/微信支付账单.csv`, status: "added" });
  }
  return summed(files, false);
}
