/** Text from outside made safe to look at: characters that cannot be seen, or turn the direction of others, are shown. */

/**
 * Control characters but tab and line feed; marks that turn the direction of writing; spaces of no width. The joiner
 * between emoji stays: taking it apart would change what a person sees.
 */
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;

export interface Piece {
  text: string;
  /** Stands for a character that cannot be seen. */
  mark: boolean;
}

function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "␡";
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The text in pieces, so that marks can be told from what they stand for. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index), mark: false });
    found.push({ text: shown(match[0]), mark: true });
    from = match.index + match[0].length;
  }
  if (from < text.length || found.length === 0) found.push({ text: text.slice(from), mark: false });
  return found;
}

/** The same as one text, marks of several letters in brackets: for names, cells and whatever has one line. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => {
    const mark = shown(character);
    return mark.length > 1 ? `[${mark}]` : mark;
  });
}

/** A cell on one line: its line breaks are shown too. */
export function oneLine(text: string): string {
  return visible(text.replace(/\r\n?|\n/g, "⏎"));
}
