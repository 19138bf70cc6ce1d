/** The window of WeChat on a PC: rail, list of people, and one conversation. */
import { NICKNAMES, PEOPLE } from "../data/names.mjs";
import { say } from "../story/speech.mjs";
import { clock } from "../story/labels.mjs";
import { DAY, fields, HOUR } from "../story/wall.mjs";
import { rows, visible } from "./chat.mjs";
import { colours, fonts } from "./frame.mjs";
import { face, icon, safe } from "./html.mjs";

/** When somebody in the list last wrote, as it stands there. @param {number} t @param {number} now */
function lastWrote(t, now) {
  const days = Math.floor(now / DAY) - Math.floor(t / DAY);
  const f = fields(t);
  return days === 0 ? clock("pc", t) : days === 1 ? "昨天" : `${f.month}/${f.day}`;
}

/** @param {import("../story/chance.mjs").Chance} chance @param {number} now @param {string} title */
function people(chance, now, title) {
  let t = now;
  return [title, ...chance.shuffle([...PEOPLE, ...NICKNAMES]).slice(0, 11)].map((name, at) => {
    t -= chance.int(1, 30) * HOUR;
    return `<div class="person${at === 0 ? " on" : ""}"><span class="avatar">${face(chance, 40)}</span><div><p><span>${safe(name)}</span><em>${lastWrote(t, now)}</em></p><em>${safe(say(chance, "talk").replaceAll("\n", " "))}</em></div></div>`;
  }).join("");
}

/**
 * @param {import("../story/chance.mjs").Chance} chance
 * @param {{ said: import("../types.js").Said[], now: number, look: import("./frame.mjs").Look, title: string, group: boolean, scroll: number | null }} of
 * @returns {import("../types.js").Page}
 */
export function pcChat(chance, { said, now, look, title, group, scroll }) {
  const { html, labels } = rows({ said, now, look, group, seed: chance.seed });
  const page = `<div class="screen pc${look.dark ? " dark" : ""}" style="${colours(look)};--paper:var(--page);--side:${look.dark ? "#191919" : "#f7f7f7"}"><div class="rail">${face(chance, 36)}${icon("smile", 22)}${icon("person", 22)}${icon("gear", 22)}</div><div class="people"><div class="find">${icon("search", 14)}搜索</div>${people(chance.fork("people"), now, title)}</div><div class="pane"><div class="head-bar"><b data-title>${safe(title)}</b>${icon("more", 20)}</div><div class="view" data-view><div class="list" data-list><div class="chat" style="--font:14px">${html}</div></div></div><div class="write"><span>${icon("smile", 20)}${icon("plus", 20)}${icon("phone", 20)}</span><i class="send">发送(S)</i></div></div></div>`;
  return { kind: "chat", title, html: page, dark: look.dark, group, clock: null, messages: visible(said, now), labels, transfers: [], scroll, fonts: fonts(look) };
}
