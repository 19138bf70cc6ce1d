/** The imitated outline of a dossier: titles as the program writes them, two pages a part. */
import type { DossierPart } from "../generated/DossierPart";

const TITLES: Record<DossierPart, string> = {
  parties: "当事人",
  timeline: "时间线：收付与聊天对照",
  "loose-cards": "聊天中有转账卡片、未见账单记录",
  excerpts: "聊天摘录",
  "bill-rows": "账单记录",
  findings: "提示",
  fingerprints: "材料与指纹",
  "how-to-check": "如何核对",
};

const NUMBERS = "一二三四五六七八九";

export function outline(parts: readonly DossierPart[]): [string, number][] {
  const titled = parts.map((part, at): [string, number] => [
    `${NUMBERS[at] ?? "附"}、${TITLES[part]}`,
    3 + at * 2,
  ]);
  return [["封面", 1], ["证据目录", 2], ...titled];
}
