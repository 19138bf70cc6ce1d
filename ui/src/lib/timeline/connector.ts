/** The line from a transfer to its message across the axis, and where rows have their ends for it. */
import type { TimelineRow } from "../api/generated/TimelineRow";

/** Heights that the styles of a row fix, in pixels, so that the line finds both ends without measuring. */
export const DAY_PX = 46;
export const PAUSE_PX = 30;
/** Below the top of a row's own content: the first line of its bubble, the amount of its card. */
export const ANCHOR_PX = 46;
/** A line over more rows than this is a stub with a jump: nobody follows it with the eye. */
export const FAR_ROWS = 60;

/** How far below its own top a row has the ends of its lines. */
export function anchorOf(row: TimelineRow): number {
  return (row.day === null ? 0 : DAY_PX) + (row.pause_s === null ? 0 : PAUSE_PX) + ANCHOR_PX;
}

/** Where the list has its rows. */
export interface Lie {
  item: (row: number) => TimelineRow | undefined;
  offsetOf: (row: number) => number;
}

/** Pixels from the transfer's end of the line to the message's, negative upwards; null where it is a stub. */
export function reach(row: TimelineRow, messageRow: number, lie: Lie): number | null {
  if (Math.abs(messageRow - row.row) > FAR_ROWS) return null;
  const other = lie.item(messageRow);
  if (other === undefined) return null;
  return lie.offsetOf(messageRow) + anchorOf(other) - lie.offsetOf(row.row) - anchorOf(row);
}

/** Lines of neighbours run beside each other: three lanes, in turn. */
export function laneOf(row: number): number {
  return row % 3;
}
