/** A text cut where what is sought begins and ends, so that hits can be lit. */

export interface Piece {
  words: string;
  hit: boolean;
}

/** The pieces in order; together they are the text. Case is ignored where it does not change lengths. */
export function pieces(words: string, text: string): Piece[] {
  const sought = text.trim().toLowerCase();
  const lower = words.toLowerCase();
  if (sought === "" || lower.length !== words.length) return [{ words, hit: false }];
  const found: Piece[] = [];
  let from = 0;
  for (let at = lower.indexOf(sought); at >= 0; at = lower.indexOf(sought, from)) {
    if (at > from) found.push({ words: words.slice(from, at), hit: false });
    from = at + sought.length;
    found.push({ words: words.slice(at, from), hit: true });
  }
  if (from < words.length) found.push({ words: words.slice(from), hit: false });
  return found;
}
