/** How many in words: `1,204`, the same in both languages. */

export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}
