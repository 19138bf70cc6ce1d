/** Text that arrives in stretches, cut into numbered lines; a very long line into several parts. */

export interface TextLine {
  /** Counted from 1; null for a further part of a long line. */
  number: number | null;
  text: string;
}

/** Characters of a part: more in one piece would make every step slow. */
const PART = 2_000;

export class Lines {
  readonly all: TextLine[] = [];
  #number = 0;
  /** The last line has not ended yet. */
  #open = false;

  /** The number of the last line. */
  get count(): number {
    return this.#number;
  }

  /** Takes the next stretch. */
  take(text: string): void {
    const lines = text.split("\n");
    lines.forEach((line, at) => {
      const ended = at < lines.length - 1;
      // A carriage return before the line feed belongs to the line's end.
      const shown = ended && line.endsWith("\r") ? line.slice(0, -1) : line;
      if (at === 0 && this.#open) this.#more(shown);
      else if (ended || line !== "") this.#begin(shown);
      if (ended) this.#open = false;
      else if (line !== "") this.#open = true;
    });
  }

  /** The place of a line in {@link all}; -1 where it is not here yet. */
  indexOf(number: number): number {
    return this.all.findIndex((line) => line.number === number);
  }

  #begin(text: string): void {
    this.#number += 1;
    this.#push(this.#number, text);
  }

  #more(text: string): void {
    const last = this.all.at(-1);
    if (last === undefined) {
      this.#begin(text);
      return;
    }
    this.all.pop();
    this.#push(last.number, last.text + text);
  }

  #push(number: number | null, text: string): void {
    for (let from = 0, first = true; first || from < text.length; first = false) {
      let end = Math.min(text.length, from + PART);
      // Never between the halves of a character.
      const code = text.charCodeAt(end - 1);
      if (end < text.length && code >= 0xd800 && code < 0xdc00) end += 1;
      this.all.push({ number: first ? number : null, text: text.slice(from, end) });
      from = end;
    }
  }
}
