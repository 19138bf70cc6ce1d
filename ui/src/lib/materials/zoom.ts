/** How large a picture is shown: fitting its place, or at a share of its own size. */

export interface Size {
  width: number;
  height: number;
}

export const SMALLEST = 0.05;
export const LARGEST = 8;
const STEP = 1.25;

/** The share at which all of a picture is seen; a small one is not blown up. */
export function fitting(picture: Size, place: Size): number {
  if (picture.width <= 0 || picture.height <= 0 || place.width <= 0 || place.height <= 0) return 1;
  return Math.min(1, place.width / picture.width, place.height / picture.height);
}

/** One step larger or smaller, passing through the picture's own size. */
export function stepped(scale: number, larger: boolean): number {
  const next = larger ? scale * STEP : scale / STEP;
  const passes = (scale < 0.999 && next > 1.001) || (scale > 1.001 && next < 0.999);
  return Math.min(LARGEST, Math.max(SMALLEST, passes ? 1 : next));
}

/**
 * Where to scroll so that a point of the picture stays under the pointer.
 *
 * `at` is the pointer within the place, `scroll` how far was scrolled, `from` and `to` the shares before and after.
 */
export function kept(at: number, scroll: number, from: number, to: number): number {
  return ((scroll + at) / from) * to - at;
}
