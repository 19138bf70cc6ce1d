/** Receipts of deposit services and notaries: which material may be one, the digest as typed, and what comparing it showed. */
import type { FindingPane } from "../api/generated/FindingPane";
import type { Material } from "../api/generated/Material";
import { visible } from "./visible";

/** Blanks, colons, and what stands between characters without being seen. */
const IGNORED = /[\s:\u200b-\u200f\u2060\ufeff]/gu;

/** What was typed, as far as it counts: in plain letters of one width, lower case. */
function plain(text: string): string {
  return text.normalize("NFKC").replace(IGNORED, "").toLowerCase();
}

/** The digest in what was typed or pasted; null where it is none. */
export function digestOf(text: string): string | null {
  const digest = plain(text);
  return /^[0-9a-f]{64}$/.test(digest) ? digest : null;
}

/** Why something is no digest: nothing is there, a character that none has (the first), or too few or too many of them. */
export type NoDigest = { empty: true } | { character: string } | { length: number };

export function whyNot(text: string): NoDigest {
  const digest = plain(text);
  if (digest === "") return { empty: true };
  const other = /[^0-9a-f]/u.exec(digest);
  return other === null ? { length: digest.length } : { character: visible(other[0]) };
}

/** In groups of eight, as fingerprints are shown everywhere, to be compared with paper. */
export function grouped(digest: string): string {
  return (digest.match(/.{1,8}/g) ?? []).join(" ");
}

/** A digest short enough for a line of a list. */
export function shortened(digest: string): string {
  return `${digest.slice(0, 12)}…${digest.slice(-8)}`;
}

/**
 * Whether it may be a certificate: a document, a picture, or what nobody could read. A picture that was read as a chat may
 * be one too: what the machine reads from a picture is only a proposal.
 */
export function mayBeReceipt({ artifact, preview }: Material): boolean {
  const { kind } = artifact;
  if (kind === "receipt" || kind.includes("screenshot")) return true;
  if (preview === "entries" || preview === "table") return false;
  return !["archive", "audio", "recording", "video"].includes(kind) && !/bill|chat/.test(kind);
}

const CODES = { "receipt-matches": "matches", "receipt-differs": "differs", "receipt-unmatched": "unmatched" } as const;

export type Outcome = (typeof CODES)[keyof typeof CODES];

function outcome({ code }: FindingPane): Outcome | null {
  return code in CODES ? CODES[code as keyof typeof CODES] : null;
}

/** What the comparisons of a receipt showed, out of all its findings. */
export function compared(findings: readonly FindingPane[]): FindingPane[] {
  return findings.filter((finding) => outcome(finding) !== null);
}

/**
 * What comparing one digest showed, by the findings of the receipt: those that name the digest and, where it is said to
 * be for a material, the name of that one. Null where they do not tell.
 */
export function outcomeOf(findings: readonly FindingPane[], digest: string, name: string | null): Outcome | null {
  const about = findings.filter(({ code, message }) => {
    const elsewhere = name === null ? code === "receipt-differs" : code === "receipt-unmatched" || !message.includes(name);
    return message.includes(digest) && !elsewhere;
  });
  const found = new Set(about.map(outcome));
  const [only = null] = found;
  return found.size === 1 ? only : null;
}
