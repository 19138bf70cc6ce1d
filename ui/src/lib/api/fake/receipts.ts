/** The imitated receipts: digests that stand in the text of a PDF, claims that the user makes, and what comparing shows. */
import type { Material } from "../generated/Material";
import type { Severity } from "../generated/Severity";
import { trouble, type CaseState, type Claim } from "./state";

function materialOf(state: CaseState, id: string): Material {
  const found = state.materials.find(({ artifact }) => artifact.id === id);
  if (found === undefined) throw trouble("unknown-id", `没有编号为 ${id} 的材料。`);
  return found;
}

/** A certificate names both digests of the chat, the voucher one; nothing else has any. */
export function digestsIn(state: CaseState, id: string): string[] {
  const { artifact } = materialOf(state, id);
  const chat = state.materials.find(({ artifact: { kind } }) => kind === "wechat-chat")?.artifact;
  if (chat === undefined || artifact.media_type !== "application/pdf") return [];
  if (artifact.name.includes("存证")) return [chat.sha256, chat.sm3];
  return artifact.name === "转账电子凭证.pdf" ? [chat.sha256] : [];
}

export interface Compared {
  code: "receipt-matches" | "receipt-differs" | "receipt-unmatched";
  severity: Severity;
  message: string;
  hint: string;
}

/** What a claim is worth, in the words of the program. */
export function compare(state: CaseState, { digest, of }: Claim): Compared {
  const found = state.materials.find(({ artifact }) => artifact.sha256 === digest || artifact.sm3 === digest);
  const wanted = of === null ? found : state.materials.find(({ artifact }) => artifact.id === of);
  const name = wanted?.artifact.name ?? "";
  if (found !== undefined && found === wanted) {
    const hint = "一致仅说明回执针对的就是这份文件；存证的时间和效力以出具机构的核验为准。";
    return { code: "receipt-matches", severity: "note", message: `存证回执所载指纹与材料“${name}”一致（${digest}）`, hint };
  }
  if (wanted !== undefined) {
    const hint = "请核对回执上的指纹是否抄写正确，以及回执针对的是不是这份文件的这个版本。";
    return { code: "receipt-differs", severity: "serious", message: `存证回执所载指纹（${digest}）与材料“${name}”不一致`, hint };
  }
  const hint = "回执没有可以读出的指纹，或它所针对的文件不在本案。请收入原文件。";
  return { code: "receipt-unmatched", severity: "check", message: `存证回执无法比对：${digest}`, hint };
}

/** Notes a claim as a decision that can be taken back. */
export function claim(state: CaseState, id: string, given: string, of: string | null): void {
  if (state.readOnly !== null) throw state.readOnly;
  const { artifact } = materialOf(state, id);
  if (of !== null) materialOf(state, of);
  const digest = given.replace(/[\s:]/g, "").toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(digest)) throw trouble("bad-value", `“${given}”不是 64 位十六进制的指纹。`);
  const made: Claim = { artifact: artifact.id, digest, of };
  const before = state.claims;
  state.claims = [...before, made];
  state.steps.push({ link: "", words: `存证回执所载指纹：${digest}`, before: state.judged(""), back: () => (state.claims = before) });
}

/** The material with the findings of its claims counted. */
export function counted(state: CaseState, material: Material): Material {
  const mine = state.claims.filter(({ artifact }) => artifact === material.artifact.id);
  if (mine.length === 0) return material;
  const findings = { ...material.findings };
  for (const one of mine) findings[compare(state, one).severity] += 1;
  return { ...material, findings };
}
