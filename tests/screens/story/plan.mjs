/** Which pages make a set of pictures. */
import { chat } from "../pages/chat.mjs";
import { pcChat } from "../pages/pc.mjs";
import { GROUPS, NICKNAMES, PEOPLE, REMARKS } from "../data/names.mjs";
import { conversation } from "./conversation.mjs";
import { delay, someInstant } from "./capture.mjs";
import { look as someLook } from "./look.mjs";

/** @typedef {import("./chance.mjs").Chance} Chance */
/** @typedef {import("../types.js").Page} Page */
/** @typedef {{ page: Page, look: import("../pages/frame.mjs").Look, now: number }} Planned */

/** A name that a chat may have as its title. @param {Chance} chance */
export function someName(chance) {
  return chance.pick(chance.weighed([[PEOPLE, 3], [NICKNAMES, 2], [REMARKS, 3]]));
}

/** A conversation on some device. @param {Chance} chance @param {{ dark?: boolean, shape?: string, count?: number, pc?: boolean, scroll?: number | null }} wish @returns {Planned} */
export function plannedChat(chance, wish) {
  const look = someLook(chance.fork("look"), wish);
  const group = chance.is(0.25);
  const others = group ? chance.shuffle([...PEOPLE, ...NICKNAMES]).slice(0, chance.int(2, 7)) : [someName(chance)];
  const mood = group ? "talk" : chance.weighed([["loan", 3], ["repay", 3], ["talk", 2], ["mixed", 3]]);
  const count = wish.count ?? (look.shape.device === "pc" ? chance.int(14, 22) : chance.weighed([[chance.int(2, 6), 1], [chance.int(18, 26), 7]]));
  const said = conversation(chance.fork("said"), { others, group, count, begin: someInstant(chance), mood: /** @type {"talk"} */ (mood) });
  const last = said[said.length - 1]?.t ?? 0;
  const now = last + delay(chance);
  const scroll = wish.scroll !== undefined ? wish.scroll : chance.is(0.5) ? 1 : chance.next();
  const title = group ? `${chance.pick(GROUPS)}(${others.length + 1})` : String(others[0]);
  const draw = look.shape.device === "pc" ? pcChat : chat;
  return { page: draw(chance.fork("page"), { said, now, look, title, group, scroll }), look, now };
}
