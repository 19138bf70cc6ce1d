/**
 * The rows of an original by their line: any of them at once, though nobody knows how many there are.
 *
 * The program gives rows from a line on and whether more follow. Lines between two rows (empty ones, and those within a
 * cell of several lines) are lines too, so that a row always stands at its own number.
 */
import type { TablePage } from "../api/generated/TablePage";
import type { TableRow } from "../api/generated/TableRow";

/** Asks for `count` rows from the `from`-th line on. */
export type AskRows = (from: number, count: number) => Promise<TablePage>;

/** More columns than this would make every scroll slow. */
export const COLUMNS_MAX = 60;
/** Lines that are taken to be there before more is known. */
const FIRST = 200;

export class RowsByLine {
  /** Lines that there are, as far as is known. */
  total = $state(FIRST);
  columns = $state(1);
  /** Whether the first answer is here. */
  begun = $state(false);
  /** The longest text of each of the first columns, in characters of width. */
  widths = $state.raw<number[]>([]);
  readonly #ask: AskRows;
  /** A line that is there. */
  #there = 0;
  /** A line behind the last. */
  #behind: number | null = null;
  #seeking = false;

  constructor(ask: AskRows, line = 0) {
    this.#ask = ask;
    this.total = Math.max(FIRST, line + 60);
  }

  /** For a virtual table: item `n` is line `n + 1`. */
  readonly page = async (from: number, count: number): Promise<TableRow[]> => {
    const found = new Map<number, TableRow>();
    let next = from + 1;
    const last = from + count;
    let more = true;
    // A page of very large rows is given in several answers.
    while (more && next <= last) {
      const answer = await this.#ask(next, last - next + 1);
      this.#note(answer, next);
      for (const row of answer.rows) if (row.line <= last) found.set(row.line, row);
      const end = answer.rows.at(-1)?.line;
      more = answer.more && end !== undefined;
      next = (end ?? last) + 1;
    }
    return Array.from({ length: count }, (_, at) => found.get(from + 1 + at) ?? { line: from + 1 + at, cells: [] });
  };

  /** A line is wanted that may lie behind all that is known. */
  reach(line: number): void {
    if (this.#behind === null) this.total = Math.max(this.total, line + 60);
  }

  #note(answer: TablePage, asked: number): void {
    const end = answer.rows.at(-1)?.line;
    this.columns = Math.max(this.columns, answer.columns);
    if (!this.begun) {
      this.begun = true;
      this.widths = widest(answer.rows);
    }
    if (end !== undefined) this.#there = Math.max(this.#there, end);
    if (!answer.more) this.#behind = Math.min(this.#behind ?? Infinity, end === undefined ? asked : end + 1);
    if (this.#behind !== null) {
      void this.#seek();
    } else if (end !== undefined && end + FIRST >= this.total) {
      // Twice as far, so that the end comes near in few steps.
      this.total = end + Math.max(1_000, end);
    }
  }

  /** Finds the last line between one that is there and one that is not. */
  async #seek(): Promise<void> {
    if (this.#seeking) return;
    this.#seeking = true;
    try {
      while (this.#behind !== null && this.#there + 1 < this.#behind) {
        const middle = Math.trunc((this.#there + 1 + this.#behind) / 2);
        const answer = await this.#ask(middle, 1);
        const row = answer.rows[0];
        if (row === undefined) {
          this.#behind = middle;
        } else {
          this.#there = row.line;
          if (!answer.more) this.#behind = row.line + 1;
        }
      }
      this.total = this.#there;
    } catch {
      // Reading the page that is looked at tells the trouble; the end stays a guess.
    } finally {
      this.#seeking = false;
    }
  }
}

/** How wide the texts are, a Chinese character counting twice; at most 48 of each. */
function widest(rows: readonly TableRow[]): number[] {
  const widths: number[] = [];
  for (const { cells } of rows) {
    // A line of one cell is mostly a heading over the table.
    if (cells.length === 1 && rows.length > 1) continue;
    cells.slice(0, COLUMNS_MAX).forEach((cell, at) => {
      let width = 0;
      for (const character of cell) {
        width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
        if (width >= 48) break;
      }
      widths[at] = Math.max(widths[at] ?? 0, width);
    });
  }
  return widths;
}

/** The letters of a column as in a spreadsheet, counted from 0: A … Z, AA … */
export function letters(column: number): string {
  let rest = column;
  let said = "";
  do {
    said = String.fromCharCode(65 + (rest % 26)) + said;
    rest = Math.trunc(rest / 26) - 1;
  } while (rest >= 0);
  return said;
}
