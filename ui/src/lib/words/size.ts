/** Bytes in words: `640 B`, `1.2 MB`. */

/** Decimal units, one digit after the point below ten; the same in both languages. */
export function bytes(count: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"] as const;
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const shown = unit === 0 || value >= 9.95 ? String(Math.round(value)) : value.toFixed(1);
  return `${shown} ${units[unit] ?? "B"}`;
}
