/**
 * What was chosen to be taken in, and which of it is at hand.
 *
 * The program takes the chosen paths in one after the other and names each file by the path under which it was chosen; it
 * does not say how many files a folder or an archive holds. So what is counted is what was chosen: a folder is one.
 */
import type { AddProgress } from "../api/generated/AddProgress";
import type { Position } from "../app/works.svelte";

const PICTURE = /\.(png|jpe?g|webp|bmp|gif|tiff?|heic)$/i;

/** Whether a path is the chosen one, or lies in it: in a folder (`/`), or in an archive (`!/`). */
function liesIn(path: string, chosen: string): boolean {
  if (!path.startsWith(chosen)) return false;
  return path === chosen || /[\\/]$/.test(chosen) || /^!?[\\/]/.test(path.slice(chosen.length));
}

export class Chosen {
  #paths: readonly string[] = [];
  /** The one at hand, and the first that may come next. */
  #at = 0;
  #next = 0;

  /** Takes in what follows: all before it is done. */
  add(paths: readonly string[]): void {
    this.#at = this.#next = this.#paths.length;
    this.#paths = [...this.#paths, ...paths];
  }

  /** Follows the taking in. */
  hear(progress: AddProgress): void {
    if (progress.type !== "file" && progress.type !== "done") return;
    const at = this.#paths.findIndex((path, number) => number >= this.#next && liesIn(progress.path, path));
    if (at < 0) return;
    this.#at = at;
    // Its own end is the last that is told of it; a path that stands there twice is taken in twice.
    this.#next = progress.type === "done" && progress.path === this.#paths[at] ? at + 1 : at;
  }

  /** Which one is at hand; null where no more than one was chosen, which says nothing. */
  get position(): Position | null {
    if (this.#paths.length < 2) return null;
    const unit = this.#paths.every((path) => PICTURE.test(path)) ? "picture" : "item";
    return { at: this.#at + 1, of: this.#paths.length, unit };
  }
}
