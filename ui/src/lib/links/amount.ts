/** An amount as a person types it, in yuan, turned into whole fen letter by letter: no floating point touches it. */

const GREATEST = BigInt(Number.MAX_SAFE_INTEGER);

/** `¥1,234.5` → `123450`; empty stays empty (no amount); null where it is none. */
export function fenOf(typed: string): string | null {
  const plain = typed
    .normalize("NFKC")
    .replace(/\s/g, "")
    .replace(/^[¥￥]/, "")
    .replace(/元$/, "");
  if (plain === "") return "";
  const parts = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(plain);
  if (parts === null) return null;
  const yuan = (parts[1] ?? "").replace(/,/g, "");
  const fen = BigInt(yuan + (parts[2] ?? "").padEnd(2, "0"));
  return fen > GREATEST ? null : String(fen);
}

/** Fen as they stand in a field: `1234.50`. */
export function yuanField(fen: number | null): string {
  if (fen === null) return "";
  const digits = String(fen).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
