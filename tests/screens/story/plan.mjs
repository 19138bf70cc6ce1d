/** Which pages make a set of pictures. */
import { billDetail } from "../pages/bill-detail.mjs";
import { billList } from "../pages/bill-list.mjs";
import { chat } from "../pages/chat.mjs";
import { merged } from "../pages/merged.mjs";
import { other } from "../pages/other.mjs";
import { pcChat } from "../pages/pc.mjs";
import { profile } from "../pages/profile.mjs";
import { redPacket } from "../pages/red-packet.mjs";
import { sessionList } from "../pages/session-list.mjs";
import { transferDetail } from "../pages/transfer-detail.mjs";
import { GROUPS, NICKNAMES, PEOPLE, REMARKS } from "../data/names.mjs";
import { conversation } from "./conversation.mjs";
import { delay, someInstant } from "./capture.mjs";
import { look as someLook } from "./look.mjs";
import { payment, transfer } from "./payment.mjs";
import { DAY } from "./wall.mjs";

/** @typedef {import("./chance.mjs").Chance} Chance */
/** @typedef {import("../types.js").Page} Page */
/** @typedef {{ page: Page, look: import("../pages/frame.mjs").Look, now: number }} Planned */

/** A name that a chat may have as its title. @param {Chance} chance */
export function someName(chance) {
  return chance.pick(chance.weighed([[PEOPLE, 3], [NICKNAMES, 2], [REMARKS, 3]]));
}

/** A conversation on some device. @param {Chance} chance @param {{ dark?: boolean, shape?: string, count?: number, pc?: boolean, scroll?: number | null, group?: boolean, soon?: boolean }} wish @returns {Planned} */
export function plannedChat(chance, wish) {
  const look = someLook(chance.fork("look"), wish);
  const group = wish.group ?? chance.is(0.25);
  const others = group ? chance.shuffle([...PEOPLE, ...NICKNAMES]).slice(0, chance.int(2, 7)) : [someName(chance)];
  const mood = group ? "talk" : chance.weighed([["loan", 3], ["repay", 3], ["talk", 2], ["mixed", 3]]);
  const count = wish.count ?? (look.shape.device === "pc" ? chance.int(14, 22) : chance.weighed([[chance.int(2, 6), 1], [chance.int(18, 26), 7]]));
  const said = conversation(chance.fork("said"), { others, group, count, begin: someInstant(chance), mood: /** @type {"talk"} */ (mood) });
  const last = said[said.length - 1]?.t ?? 0;
  const now = last + (wish.soon === true ? 600 : delay(chance));
  const scroll = wish.scroll !== undefined ? wish.scroll : chance.is(0.5) ? 1 : chance.next();
  const title = group ? `${chance.pick(GROUPS)}(${others.length + 1})` : String(others[0]);
  const draw = look.shape.device === "pc" ? pcChat : chat;
  return { page: draw(chance.fork("page"), { said, now, look, title, group, scroll }), look, now };
}

/** A page of another kind. @param {Chance} chance @param {import("../types.js").ScreenKind} kind @param {{ dark?: boolean, pc?: boolean }} wish @returns {Planned} */
export function plannedPage(chance, kind, wish) {
  const look = someLook(chance.fork("look"), { ...wish, pc: false });
  const at = someInstant(chance);
  const now = at + delay(chance);
  const draw = chance.fork("page");
  switch (kind) {
    case "bill-detail": return { page: billDetail(draw, { pay: payment(chance, at), now, look }), look, now };
    case "transfer-detail": {
      const pay = transfer(chance, at);
      const waiting = chance.is(0.35);
      const after = waiting ? at + chance.int(60, DAY - 60) : Math.max(now, (pay.accepted ?? pay.returned ?? at) + 60);
      return { page: transferDetail(draw, { pay, now: after, look, waiting }), look, now: after };
    }
    case "bill-list": {
      let t = at;
      const pays = Array.from({ length: 14 }, () => {
        t -= chance.weighed([[chance.int(600, 90_000), 3], [chance.int(3, 20) * DAY, 1]]);
        return payment(chance, t);
      });
      return { page: billList(draw, { pays, now, look }), look, now };
    }
    case "merged-forward": {
      const others = chance.shuffle(PEOPLE).slice(0, 2);
      const said = conversation(chance.fork("said"), { others, group: true, count: 40, begin: at, mood: "mixed" })
        .filter((one) => one.kind === "text" || one.kind === "image")
        .map((one) => ({ ...one, sender: one.side === "me" ? "风轻云淡" : one.sender }));
      const title = chance.pick([`${others[0]}和${others[1]}的聊天记录`, "群聊的聊天记录", "聊天记录", "群聊"]);
      const last = said[said.length - 1]?.t ?? at;
      return { page: merged(draw, { said, now: last + 5000, look, title, scroll: chance.is(0.6) ? 0 : chance.next() }), look, now: last + 5000 };
    }
    case "red-packet": return { page: redPacket(draw, { now, sent: at, look }), look, now };
    case "profile": return { page: profile(draw, { now, look }), look, now };
    case "session-list": return { page: sessionList(draw, { now, look }), look, now };
    default: return { page: other(draw, { now, look, name: someName(chance) }), look, now };
  }
}

/** The kinds of a set in their order: half of it conversations, every other kind at least once in 24. */
const WHEEL = /** @type {import("../types.js").ScreenKind[]} */ ([
  "chat", "chat", "bill-detail", "chat", "transfer-detail", "chat", "chat", "merged-forward", "chat", "bill-detail", "chat", "bill-list",
  "chat", "red-packet", "chat", "profile", "chat", "transfer-detail", "chat", "session-list", "chat", "bill-detail", "chat", "other",
]);

/** The picture of that number in a set. @param {Chance} chance @param {number} number @param {{ dark?: boolean, pc?: boolean }} wish @returns {Planned} */
export function planned(chance, number, wish) {
  const kind = WHEEL[number % WHEEL.length] ?? "chat";
  return kind === "chat" ? plannedChat(chance, wish) : plannedPage(chance, kind, wish);
}
