/** Messages of a conversation as they are drawn: bubbles, cards, notices. */
import { Chance } from "../story/chance.mjs";
import { DAY } from "../story/wall.mjs";
import { face, icon, photo, safe, yuan } from "./html.mjs";

/** @typedef {import("../types.js").Said} Said */
/** @typedef {import("./frame.mjs").Look} Look */

/** @param {Said} said @param {string} name */
const drawn = (said, name) => said.draw?.[name];

/** Words with their links in the link's colour. @param {string} text */
function words(text) {
  return safe(text).replace(/(https?:\/\/[\w./?=_-]+|(?<!\d)1[3-9]\d{9}(?!\d))/g, '<u class="href">$1</u>');
}

/** One message. @param {Said} said @param {number} at its number @param {{ look: Look, now: number, group: boolean, seed: string }} around */
export function message(said, at, around) {
  if (said.side === "system") return notice(said, at);
  const size = around.look.shape.device === "pc" ? 36 : 40;
  const avatar = `<span class="avatar">${face(new Chance(`${around.seed}/${said.sender}`), size)}</span>`;
  const name = around.group && said.side === "other" ? `<span class="name" data-sender="${at}">${safe(said.sender ?? "")}</span>` : "";
  return `<div class="row ${said.side === "me" ? "me" : "you"}">${avatar}<div class="stack">${name}${body(said, at, around)}</div></div>`;
}

/** @param {Said} said @param {number} at */
function notice(said, at) {
  if (drawn(said, "divider") === true) return `<div class="divider" data-m="${at}"><span>${safe(said.text)}</span></div>`;
  const mark = drawn(said, "packet") === true ? '<svg class="icon" width="13" height="15" viewBox="0 0 13 15"><rect width="13" height="15" rx="2" fill="#e64e3d"/><circle cx="6.5" cy="7" r="2.4" fill="#f7c561"/></svg>' : "";
  let text = safe(said.text);
  if (mark !== "") text = text.replace(/红包$/, '<u class="gold">红包</u>');
  const again = drawn(said, "again") === true ? ' <u class="href">重新编辑</u>' : "";
  return `<div class="notice"><span data-m="${at}">${mark}${text}${again}</span></div>`;
}

/** @param {Said} said @param {number} at @param {{ look: Look, now: number }} around */
function body(said, at, { look, now }) {
  switch (said.kind) {
    case "transfer": return transfer(said, at, look, now);
    case "red-packet": return packet(said, at, look);
    case "voice": return voice(said, at);
    case "quote": return `<div class="bubble" data-m="${at}">${words(said.text)}</div><div class="quoted" data-more="${at}">${safe(String(drawn(said, "quoted")))}</div>`;
    case "image": case "video": return image(said, at);
    case "sticker": return sticker(said, at);
    case "file": return `<div class="card plain file" data-m="${at}"><div><p>${safe(said.text)}</p><em>${safe(String(drawn(said, "size")))}</em></div><svg class="icon" width="40" height="46" viewBox="0 0 40 46"><path d="M2 0h26l12 12v34H2z" fill="#6467f0"/><path d="M28 0v12h12z" fill="#9fa1f7"/></svg></div>`;
    case "link": return `<div class="card plain link" data-m="${at}"><p>${safe(said.text)}</p><div class="two"><em>${safe(String(drawn(said, "words")))}</em>${face(new Chance(said.text), 44)}</div></div>`;
    case "location": return `<div class="card plain place" data-m="${at}"><p>${safe(said.text)}</p><em>${safe(String(drawn(said, "street")))}</em>${map(Number(drawn(said, "look")))}</div>`;
    case "call": return `<div class="bubble call" data-m="${at}"><span>${safe(said.text)}</span>${icon(drawn(said, "video") === true ? "video" : "phone", 20)}</div>`;
    case "other": return `<div class="card plain contact" data-m="${at}"><div class="who">${face(new Chance(said.text), 42)}<b>${safe(said.text)}</b></div><div class="foot">个人名片</div></div>`;
    default: return `<div class="bubble" data-m="${at}">${words(said.text)}</div>`;
  }
}

/** What a transfer's card says of its state, on this phone at this time. @param {Said} said @param {number} now */
export function transferState(said, now) {
  if (said.card === "receipt") return "已收款";
  if (said.card === "returned") return "已退还";
  const fate = drawn(said, "fate");
  if (fate === "accepted") return "已被接收";
  if (fate === "returned") return "已被退还";
  if (now >= said.t + DAY) return "已过期";
  return said.side === "me" ? "你发起了一笔转账" : "请收款";
}

/** Whether the payer's words stand on the card, in place of its state. @param {Said} said @param {number} now */
export function memoStands(said, now) {
  return said.memo !== undefined && said.card === "sent" && /请收款|你发起了一笔转账|已被接收/.test(transferState(said, now));
}

