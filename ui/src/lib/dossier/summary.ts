/** What is chosen under "more", in a few words: what differs from the usual, and always what is hidden. */
import type { Words } from "../../i18n/index.svelte";
import { RULES, type PaperChoice } from "./paper.svelte";

export function summary(paper: PaperChoice, { dossier }: Words): string[] {
  const { brief } = dossier.more;
  const said: string[] = [];
  if (paper.duplex) said.push(brief.duplex);
  if (paper.transcripts) said.push(brief.transcripts);
  if (!paper.forms) said.push(brief.noForms);
  const rules = RULES.filter((rule) => paper.rules[rule]).length;
  said.push(paper.hiding === "rules" ? brief.rules(rules) : brief[paper.hiding]);
  if (paper.leftOut.size > 0) said.push(brief.leftOut(paper.leftOut.size));
  if (paper.volumes === "one") said.push(brief.one);
  else if (paper.limit !== null) said.push(brief.volumes[paper.volumes](paper.limit.most));
  if (paper.receipts) said.push(brief.receipts);
  if (paper.docx) said.push(brief.docx);
  if (paper.xlsx) said.push(brief.xlsx);
  return said;
}
