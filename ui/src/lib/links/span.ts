/** A time of the case as it is printed: the clock of its own offset, a range where it is only known as one. */
import type { Span } from "../api/generated/Span";

function clock(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)}`;
}

/** Seconds of an instant that the program printed (whole ones: nothing is rounded). */
export function seconds(instant: string): number {
  return Math.trunc(Date.parse(instant) / 1000);
}

/** Whether it is one second. */
export function isPoint(span: Span): boolean {
  return seconds(span.earliest) === seconds(span.latest);
}

/** `2024-03-01 20:15:08`, `2024-03-01 20:41:00—20:45:59`; the offset is added where it is not the case's. */
export function printedSpan(span: Span, caseOffset: string): string {
  const from = clock(span.earliest);
  const to = clock(span.latest);
  const same = from.slice(0, 10) === to.slice(0, 10);
  const printed = from === to ? from : `${from}—${same ? to.slice(11) : to}`;
  const offset = span.earliest.slice(19);
  const own = offset === "Z" ? "+00:00" : offset;
  return own === "" || own === caseOffset ? printed : `${printed} (${own})`;
}
