/** A passphrase that is about to be set: typed twice, written down by its owner, and forgotten as soon as it was used. */

/** Fewest characters, as the program counts them. */
const SHORTEST = 8;

export type FirstWrong = "short";
export type AgainWrong = "empty" | "different";

/** What is wrong, each at its own field. */
export interface Wrongs {
  first?: FirstWrong;
  again?: AgainWrong;
  written?: true;
}

/** Keyboards differ in how they write one letter: the program counts and compares in this form. */
function normal(passphrase: string): string {
  return passphrase.normalize("NFC");
}

/** Lives only as long as what shows it; nothing that outlives a dialog may hold one. */
export class FreshPassphrase {
  first = $state("");
  again = $state("");
  /** Whether its owner says that it is written down. */
  written = $state(false);
  #tried = $state(false);

  readonly #wrongs = $derived.by((): Wrongs => {
    const wrongs: Wrongs = {};
    if ([...normal(this.first)].length < SHORTEST) wrongs.first = "short";
    // Which of two is meant can only be asked where there are two.
    else if (this.again === "") wrongs.again = "empty";
    else if (normal(this.first) !== normal(this.again)) wrongs.again = "different";
    if (!this.written) wrongs.written = true;
    return wrongs;
  });

  /** What is shown as wrong: nothing until it was tried. */
  get wrongs(): Wrongs {
    return this.#tried ? this.#wrongs : {};
  }

  /** The passphrase; null where something is wrong, which is shown from now on. */
  take(): string | null {
    this.#tried = true;
    return Object.keys(this.#wrongs).length === 0 ? this.first : null;
  }

  /** Nothing of it stays. */
  clear(): void {
    this.first = this.again = "";
    this.written = this.#tried = false;
  }
}
