/** The list of conversations, with their last words and dates. */
import { GROUPS, NICKNAMES, PEOPLE, REMARKS } from "../data/names.mjs";
import { clock } from "../story/labels.mjs";
import { say } from "../story/speech.mjs";
import { DAY, dayOf, fields } from "../story/wall.mjs";
import { fonts, phone, statusBar, titleBar } from "./frame.mjs";
import { face, icon, safe } from "./html.mjs";

/** @param {import("./frame.mjs").Look} look @param {number} t @param {number} now */
function lastWrote(look, t, now) {
  const days = (dayOf(now) - dayOf(t)) / DAY;
  const f = fields(t);
  if (days === 0) return clock(look.labels, t);
  if (look.labels === "android-en") return days === 1 ? "Yesterday" : `${f.month}/${f.day}`;
  if (days === 1) return "昨天";
  return f.year === fields(now).year ? `${f.month}月${f.day}日` : `${f.year}年${f.month}月${f.day}日`;
}

/** @param {import("../story/chance.mjs").Chance} chance @param {{ now: number, look: import("./frame.mjs").Look }} of @returns {import("../types.js").Page} */
export function sessionList(chance, { now, look }) {
  let t = now;
  const rows = chance.shuffle([...PEOPLE, ...NICKNAMES, ...REMARKS, ...GROUPS]).slice(0, 14).map((name) => {
    t -= chance.weighed([[chance.int(60, 9000), 4], [chance.int(20_000, 200_000), 2], [chance.int(5, 90) * DAY, 1]]);
    const last = chance.weighed([[() => say(chance, "mixed").replaceAll("\n", " "), 6], [() => "[图片]", 1], [() => "[转账]请收款", 1], [() => "[微信红包]恭喜发财，大吉大利", 1], [() => `[${chance.int(2, 99)}条] ${chance.pick(PEOPLE)}: 收到`, 1]])();
    const badge = chance.is(0.25) ? `<i class="badge">${chance.int(1, 99)}</i>` : "";
    return `<div class="session"><span class="avatar">${face(chance, 46)}</span>${badge}<div><p><span>${safe(name)}</span><em>${lastWrote(look, t, now)}</em></p><em>${safe(last)}</em></div></div>`;
  }).join("");
  const tabs = `<div class="tabs">${["微信", "通讯录", "发现", "我"].map((word, at) => `<span class="${at === 0 ? "on" : ""}">${icon(["smile", "person", "search", "gear"][at] ?? "gear", 24)}<i>${word}</i></span>`).join("")}</div>`;
  const title = chance.is(0.6) ? `微信(${chance.int(1, 99)})` : "微信";
  const html = phone(look, { status: statusBar(chance, look, now), title: titleBar(look, { title, left: "", right: `${icon("search", 22)}${icon("plus", 22)}`, left_title: chance.is(0.5) }), body: `<div class="sessions">${rows}</div>`, foot: tabs, background: "var(--card)" });
  return { kind: "session-list", title, html, dark: look.dark, group: false, clock: null, messages: [], labels: [], transfers: [], scroll: 0, fonts: fonts(look) };
}
