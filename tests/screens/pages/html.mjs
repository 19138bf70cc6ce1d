/** Small pieces of HTML: text made safe, drawings of photos and icons. */

/** @param {string} text */
export const safe = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** An amount of fen as a screen writes it. @param {number} fen @param {boolean} commas */
export function yuan(fen, commas) {
  const whole = String(Math.floor(fen / 100));
  return `${commas ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole}.${String(fen % 100).padStart(2, "0")}`;
}

/** Something like a photo: gradients, shapes, grain. @param {import("../story/chance.mjs").Chance} chance @param {number} width @param {number} height @param {string} [written] */
export function photo(chance, width, height, written = "") {
  const id = `p${chance.int(0, 1e9)}`;
  const hue = chance.int(0, 359);
  /** @param {number} light */
  const colour = (light) => `hsl(${(hue + chance.int(-50, 50) + 360) % 360} ${chance.int(15, 70)}% ${light}%)`;
  let shapes = "";
  for (let i = chance.int(4, 14); i > 0; i -= 1) {
    const x = chance.int(0, width), y = chance.int(0, height), r = chance.int(5, Math.max(6, Math.round(width / 3)));
    shapes += chance.is(0.5)
      ? `<circle cx="${x}" cy="${y}" r="${r}" fill="${colour(chance.int(15, 85))}" opacity="${chance.int(3, 9) / 10}"/>`
      : `<rect x="${x}" y="${y}" width="${r}" height="${r * 2}" fill="${colour(chance.int(15, 85))}" opacity="${chance.int(3, 9) / 10}" transform="rotate(${chance.int(-30, 30)} ${x} ${y})"/>`;
  }
  const grain = chance.is(0.6) ? `<filter id="${id}n"><feTurbulence type="fractalNoise" baseFrequency="0.${chance.int(1, 8)}" numOctaves="2" seed="${chance.int(1, 999)}"/><feColorMatrix values="0 0 0 0 .5 0 0 0 0 .5 0 0 0 0 .5 0 0 0 .35 0"/></filter><rect width="100%" height="100%" filter="url(#${id}n)"/>` : "";
  const words = written === "" ? "" : `<span class="in-photo" data-part="photo" style="font-size:${chance.int(15, 26)}px;color:${chance.pick(["#fff", "#ffe14d", "#111"])};top:${chance.int(15, 65)}%;left:${chance.int(6, 20)}%">${safe(written)}</span>`;
  return `<span class="photo" style="width:${width}px;height:${height}px"><svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid slice"><defs><linearGradient id="${id}" x2=".3" y2="1"><stop stop-color="${colour(75)}"/><stop offset="1" stop-color="${colour(30)}"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#${id})"/>${shapes}${grain}</svg>${words}</span>`;
}

/** A face for an avatar. @param {import("../story/chance.mjs").Chance} chance @param {number} size */
export function face(chance, size) {
  if (chance.is(0.6)) return photo(chance, size, size);
  const hue = chance.int(0, 359);
  return `<svg width="${size}" height="${size}" viewBox="0 0 40 40"><rect width="40" height="40" fill="hsl(${hue} 45% 62%)"/><circle cx="20" cy="15" r="7" fill="hsl(${hue} 30% 88%)"/><path d="M6 40c0-10 6-16 14-16s14 6 14 16z" fill="hsl(${hue} 30% 88%)"/></svg>`;
}

