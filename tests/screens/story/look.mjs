/** How a phone and its WeChat are set up. */
import { DEVICES } from "../data/devices.mjs";

/** Wallpapers of a chat. @param {import("./chance.mjs").Chance} chance @param {boolean} dark */
function wallpaper(chance, dark) {
  const hue = chance.int(0, 359);
  const light = dark ? chance.int(12, 24) : chance.int(68, 88);
  const colour = (/** @type {number} */ by) => `hsl(${(hue + by) % 360} ${chance.int(15, 45)}% ${light}%)`;
  return chance.weighed([
    [() => colour(0), 2],
    [() => `linear-gradient(${chance.int(120, 220)}deg, ${colour(0)}, ${colour(60)})`, 2],
    [() => `radial-gradient(circle at 30% 20%, ${colour(20)} 0 18%, transparent 40%), radial-gradient(circle at 80% 70%, ${colour(180)} 0 25%, transparent 55%), linear-gradient(160deg, ${colour(0)}, ${colour(90)} 60%, ${colour(140)})`, 2],
  ])();
}

/** @param {import("./chance.mjs").Chance} chance @param {{ dark?: boolean, shape?: string, pc?: boolean }} [wish] @returns {import("../pages/frame.mjs").Look} */
export function look(chance, wish = {}) {
  const shapes = DEVICES.filter((one) => (wish.shape === undefined || one.name === wish.shape) && (wish.pc !== false || one.device !== "pc"));
  const shape = chance.weighed(shapes.map((one) => /** @type {const} */ ([one, one.weight])));
  // Drawn in any case, so that a wish changes nothing else.
  const [darkByChance, oldByChance] = [chance.is(0.12), chance.is(0.09)];
  const dark = wish.dark ?? darkByChance;
  const old = oldByChance && !dark && shape.device === "android";
  /** @type {import("./labels.mjs").LabelStyle} */
  const labels = shape.device === "pc" ? "pc"
    : shape.device === "ios" ? chance.weighed([["ios-24", 3], ["ios-12", 1]])
    : chance.weighed([["android-24", 5], ["android-12", 3], ["android-en", 1]]);
  const [papered, paper] = [chance.is(0.15), chance.fork("paper")];
  return {
    shape, dark, old, labels,
    commas: chance.is(0.5),
    sign: chance.is(0.6) ? "¥" : "￥",
    footInside: chance.is(0.5) && !old,
    wallpaper: papered && shape.device !== "pc" && !old ? wallpaper(paper, dark) : "",
    font: chance.weighed([[17, 5], [16, 3], [19, 1], [15, 1]]),
  };
}
