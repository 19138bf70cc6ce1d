/** Moving with arrow keys through what can be focused in a list that also works with Tab. */

/** What a key asks for: so many steps, or an end; null where it is no such key. */
export function stepOf(key: string): number | null {
  switch (key) {
    case "ArrowDown":
      return 1;
    case "ArrowUp":
      return -1;
    case "Home":
      return Number.NEGATIVE_INFINITY;
    case "End":
      return Number.POSITIVE_INFINITY;
    default:
      return null;
  }
}

/** Moves the focus among the elements that `selector` finds in `root`; false where the key was none of these. */
export function moveFocus(event: KeyboardEvent, root: HTMLElement, selector: string): boolean {
  const step = stepOf(event.key);
  if (step === null || event.ctrlKey || event.metaKey || event.altKey) return false;
  const stops = [...root.querySelectorAll<HTMLElement>(selector)];
  const here = stops.findIndex((stop) => stop === document.activeElement);
  if (stops.length === 0 || here < 0) return false;
  const next = Math.min(stops.length - 1, Math.max(0, here + step));
  stops[next]?.focus();
  stops[next]?.scrollIntoView({ block: "nearest" });
  return true;
}
