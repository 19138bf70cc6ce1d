/** The wheel with Ctrl zooms: `{@attach zooms(steps => …)}`, finer where it is turned away. */

/** So much turning is one step; and so long lies between two, or one turn would run through every scale. */
const TURN = 60;
const REST_MS = 250;

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
