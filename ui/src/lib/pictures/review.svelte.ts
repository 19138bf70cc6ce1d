/** How the pictures are reviewed: which are shown, which is open, what is chosen on it. Stays while the case is open. */
import { SvelteSet } from "svelte/reactivity";
import type { Backend } from "../api/backend";
import type { PictureQuery } from "../api/generated/PictureQuery";
import type { PictureShow } from "../api/generated/PictureShow";
import type { PictureRow } from "../api/generated/PictureRow";

export type Bounds = readonly [number, number, number, number];

export class Review {
  query = $state.raw<PictureQuery>({ show: "all", text: "" });
  /** The picture that is looked at. */
  artifact = $state<string | null>(null);
  /** The chosen record on it. */
  record = $state<string | null>(null);
  /** A place on it that was asked for and whose record is not known yet. */
  wanted = $state.raw<Bounds | null>(null);
  /** The record that is being corrected. */
  editing = $state<string | null>(null);
  order = $state<"place" | "doubt">("place");
  /** Pictures that are chosen together. */
  readonly marked = new SvelteSet<string>();
  /** A share of the picture's own size; null where its width fills the stage. */
  zoom = $state<number | null>(null);
  boxes = $state(true);
  /** Whether boxes to hide are drawn on it now. */
  covering = $state(false);
  listed = $state(true);
  /** The visit whose wishes were followed. */
  visit = 0;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Opens a picture; another one is looked at from its top. */
  open(artifact: string, record: string | null = null, wanted: Bounds | null = null): void {
    if (artifact === this.artifact && record === null && wanted === null) return;
    if (artifact !== this.artifact) this.editing = null;
    this.artifact = artifact;
    this.record = record;
    this.wanted = wanted;
  }

  /** Chooses a record; what was being corrected on another one is left. */
  choose(record: string | null): void {
    if (this.editing !== record) this.editing = null;
    this.record = record;
  }

  show(show: PictureShow): void {
    this.query = { ...this.query, show };
  }

  /** The picture's number in the list; null where the query hides it. */
  find(artifact: string): Promise<number | null> {
    return this.#backend.pictureFind(this.query, artifact);
  }

  /** The next picture to check after one, else the first other one; null where none is left. */
  async nextToCheck(artifact: string): Promise<string | null> {
    const unchecked: PictureQuery = { ...this.query, show: "unchecked" };
    const at = await this.#backend.pictureFind(unchecked, artifact);
    const ask = async (from: number): Promise<PictureRow | undefined> =>
      (await this.#backend.pictures(unchecked, from, 2)).rows.find((row) => row.artifact !== artifact);
    const next = at === null ? undefined : await ask(at + 1);
    return (next ?? (await ask(0)))?.artifact ?? null;
  }
}
