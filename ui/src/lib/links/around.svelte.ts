/** The chat around a transfer: a stretch that grows at both ends, and where the transfer's own time lies in it. */
import type { Backend } from "../api/backend";
import type { Candidate } from "../api/generated/Candidate";
import type { Surroundings } from "../api/generated/Surroundings";

/** Where the transfer's time lies: before the message of this number, or beyond one of the ends. */
export type Place = number | "above" | "below";

/** Between the last message before the transfer and the first after it. */
export function placeOf(stretch: Surroundings): Place | null {
  const { messages, earlier, later } = stretch;
  if (messages.every(({ distance_s }) => distance_s === null)) return null;
  const after = messages.findIndex(({ distance_s }) => distance_s !== null && distance_s > 0);
  if (after === 0) return earlier ? "above" : 0;
  if (after < 0) return later ? "below" : messages.length;
  return after;
}

/** A stretch with what another one knows beyond its end. */
export function grown(stretch: Surroundings, more: Surroundings, end: "earlier" | "later"): Surroundings {
  const known = new Set(stretch.messages.map(({ bubble }) => bubble.id));
  const edge = (end === "earlier" ? stretch.messages[0] : stretch.messages.at(-1))?.bubble.id;
  const at = more.messages.findIndex(({ bubble }) => bubble.id === edge);
  const beyond = end === "earlier" ? more.messages.slice(0, Math.max(0, at)) : more.messages.slice(at + 1);
  const fresh = beyond.filter(({ bubble }) => !known.has(bubble.id));
  return end === "earlier"
    ? { messages: [...fresh, ...stretch.messages], earlier: more.earlier && fresh.length > 0, later: stretch.later }
    : { messages: [...stretch.messages, ...fresh], earlier: stretch.earlier, later: more.later && fresh.length > 0 };
}

/** A stretch after something was decided: the same messages, with what is said of them now. */
export function renewed(stretch: Surroundings, now: Surroundings): Surroundings {
  const fresh = new Map(now.messages.map((candidate) => [candidate.bubble.id, candidate]));
  const has = (one: Candidate): boolean => fresh.has(one.bubble.id);
  if (!stretch.messages.some(has)) return now;
  const kept = stretch.messages.map((one) => fresh.get(one.bubble.id) ?? one);
  // A stretch that begins or ends elsewhere now says more than the old one.
  return now.messages.every((one) => kept.includes(one)) ? { ...stretch, messages: kept } : now;
}

export class Around {
  readonly #backend: Backend;
  readonly #link: string;
  stretch = $state.raw<Surroundings>({ messages: [], earlier: false, later: false });
  loading = $state(false);

  constructor(backend: Backend, link: string, stretch: Surroundings) {
    this.#backend = backend;
    this.#link = link;
    this.stretch = stretch;
  }

  renew(now: Surroundings): void {
    this.stretch = renewed(this.stretch, now);
  }

  /** Fetches what comes before or after; gives how many messages came. */
  async grow(end: "earlier" | "later"): Promise<number> {
    const edge = end === "earlier" ? this.stretch.messages[0] : this.stretch.messages.at(-1);
    if (this.loading || edge === undefined || !this.stretch[end]) return 0;
    this.loading = true;
    try {
      const more = await this.#backend.surroundings(this.#link, edge.bubble.id, "");
      const before = this.stretch.messages.length;
      this.stretch = grown(this.stretch, more, end);
      return this.stretch.messages.length - before;
    } finally {
      this.loading = false;
    }
  }

  /** Goes to another part of the chat. */
  async goTo(message: string): Promise<void> {
    this.stretch = await this.#backend.surroundings(this.#link, message, "");
  }
}
