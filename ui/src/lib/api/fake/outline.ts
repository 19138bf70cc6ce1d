/** The imitated outline of a dossier: titles as the program writes them, two pages a part; exhibits from page 11 on. */
import type { DossierPart } from "../generated/DossierPart";
import type { DossierTarget } from "../generated/DossierTarget";
import type { PageExhibit } from "../generated/PageExhibit";
import type { CaseState } from "./state";

const TITLES: Record<DossierPart, string> = {
  parties: "当事人",
  timeline: "时间线：收付与聊天对照",
  "loose-cards": "聊天中有转账卡片、未见账单记录",
  excerpts: "聊天摘录",
  "bill-rows": "账单记录",
  originals: "证据原件",
  findings: "提示",
  "left-out": "未列入本册的内容",
  fingerprints: "材料与指纹",
  custody: "保管情况说明",
  showing: "当庭展示步骤",
  "how-to-check": "如何核对",
  attachments: "附件清单",
  dispute: "双方无争议和有争议的事项",
  proposal: "调解方案",
};

const NUMBERS = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五".split(" ");

export function outline(parts: readonly DossierPart[]): [string, number][] {
  const titled = parts.map((part, at): [string, number] => [
    `${NUMBERS[at] ?? "附"}、${TITLES[part]}`,
    3 + at * 2,
  ]);
  return [["封面", 1], ["证据目录", 2], ...titled];
}

/** The page of the first exhibit; each has one page. */
const FIRST = 11;

/** What a page shows. */
export function pageExhibits(state: CaseState, page: number): PageExhibit[] {
  const material = state.materials[page - FIRST];
  if (material === undefined) return [];
  const { id, name } = material.artifact;
  const picture = material.picture;
  const jump = { link: null, message: null, transfer: null, artifact: id, line: picture ? null : 7, sheet: null, picture, page: null, bounds: null };
  return [{ label: `1-${page - FIRST + 1}`, name, jump }];
}

/** On which page something stands. */
export function pageOf(state: CaseState, target: DossierTarget): number | null {
  if (target.type === "transfer") return 6;
  if (target.type === "message") return 9;
  const at = state.materials.findIndex(({ artifact }) => artifact.id === target.artifact);
  return at < 0 ? null : FIRST + at;
}
