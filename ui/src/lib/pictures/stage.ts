/** The picture on its stage: how large it is shown, and where to scroll so that a box is in sight. */

export const SMALLEST = 0.05;
export const LARGEST = 4;
const STEP = 1.25;

/** The share of a picture's own size at which its width fills the place; a small one is not blown up. */
export function fitWidth(width: number, place: number): number {
  if (width <= 0 || place <= 0) return 1;
  return Math.min(1, place / width);
}

/** One step larger or smaller, passing through the picture's own size. */
export function stepped(scale: number, larger: boolean): number {
  const next = larger ? scale * STEP : scale / STEP;
  const passes = (scale < 0.999 && next > 1.001) || (scale > 1.001 && next < 0.999);
  return Math.min(LARGEST, Math.max(SMALLEST, passes ? 1 : next));
}

/**
 * Where to scroll in one direction so that a stretch is in sight with some room around it; where it is already, nothing
 * moves. All in pixels of the screen.
 */
export function scrolledTo(scroll: number, place: number, from: number, length: number): number {
  const room = Math.min(48, place / 6);
  if (from >= scroll + Math.min(room, 8) && from + length <= scroll + place - Math.min(room, 8)) return scroll;
  if (length + room * 2 >= place) return Math.max(0, from - room);
  return Math.max(0, from + length / 2 - place / 2);
}
