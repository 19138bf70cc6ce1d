/** What is around every page of a phone: status bar, title bar, the system's lower edge, and the colours. */
import { CARRIERS } from "../data/names.mjs";
import { DARK, LIGHT } from "../data/themes.mjs";
import { clock as timeOfDay } from "../story/labels.mjs";
import { hhmm } from "../story/wall.mjs";
import { battery, icon, safe } from "./html.mjs";

/** @typedef {import("../data/devices.mjs").DeviceShape} DeviceShape */
/** @typedef {import("../story/chance.mjs").Chance} Chance */

/**
 * How a phone is set up and what its WeChat looks like; the same for all pictures of a series.
 * @typedef {object} Look
 * @property {DeviceShape} shape
 * @property {boolean} dark
 * @property {boolean} old a WeChat before 7.0: dark title bar, labels in grey boxes
 * @property {import("../story/labels.mjs").LabelStyle} labels
 * @property {boolean} commas in amounts
 * @property {"¥" | "￥"} sign
 * @property {boolean} footInside the card's footer is orange like the card
 * @property {string} wallpaper CSS of the chat's background, or empty
 * @property {number} font text size of bubbles, points
 */

/** The stack of fonts of a device. @param {Look} look */
export function fonts(look) {
  if (look.shape.device === "pc") return '"Noto Sans CJK SC", "Emoji", sans-serif';
  if (look.shape.device === "ios") return '"Inter", "Emoji", "Noto Sans CJK SC", sans-serif';
  return look.old ? '"Roboto", "Emoji", "Droid Sans Fallback", "Noto Sans CJK SC", sans-serif' : '"Roboto", "Emoji", "Noto Sans CJK SC", sans-serif';
}

/** The custom properties of a look. @param {Look} look */
export function colours(look) {
  const theme = look.dark ? DARK : LIGHT;
  return Object.entries(theme).map(([name, value]) => `--${name}:${value}`).join(";");
}

/** The status bar. @param {Chance} chance @param {Look} look @param {number} now @param {{ background?: string, colour?: string }} [over] */
export function statusBar(chance, look, now, over = {}) {
  const { shape } = look;
  const share = chance.int(8, 100) / 100;
  const style = `height:${shape.status}px;${over.background === undefined ? "" : `background:${over.background};`}${over.colour === undefined ? "" : `color:${over.colour};`}`;
  if (shape.device === "ios" && shape.status > 30) {
    return `<div class="status notch" style="${style}"><b data-clock>${hhmm(now)}</b><span>${icon("signal", 17)}${icon("wifi", 17)}${battery(share)}</span></div>`;
  }
  if (shape.device === "ios") {
    const words = look.labels === "ios-12" ? timeOfDay("ios-12", now) : hhmm(now);
    return `<div class="status small" style="${style}"><span>${icon("signal", 14)}${chance.pick(CARRIERS)}${icon("wifi", 14)}</span><b data-clock>${words}</b><span>${Math.round(share * 100)}%${battery(share)}</span></div>`;
  }
  const time = `<b data-clock>${look.labels === "android-en" ? timeOfDay("android-en", now) : look.labels === "android-12" ? timeOfDay("android-12", now).replace(/^\D+/, "") : hhmm(now)}</b>`;
  const rest = `<span>${chance.is(0.3) ? `<i>${chance.int(0, 9)}.${chance.int(10, 99)}K/s</i>` : ""}${icon("wifi", 14)}${icon("signal", 14)}${battery(share, chance.is(0.5) ? String(Math.round(share * 100)) : undefined)}`;
  return look.old ? `<div class="status droid" style="${style}"><span></span>${rest}${time}</span></div>` : `<div class="status droid" style="${style}">${time}${rest}</span></div>`;
}

/** The title bar. @param {Look} look @param {{ title: string, unread?: number, left?: string, right?: string, plain?: boolean, left_title?: boolean }} with_ */
export function titleBar(look, { title, unread = 0, left = "back", right = icon("more", 22), plain = false, left_title = false }) {
  const aside = look.shape.device === "android" && (look.old || left_title);
  const mark = look.old && left === "back" ? "arrow" : left;
  const count = unread > 0 && !look.old ? `<i class="unread">${unread}</i>` : "";
  return `<div class="title${aside ? " aside" : ""}${plain ? " plain" : ""}"><span class="start">${mark === "" ? "" : icon(mark, 22)}${count}</span><b data-title>${safe(title)}</b><span class="end">${right}</span></div>`;
}

/** A whole phone: fixed bars around a list that scrolls. @param {Look} look @param {{ status: string, title: string, body: string, foot?: string, background?: string }} parts */
export function phone(look, { status, title, body, foot = "", background = "" }) {
  const { shape } = look;
  const home = shape.bottom === 0 ? "" : `<div class="home" style="height:${shape.bottom}px"><i></i></div>`;
  const keys = look.old && shape.device === "android" ? '<div class="keys"><i class="tri"></i><i class="cir"></i><i class="squ"></i></div>' : home;
  return `<div class="screen ${shape.device}${look.old ? " old" : ""}${look.dark ? " dark" : ""}" style="${colours(look)};--paper:${background === "" ? "var(--page)" : background}">${status}${title}<div class="view" data-view><div class="list" data-list>${body}</div></div>${foot}${keys}</div>`;
}
