/** Amounts in words: integer fen to `¥1,234.50`, without floating point. */
import type { Direction } from "../api/generated/Direction";

/** `¥1,234.50`. Fen are whole and never negative; the direction is said by a sign beside it. */
export function yuan(fen: number): string {
  const whole = Math.trunc(fen / 100);
  const rest = String(fen % 100).padStart(2, "0");
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
  return `¥${grouped}.${rest}`;
}

/** `−` for what went out, `+` for what came in, nothing where neither. */
export function sign(direction: Direction | null): "−" | "+" | "" {
  if (direction === "out") return "−";
  return direction === "in" ? "+" : "";
}
