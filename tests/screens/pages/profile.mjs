/** 个人信息, one's own, and the profile of a contact: names, 微信号, region. */
import { CITIES, NICKNAMES, PEOPLE, REMARKS } from "../data/names.mjs";
import { fonts, phone, statusBar, titleBar } from "./frame.mjs";
import { face, icon, safe } from "./html.mjs";

/** @param {import("../story/chance.mjs").Chance} chance */
export const wechatId = (chance) => chance.weighed([[`wxid_${Array.from({ length: 14 }, () => chance.pick([..."abcdefghijkmnpqrstuvwxyz0123456789"])).join("")}`, 2], [`${chance.pick(["zhang", "lily", "tony_", "wang-", "A"])}${chance.digits(chance.int(4, 8))}`, 2]]);

/** @param {string} label @param {string} value */
const entry = (label, value) => `<div class="entry"><span>${label}</span><p>${value}</p>${icon("chevron", 14)}</div>`;

/** @param {import("../story/chance.mjs").Chance} chance @param {{ now: number, look: import("./frame.mjs").Look }} of @returns {import("../types.js").Page} */
export function profile(chance, { now, look }) {
  const own = chance.is(0.45);
  const nickname = chance.pick([...NICKNAMES, ...PEOPLE]);
  const id = wechatId(chance);
  const remark = chance.is(0.6) ? chance.pick(REMARKS) : "";
  const region = `${chance.pick(["重庆", "四川", "湖南", "浙江", "Andorra", "河南"])} ${chance.pick(CITIES)}`;
  const mine = `<div class="entries"><div class="entry tall"><span>头像</span><p></p>${face(chance, 54)}${icon("chevron", 14)}</div>${entry("名字", safe(nickname))}${entry("拍一拍", "")}${entry("微信号", id)}${entry("我的二维码", "")}${entry("更多信息", "")}</div><div class="entries gap">${entry("来电铃声", "")}${entry("微信豆", "")}</div>`;
  const theirs = `<div class="about">${face(chance, 62)}<div><b>${safe(remark === "" ? nickname : remark)}</b>${remark === "" ? "" : `<em>昵称: ${safe(nickname)}</em>`}<em>微信号: ${id}</em><em>地区: ${region}</em></div></div><div class="entries">${entry("设置备注和标签", "")}${entry("朋友权限", "")}</div><div class="entries gap">${entry("朋友圈", "")}${entry("更多信息", "")}</div><div class="entries gap"><div class="entry mid">发消息</div><div class="entry mid">音视频通话</div></div>`;
  const html = phone(look, { status: statusBar(chance, look, now), title: titleBar(look, { title: own ? "个人信息" : "", right: own ? "" : icon("more", 22) }), body: own ? mine : theirs });
  return { kind: "profile", title: own ? "个人信息" : null, html, dark: look.dark, group: false, clock: null, messages: [], labels: [], transfers: [], scroll: 0, fonts: fonts(look) };
}
