/** 聊天记录: messages that were forwarded together, each with its sender and its time, under dividers for the days. */
import { Chance } from "../story/chance.mjs";
import { clock } from "../story/labels.mjs";
import { dayOf, fields } from "../story/wall.mjs";
import { fonts, phone, statusBar, titleBar } from "./frame.mjs";
import { face, photo, safe } from "./html.mjs";

/** @param {import("../story/chance.mjs").Chance} chance @param {{ said: import("../types.js").Said[], now: number, look: import("./frame.mjs").Look, title: string, scroll: number }} of @returns {import("../types.js").Page} */
export function merged(chance, { said, now, look, title, scroll }) {
  const style = look.labels === "android-en" ? "android-24" : look.labels;
  let day = -1;
  /** @type {{ text: string, t: number }[]} */
  const labels = [];
  let html = "";
  let before = "";
  said.forEach((one, at) => {
    if (dayOf(one.t) !== day) {
      day = dayOf(one.t);
      const f = fields(day);
      const text = `${f.year}-${f.month}-${f.day}`;
      html += `<div class="day"><span data-l="${labels.length}">${text}</span></div>`;
      labels.push({ text, t: day });
      before = "";
    }
    const again = one.sender === before && look.shape.device === "ios";
    before = one.sender ?? "";
    const what = one.kind === "image" ? photo(new Chance(Number(one.draw?.["look"] ?? 1)), 140, 100, String(one.draw?.["written"] ?? "")) : `<p>${safe(one.text)}</p>`;
    html += `<div class="forwarded"><span class="avatar">${again ? "" : face(new Chance(`${chance.seed}/${one.sender}`), 36)}</span><div data-m="${at}"><div class="by"><span data-sender="${at}">${safe(one.sender ?? "")}</span><em>${clock(style, one.t)}</em></div>${what}</div></div>`;
  });
  const page = phone(look, { status: statusBar(chance, look, now), title: titleBar(look, { title }), body: `<div class="merged">${html}</div>`, background: "var(--card)" });
  const messages = said.map((one) => ({ ...one, side: /** @type {const} */ ("unknown"), draw: { own_time: true } }));
  return { kind: "merged-forward", title, html: page, dark: look.dark, group: true, clock: null, messages, labels, transfers: [], scroll, fonts: fonts(look) };
}

