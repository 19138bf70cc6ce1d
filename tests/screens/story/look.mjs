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
  const dark = wish.dark ?? chance.is(0.12);
  const old = !dark && shape.device === "android" && chance.is(0.12);
  /** @type {import("./labels.mjs").LabelStyle} */
  const labels = shape.device === "pc" ? "pc"
    : shape.device === "ios" ? chance.weighed([["ios-24", 3], ["ios-12", 1]])
    : chance.weighed([["android-24", 5], ["android-12", 3], ["android-en", 1]]);
  return {
    shape, dark, old, labels,
    commas: chance.is(0.5),
    sign: chance.is(0.6) ? "¥" : "￥",
    footInside: !old && chance.is(0.5),
    wallpaper: shape.device !== "pc" && !old && chance.is(0.15) ? wallpaper(chance, dark) : "",
    font: chance.weighed([[17, 5], [16, 3], [19, 1], [15, 1]]),
  };
}
