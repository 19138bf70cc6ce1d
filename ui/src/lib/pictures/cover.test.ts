/** Boxes drawn from any corner, at any zoom, over the edge, or only clicked. */
import { expect, it } from "vitest";
import { boxBetween } from "./cover";

const picture = { width: 1170, height: 2532 };

it.each([
  [{ x: 10, y: 20 }, { x: 110, y: 70 }, 0.5, [20, 40, 200, 100]],
  [{ x: 110, y: 70 }, { x: 10, y: 20 }, 0.5, [20, 40, 200, 100]],
  [{ x: -40, y: 1200 }, { x: 9000, y: 9000 }, 0.5, [0, 2400, 1170, 132]],
  [{ x: 3.2, y: 3.2 }, { x: 13.3, y: 13.3 }, 1, [3, 3, 11, 11]],
  [{ x: 50, y: 50 }, { x: 52, y: 90 }, 1, null],
])("from %o to %o at %d", (from, to, scale, box) => {
  expect(boxBetween(from, to, scale, picture)).toEqual(box);
});
