/** Pages that are none of the kinds that are read: a transfer being entered, settings, an article, a photo. */
import { LINKS, LONG } from "../data/sentences.mjs";
import { fill } from "../story/speech.mjs";
import { fonts, phone, statusBar, titleBar } from "./frame.mjs";
import { face, icon, photo, safe, yuan } from "./html.mjs";

/** @typedef {import("../story/chance.mjs").Chance} Chance */
/** @typedef {{ now: number, look: import("./frame.mjs").Look, name: string }} Of */

/** @param {Chance} chance @param {Of} of */
function transferEntry(chance, { now, look, name }) {
  const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "."].map((key) => `<span>${key}</span>`).join("");
  const typed = chance.is(0.5) ? yuan(chance.int(100, 999_900), false) : "";
  const body = `<div class="enter"><div class="to">${face(chance, 48)}<p>转账给 ${safe(name)}</p></div><div class="sheet"><p>转账金额</p><strong>¥${typed}</strong><u class="href">添加转账说明</u></div></div>`;
  return phone(look, { status: statusBar(chance, look, now), title: titleBar(look, { title: "", right: "" }), body, foot: `<div class="pad">${keys}<b>转账</b></div>` });
}

/** @param {Chance} chance @param {Of} of */
function settings(chance, { now, look }) {
  const entries = ["账号与安全", "青少年模式", "关怀模式", "新消息通知", "聊天", "通用", "个人信息与权限", "插件", "关于微信", "帮助与反馈", "切换账号", "退出登录"].map((words) => `<div class="entry"><span>${words}</span>${icon("chevron", 14)}</div>`).join("");
  return phone(look, { status: statusBar(chance, look, now), title: titleBar(look, { title: "设置", right: "" }), body: `<div class="entries">${entries}</div>` });
}

/** @param {Chance} chance @param {Of} of */
function article(chance, { now, look }) {
  const [title, words] = /** @type {[string, string]} */ (chance.pick(LINKS));
  const text = chance.shuffle(LONG.trim().split("\n")).slice(0, 4).map((one) => `<p>${safe(fill(chance, one)).replaceAll("\n", "<br>")}</p>`).join("");
  return phone(look, { status: statusBar(chance, look, now), title: titleBar(look, { title: "", left: "close" }), body: `<div class="article"><h1>${safe(title)}</h1><em>${safe(words)}</em>${text}${photo(chance, 320, 200)}</div>`, background: "var(--card)" });
}

/** @param {Chance} chance @param {Of} of */
function plainPhoto(chance, { look }) {
  return `<div class="screen" style="background:#000;justify-content:center">${photo(chance, look.shape.width, Math.round(look.shape.height * 0.7), chance.is(0.5) ? "安全出口" : "")}</div>`;
}

/** @param {Chance} chance @param {Of} of @returns {import("../types.js").Page} */
export function other(chance, of) {
  const draw = chance.pick([transferEntry, settings, article, plainPhoto]);
  return { kind: "other", title: null, html: draw(chance, of), dark: of.look.dark, group: false, clock: null, messages: [], labels: [], transfers: [], scroll: 0, fonts: fonts(of.look) };
}
