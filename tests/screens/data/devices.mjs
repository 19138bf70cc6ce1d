/** The devices that are drawn: size in points, pixels a point, and how WeChat looks there. */

/**
 * @typedef {object} DeviceShape
 * @property {string} name
 * @property {"ios" | "android" | "pc"} device
 * @property {number} width points
 * @property {number} height points
 * @property {number} scale pixels a point
 * @property {number} status height of the status bar, points
 * @property {number} bottom what the system keeps free at the lower edge, points
 * @property {number} weight how often it is taken
 */

/** @type {DeviceShape[]} */
export const DEVICES = [
  { name: "ios-1170", device: "ios", width: 390, height: 844, scale: 3, status: 47, bottom: 34, weight: 4 },
  { name: "ios-750", device: "ios", width: 375, height: 667, scale: 2, status: 20, bottom: 0, weight: 2 },
  { name: "android-1080", device: "android", width: 360, height: 800, scale: 3, status: 30, bottom: 20, weight: 4 },
  { name: "android-720", device: "android", width: 360, height: 800, scale: 2, status: 26, bottom: 0, weight: 2 },
  { name: "android-1440", device: "android", width: 360, height: 800, scale: 4, status: 34, bottom: 18, weight: 1 },
  { name: "pc-100", device: "pc", width: 1100, height: 800, scale: 1, status: 0, bottom: 0, weight: 1 },
  { name: "pc-150", device: "pc", width: 1050, height: 760, scale: 1.5, status: 0, bottom: 0, weight: 1 },
];

/** Devices on which a long capture is stitched, with the height of the whole in pixels. */
export const LONG = [
  { name: "ios-750", height: 12_000 },
  { name: "android-1080", height: 12_000 },
  { name: "ios-750", height: 30_000 },
  { name: "android-720", height: 8_000 },
];
