/** The whole period on a slim strip: how dense chat and transfers are, and where the flags stand. */
import type { Density } from "../api/generated/Density";
import type { Spot } from "../api/generated/Spot";
import type { Verdict } from "../api/generated/Verdict";

/** The share of the period that has passed at an instant, from 0 to 1. */
export function shareAt(density: Density, at: number): number {
  const length = Math.max(1, density.to - density.from);
  return Math.min(1, Math.max(0, (at - density.from) / length));
}

/** The instant at a share of the period. */
export function instantAt(density: Density, share: number): number {
  const within = Math.min(1, Math.max(0, share));
  return Math.round(density.from + within * (density.to - density.from));
}

/** The slice that holds a share. */
export function sliceAt(density: Density, share: number): number {
  const slices = density.messages.length;
  return Math.min(slices - 1, Math.max(0, Math.trunc(share * slices)));
}

/** Bars of a row of counts as one path, in a box of `wide` × 1000: growing from `from` towards `from + wide`. Few still show. */
export function bars(counts: readonly number[], from: number, wide: number): string {
  const most = counts.reduce((high, count) => Math.max(high, count), 1);
  const step = 1000 / Math.max(1, counts.length);
  const round = (n: number): number => Math.round(n * 10) / 10;
  let path = "";
  counts.forEach((count, slice) => {
    if (count === 0) return;
    // The root keeps a quiet month visible beside a loud one.
    const length = wide * Math.max(0.12, Math.sqrt(count / most));
    path += `M${from} ${round(slice * step)}h${round(length)}v${round(step)}h${round(-length)}z`;
  });
  return path;
}

/** A flag on the strip: the gravest of those that would lie on one another. */
export interface Tick {
  share: number;
  verdict: Verdict;
  count: number;
}

const GRAVITY: Record<Verdict, number> = { within: 0, undetermined: 1, "no-message": 2, over: 3 };

/** Flags as ticks, none nearer to the next than `least` of the strip. */
export function ticks(density: Density, least: number): Tick[] {
  const list: Tick[] = [];
  for (const spot of [...density.flags].sort((a: Spot, b: Spot) => a.at - b.at)) {
    const share = shareAt(density, spot.at);
    const verdict = spot.verdict ?? "within";
    const last = list.at(-1);
    if (last === undefined || share - last.share >= least) {
      list.push({ share, verdict, count: 1 });
    } else {
      last.count += 1;
      if (GRAVITY[verdict] > GRAVITY[last.verdict]) last.verdict = verdict;
    }
  }
  return list;
}