/** @type {Record<string, string>} */
const PATHS = {
  back: '<path d="M15 4 7 12l8 8" fill="none" stroke="currentColor" stroke-width="2"/>',
  more: '<circle cx="5" cy="12" r="2" fill="currentColor"/><circle cx="12" cy="12" r="2" fill="currentColor"/><circle cx="19" cy="12" r="2" fill="currentColor"/>',
  close: '<path d="M5 5l14 14M19 5 5 19" stroke="currentColor" stroke-width="1.8"/>',
  arrow: '<path d="M20 12H4m7-8-8 8 8 8" fill="none" stroke="currentColor" stroke-width="2.2"/>',
  voice: '<circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M9 10v4M12 8.5a6 6 0 0 1 0 7M15 7a9 9 0 0 1 0 10" fill="none" stroke="currentColor" stroke-width="1.5"/>',
  smile: '<circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" stroke-width="1.5"/><circle cx="8.5" cy="9.5" r="1.2" fill="currentColor"/><circle cx="15.5" cy="9.5" r="1.2" fill="currentColor"/><path d="M7 14a5.5 5.5 0 0 0 10 0z" fill="none" stroke="currentColor" stroke-width="1.5"/>',
  plus: '<circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M12 6v12M6 12h12" stroke="currentColor" stroke-width="1.5"/>',
  transfer: '<circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M6.5 10h10l-3-3M17.5 14h-10l3 3" fill="none" stroke="currentColor" stroke-width="1.6"/>',
  check: '<circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="m7 12.5 3.5 3.5L17.5 9" fill="none" stroke="currentColor" stroke-width="1.8"/>',
  undo: '<circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M9 8 6 11l3 3M6.5 11H14a3 3 0 0 1 0 6h-3" fill="none" stroke="currentColor" stroke-width="1.6"/>',
  wait: '<circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M12 6v6.5l4 2.5" fill="none" stroke="currentColor" stroke-width="1.8"/>',
  waves: '<path d="M6 10.5a3 3 0 0 1 0 3M9.5 8a7 7 0 0 1 0 8M13 5.5a11 11 0 0 1 0 13" fill="none" stroke="currentColor" stroke-width="2"/>',
  phone: '<path d="M5 4c0 9 6 15 15 15l1-4-5-2-2 2c-2-1-4-3-5-5l2-2-2-5z" fill="none" stroke="currentColor" stroke-width="1.6"/>',
  video: '<rect x="3" y="7" width="12" height="10" rx="2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="m15 11 6-3v8l-6-3" fill="none" stroke="currentColor" stroke-width="1.6"/>',
  chevron: '<path d="m9 5 7 7-7 7" fill="none" stroke="currentColor" stroke-width="1.8"/>',
  search: '<circle cx="10.5" cy="10.5" r="6.5" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="m15.5 15.5 5 5" stroke="currentColor" stroke-width="1.8"/>',
  person: '<circle cx="12" cy="7.5" r="4.5" fill="currentColor"/><path d="M3 22c0-6 4-9 9-9s9 3 9 9z" fill="currentColor"/>',
  wifi: '<path d="M2 9a15 15 0 0 1 20 0l-2 2.2a12 12 0 0 0-16 0zM6 13.4a9 9 0 0 1 12 0l-6 6.6z" fill="currentColor"/>',
  signal: '<path d="M2 20h3v-5H2zM7.5 20h3v-9h-3zM13 20h3V7h-3zM18.5 20h3V3h-3z" fill="currentColor"/>',
  gear: '<circle cx="12" cy="12" r="4" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="3" stroke-dasharray="4 3.1"/>',
};

/** @param {string} name @param {number} size @param {string} [colour] */
export function icon(name, size, colour) {
  return `<svg class="icon" width="${size}" height="${size}" viewBox="0 0 24 24"${colour === undefined ? "" : ` style="color:${colour}"`}>${PATHS[name] ?? ""}</svg>`;
}

/** A battery, so full. @param {number} share @param {string} [words] */
export function battery(share, words) {
  const fill = words === undefined ? `<rect x="2" y="2" width="${Math.round(18 * share)}" height="8" rx="1.5" fill="currentColor"/>` : "";
  return `<span class="battery">${words === undefined ? "" : `<b>${words}</b>`}<svg class="icon" width="25" height="12" viewBox="0 0 25 12"><rect x=".5" y=".5" width="21" height="11" rx="3" fill="none" stroke="currentColor" opacity=".5"/>${fill}<path d="M23 4v4" stroke="currentColor" stroke-width="1.6" opacity=".5"/></svg></span>`;
}
