/** The page of an opened red packet: from whom, how much, who took what. */
import { NICKNAMES, PEOPLE } from "../data/names.mjs";
import { GREETINGS } from "../data/sentences.mjs";
import { fields, hhmm, pad } from "../story/wall.mjs";
import { fonts, phone, statusBar } from "./frame.mjs";
import { face, icon, safe, yuan } from "./html.mjs";

/** @param {import("../story/chance.mjs").Chance} chance @param {{ now: number, sent: number, look: import("./frame.mjs").Look }} of @returns {import("../types.js").Page} */
export function redPacket(chance, { now, sent, look }) {
  const from = chance.pick([...PEOPLE, ...NICKNAMES]);
  const count = chance.weighed([[1, 3], [chance.int(2, 8), 3]]);
  const shares = Array.from({ length: count }, () => chance.int(1, 20_000));
  const mine = chance.is(0.7) ? shares[0] : undefined;
  const total = yuan(shares.reduce((sum, one) => sum + one, 0), false);
  const sameDay = now - sent < 86_400;
  const best = Math.max(...shares);
  const rows = shares.map((share, at) => {
    const t = sent + (at + 1) * chance.int(1, 40);
    const f = fields(t);
    const when = sameDay ? hhmm(t) : `${pad(f.month)}月${pad(f.day)}日 ${hhmm(t)}`;
    const luck = count > 1 && share === best ? '<em class="luck">手气最佳</em>' : "";
    return `<div class="paid">${face(chance, 42)}<div><p>${safe(chance.pick([...PEOPLE, ...NICKNAMES]))}</p><em>${when}</em></div><div class="much"><p>${yuan(share, false)}元</p>${luck}</div></div>`;
  }).join("");
  const head = count > 1 ? `${count}个红包共${total}元，${chance.int(1, 59)}${chance.pick(["秒", "分钟"])}被抢光` : `1个红包共${total}元`;
  const got = mine === undefined ? "" : `<strong>${yuan(mine, false)}<small>元</small></strong><p class="hint"><u class="gold">已存入零钱，可直接消费</u></p>`;
  const body = `<div class="packet-page"><div class="red"></div><div class="from">${face(chance, 24)}<b>${safe(from)}${chance.is(0.5) ? "发出" : ""}的红包</b></div><p class="wish">${safe(chance.pick(GREETINGS))}</p>${got}<div class="took">${head}</div>${rows}</div>`;
  const html = phone(look, { status: statusBar(chance, look, now, { background: "#f25542", colour: "#fae0b0" }), title: `<div class="title packet-title"><span class="start">${icon("back", 22)}</span><b data-title></b><span class="end">${icon("more", 22)}</span></div>`, body, background: "var(--card)" });
  return { kind: "red-packet", title: null, html, dark: look.dark, group: false, clock: null, messages: [], labels: [], transfers: [], scroll: 0, fonts: fonts(look) };
}
