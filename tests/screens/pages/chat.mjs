/** A conversation on a phone, private or of a group. */
import { labelled, label } from "../story/labels.mjs";
import { memoStands, message } from "./bubbles.mjs";
import { fonts, phone, statusBar, titleBar } from "./frame.mjs";
import { icon, safe } from "./html.mjs";

/** @typedef {import("../types.js").Said} Said */

/** The rows of a conversation as of `now`, with the labels between them. @param {{ said: Said[], now: number, look: import("./frame.mjs").Look, group: boolean, seed: string }} of */
export function rows({ said, now, look, group, seed }) {
  // The divider of new messages has no time and asks for no label.
  const timed = said.filter((one) => one.optional !== true);
  const marks = labelled(timed.map((one) => one.t));
  const shown = new Set(timed.filter((_, at) => marks[at] === true));
  /** @type {{ text: string, t: number }[]} */
  const labels = [];
  let html = "";
  said.forEach((one, at) => {
    if (shown.has(one)) {
      const text = label(look.labels, one.t, now);
      html += `<div class="label"><span data-l="${labels.length}">${safe(text)}</span></div>`;
      labels.push({ text, t: one.t });
    }
    html += message(one, at, { look, now, group, seed });
  });
  return { html, labels };
}

/** What can be known of the messages: a memo that no card shows is not told. @param {Said[]} said @param {number} now @returns {Said[]} */
export function visible(said, now) {
  return said.map((one) => (one.memo === undefined || memoStands(one, now) ? one : { ...one, memo: undefined }));
}

/** The line in which one writes. @param {import("./frame.mjs").Look} look */
export function inputBar(look) {
  if (look.old) return `<div class="input">${icon("voice", 30)}<span class="field"></span>${icon("smile", 30)}${icon("plus", 30)}</div>`;
  return `<div class="input">${icon("voice", 29)}<span class="field"></span>${icon("smile", 29)}${icon("plus", 29)}</div>`;
}

/**
 * @param {import("../story/chance.mjs").Chance} chance
 * @param {{ said: Said[], now: number, look: import("./frame.mjs").Look, title: string, group: boolean, scroll: number | null }} of
 * @returns {import("../types.js").Page}
 */
export function chat(chance, { said, now, look, title, group, scroll }) {
  const { html, labels } = rows({ said, now, look, group, seed: chance.seed });
  const unread = chance.is(0.35) ? chance.int(1, 99) : 0;
  const right = look.old ? icon("person", 24) : icon("more", 22);
  const mute = group && chance.is(0.3) ? '<i class="mute"></i>' : "";
  const page = phone(look, {
    status: statusBar(chance.fork("status"), look, now),
    title: titleBar(look, { title, unread, right: mute + right, left_title: chance.is(0.35) }),
    body: `<div class="chat${look.wallpaper === "" ? "" : " papered"}" style="--font:${look.font}px">${html}</div>`,
    foot: inputBar(look),
    background: look.wallpaper,
  });
  return { kind: "chat", title, html: page, dark: look.dark, group, clock: null, messages: visible(said, now), labels, transfers: [], scroll, fonts: fonts(look) };
}
