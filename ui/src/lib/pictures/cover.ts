/** Boxes that are drawn on a picture to hide what lies under them. */
import type { Bounds } from "./review.svelte";

/** What is smaller, in pixels of the picture, was a click and no box. */
const LEAST = 6;

/** A point in pixels of the screen, from the upper left corner of the picture as it is shown. */
export interface Point {
  x: number;
  y: number;
}

/**
 * The box between two corners in whole pixels of the picture, none of what was marked left outside; null where it is too
 * small to be meant.
 */
export function boxBetween(from: Point, to: Point, scale: number, picture: { width: number; height: number }): Bounds | null {
  const kept = (at: number, most: number): number => Math.min(most, Math.max(0, at / scale));
  const [left, right] = [kept(Math.min(from.x, to.x), picture.width), kept(Math.max(from.x, to.x), picture.width)];
  const [top, bottom] = [kept(Math.min(from.y, to.y), picture.height), kept(Math.max(from.y, to.y), picture.height)];
  if (right - left < LEAST || bottom - top < LEAST) return null;
  const [x, y] = [Math.floor(left), Math.floor(top)];
  return [x, y, Math.ceil(right) - x, Math.ceil(bottom) - y];
}
