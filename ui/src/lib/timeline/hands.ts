/** What hands do to the list: the wheel with Ctrl zooms, `{@attach zooms(steps => …)}`; all else that scrolls is told, `{@attach moves(() => …)}`. */

/** So much turning is one step; and so long lies between two, or one turn would run through every scale. */
const TURN = 60;
const REST_MS = 250;

/** Keys that scroll. */
export const SCROLLS: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "]);

export function moves(moved: () => void): (element: HTMLElement) => () => void {
  return (element) => {
    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) moved();
    };
    const key = (event: KeyboardEvent): void => {
      if (SCROLLS.has(event.key)) moved();
    };
    element.addEventListener("wheel", wheel, { passive: true });
    element.addEventListener("pointerdown", moved, { passive: true });
    element.addEventListener("keydown", key);
    return () => {
      element.removeEventListener("wheel", wheel);
      element.removeEventListener("pointerdown", moved);
      element.removeEventListener("keydown", key);
    };
  };
}

/** Zooms by so many steps, finer where the wheel is turned away. */
export function zooms(zoom: (steps: 1 | -1) => void): (element: HTMLElement) => () => void {
  return (element) => {
    let turned = 0;
    let last = 0;
    const hear = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      // Else the page itself would grow.
      event.preventDefault();
      if (event.timeStamp - last < REST_MS) return;
      turned += event.deltaY;
      if (Math.abs(turned) < TURN) return;
      zoom(turned < 0 ? 1 : -1);
      turned = 0;
      last = event.timeStamp;
    };
    element.addEventListener("wheel", hear, { passive: false });
    return () => element.removeEventListener("wheel", hear);
  };
}
