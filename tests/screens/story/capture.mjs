/** When a picture was taken, and how the phone names the file. */
import { fields, pad, wall } from "./wall.mjs";

/** @typedef {import("./chance.mjs").Chance} Chance */

/** What ColorOS appends: the MD5 of `com.tencent.mm`. */
const COLOROS = "e39d2c7de19156b0683cd93e8735f348";

/**
 * How a phone names and marks its captures.
 * @typedef {{ name: (t: number, at: number) => string, says: boolean, exif: boolean, type: "png" | "jpg" }} Naming
 */

/** @param {Chance} chance @param {import("../data/devices.mjs").DeviceShape} shape @returns {Naming} */
export function naming(chance, shape) {
  const part = (/** @type {number} */ t) => {
    const f = fields(t);
    return { y: String(f.year), mo: pad(f.month), d: pad(f.day), h: pad(f.hour), mi: pad(f.minute), s: pad(f.second) };
  };
  const first = chance.int(100, 8000);
  if (shape.device === "ios") {
    const exif = chance.is(0.75);
    return { name: (_t, at) => `IMG_${pad(first + at, 4)}.PNG`, says: exif, exif, type: "png" };
  }
  if (shape.device === "pc") {
    return chance.is(0.5)
      ? { name: (t) => { const p = part(t); return `微信截图_${p.y}${p.mo}${p.d}${p.h}${p.mi}${p.s}.png`; }, says: true, exif: false, type: "png" }
      : { name: (t) => { const p = part(t); return `屏幕截图 ${p.y}-${p.mo}-${p.d} ${p.h}${p.mi}${p.s}.png`; }, says: true, exif: false, type: "png" };
  }
  const millis = chance.int(100, 999);
  return chance.weighed([
    [{ name: (/** @type {number} */ t) => { const p = part(t); return `Screenshot_${p.y}-${p.mo}-${p.d}-${p.h}-${p.mi}-${p.s}-${millis}_com.tencent.mm.jpg`; }, says: true, exif: false, type: /** @type {const} */ ("jpg") }, 3],
    [{ name: (/** @type {number} */ t) => { const p = part(t); return `Screenshot_${p.y}${p.mo}${p.d}_${p.h}${p.mi}${p.s}_com.tencent.mm.jpg`; }, says: true, exif: false, type: /** @type {const} */ ("jpg") }, 3],
    [{ name: (/** @type {number} */ t) => { const p = part(t); return `Screenshot_${p.y}-${p.mo}-${p.d}-${p.h}-${p.mi}-${p.s}-${pad(millis % 100)}_${COLOROS}.jpg`; }, says: true, exif: false, type: /** @type {const} */ ("jpg") }, 3],
    [{ name: (/** @type {number} */ t) => { const p = part(t); return `Screenshot_${p.y}_${p.mo}${p.d}_${p.h}${p.mi}${p.s}.png`; }, says: true, exif: false, type: /** @type {const} */ ("png") }, 2],
    [{ name: (/** @type {number} */ t) => { const p = part(t); return `Screenshot_${p.y}${p.mo}${p.d}-${p.h}${p.mi}${p.s}_WeChat.jpg`; }, says: true, exif: false, type: /** @type {const} */ ("jpg") }, 2],
    [{ name: (/** @type {number} */ t, /** @type {number} */ at) => `mmexport${(t + 40_000 + at) * 1000 + millis}.jpg`, says: false, exif: false, type: /** @type {const} */ ("jpg") }, 1.5],
  ]);
}

/** An instant in the years that such pictures come from, by day; early enough that nothing built on it lies in the future. @param {Chance} chance */
export function someInstant(chance) {
  return wall(chance.int(2018, 2023), chance.int(1, 10), chance.int(1, 28), chance.weighed([[chance.int(7, 23), 12], [chance.int(0, 6), 1]]), chance.int(0, 59), chance.int(0, 59));
}

/** How long after the last message the picture was taken: at once, the same day, days, months or years later. @param {Chance} chance */
export function delay(chance) {
  return chance.weighed([
    [() => chance.int(20, 600), 4], [() => chance.int(3600, 30_000), 3], [() => chance.int(70_000, 170_000), 3],
    [() => chance.int(2, 6) * 86_400, 3], [() => chance.int(10, 150) * 86_400, 3], [() => chance.int(250, 900) * 86_400, 2],
  ])();
}