/** @param {Said} said @param {number} at @param {Look} look @param {number} now */
function transfer(said, at, look, now) {
  const state = transferState(said, now);
  const waiting = state === "请收款" || state === "你发起了一笔转账";
  const line = memoStands(said, now) ? said.memo ?? "" : state;
  const mark = waiting ? "transfer" : /退还|过期/.test(state) ? "undo" : "check";
  const inside = look.footInside ? " inside" : "";
  return `<div class="card pay${waiting ? "" : " done"}${inside}" data-m="${at}"><div class="head">${icon(mark, 40)}<div><p class="amount">${look.sign}${yuan(said.amountFen ?? 0, look.commas)}</p><p class="state">${safe(line)}</p></div></div><div class="foot">微信转账</div></div>`;
}

/** @param {Said} said @param {number} at @param {Look} look */
function packet(said, at, look) {
  const state = String(drawn(said, "state") ?? "");
  const under = state !== "" ? state : look.old ? (said.side === "me" ? "查看红包" : "领取红包") : "";
  const inside = look.footInside ? " inside" : "";
  return `<div class="card pay packet${state === "" ? "" : " done"}${inside}" data-m="${at}"><div class="head"><svg class="icon" width="34" height="40" viewBox="0 0 34 40"><rect width="34" height="40" rx="3" fill="#e8543f"/><path d="M0 12q17 12 34 0V3a3 3 0 0 0-3-3H3a3 3 0 0 0-3 3z" fill="#d9412c"/><circle cx="17" cy="18" r="5" fill="#f3c564"/></svg><div><p class="greeting">${safe(said.text)}</p>${under === "" ? "" : `<p class="state">${under}</p>`}</div></div><div class="foot">微信红包</div></div>`;
}

/** @param {Said} said @param {number} at */
function voice(said, at) {
  const seconds = Number(drawn(said, "seconds"));
  const width = Math.round(66 + Math.min(seconds, 60) * 2.1);
  const dot = drawn(said, "unread") === true && said.side === "other" ? '<i class="dot"></i>' : "";
  const transcript = said.text === "" ? "" : `<div class="bubble spoken" data-more="${at}">${safe(said.text)}</div>`;
  return `<div class="line"><div class="bubble voice" data-m="${at}" style="width:${width}px">${icon("waves", 20)}<span>${seconds}"</span></div>${dot}</div>${transcript}`;
}

/** @param {Said} said @param {number} at */
function image(said, at) {
  const chance = new Chance(Number(drawn(said, "look")));
  const wide = drawn(said, "wide") === true;
  const [width, height] = wide ? [160, chance.int(90, 120)] : [chance.int(90, 120), 160];
  const film = said.kind === "video" ? `<svg class="icon play" width="40" height="40" viewBox="0 0 40 40"><circle cx="20" cy="20" r="18" fill="#0005" stroke="#fff" stroke-width="2"/><path d="m16 12 12 8-12 8z" fill="#fff"/></svg><span class="length" data-part="photo">${safe(String(drawn(said, "length")))}</span>` : "";
  return `<div class="picture" data-m="${at}">${photo(chance, width, height, String(drawn(said, "written") ?? ""))}${film}</div>`;
}

/** @param {Said} said @param {number} at */
function sticker(said, at) {
  const chance = new Chance(Number(drawn(said, "look")));
  const written = String(drawn(said, "written") ?? "");
  const hue = chance.int(0, 359);
  return `<div class="sticker" data-m="${at}" style="background:${chance.is(0.5) ? "#fff" : "none"}"><svg width="90" height="80" viewBox="0 0 90 80"><ellipse cx="45" cy="40" rx="${chance.int(28, 40)}" ry="${chance.int(28, 38)}" fill="hsl(${hue} 80% 78%)" stroke="#333" stroke-width="2"/><circle cx="33" cy="34" r="4" fill="#222"/><circle cx="57" cy="34" r="4" fill="#222"/><path d="M32 52q13 ${chance.int(-10, 14)} 26 0" fill="none" stroke="#222" stroke-width="2.5"/></svg>${written === "" ? "" : `<b data-part="photo" style="color:${chance.pick(["#222", "#d33", "#06c"])}">${safe(written)}</b>`}</div>`;
}

/** @param {number} seed */
function map(seed) {
  const chance = new Chance(seed);
  let roads = "";
  for (let i = 0; i < 7; i += 1) roads += `<path d="M${chance.int(0, 230)} 0 ${chance.int(0, 230)} 90" stroke="#fff" stroke-width="${chance.int(2, 8)}"/><path d="M0 ${chance.int(0, 90)} 230 ${chance.int(0, 90)}" stroke="#fff" stroke-width="${chance.int(2, 8)}"/>`;
  return `<svg class="map" width="236" height="90" viewBox="0 0 232 90" preserveAspectRatio="none"><rect width="232" height="90" fill="#e8ece4"/>${roads}<path d="M116 26a11 11 0 0 1 11 11c0 8-11 20-11 20s-11-12-11-20a11 11 0 0 1 11-11z" fill="#3a9f4c"/></svg>`;
}
