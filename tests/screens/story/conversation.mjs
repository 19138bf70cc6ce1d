/** A conversation: who said what at which second, with transfers that are accepted, returned or run out. */
import { FILES, GREETINGS, IN_PHOTOS, IN_STICKERS, LINKS, MEMOS, PLACES, SPOKEN } from "../data/sentences.mjs";
import { NICKNAMES, PEOPLE } from "../data/names.mjs";
import { fill, say } from "./speech.mjs";
import { DAY, HOUR, MINUTE } from "./wall.mjs";

/** @typedef {import("../types.js").Said} Said */
/** @typedef {import("./chance.mjs").Chance} Chance */
/** @typedef {{ others: string[], group: boolean, count: number, begin: number, mood: "loan" | "repay" | "talk" | "mixed" }} Wish */

/** The gap to the next message, in seconds: mostly talk, now and then a pause, hours or days. @param {Chance} chance */
function gap(chance) {
  return chance.weighed([
    [() => chance.int(3, 90), 12],
    [() => chance.int(91, 290), 3],
    [() => chance.int(6 * MINUTE, 50 * MINUTE), 2.2],
    [() => chance.int(HOUR, 10 * HOUR), 1.2],
    [() => chance.int(DAY, 4 * DAY), 0.7],
    [() => chance.int(5 * DAY, 60 * DAY), 0.2],
  ])();
}

/** A round or a crooked amount in fen. @param {Chance} chance */
export function fen(chance) {
  return chance.weighed([
    [() => chance.int(1, 50) * 100_000, 4],
    [() => chance.int(1, 99) * 10_000, 3],
    [() => chance.int(1, 9999) * 100, 2],
    [() => chance.int(1, 9_999_999), 2],
    [() => chance.int(1, 999), 0.6],
  ])();
}

/** The messages of a conversation in their order. @param {Chance} chance @param {Wish} wish @returns {Said[]} */
export function conversation(chance, wish) {
  /** @type {Said[]} */
  const out = [];
  let t = wish.begin;
  /** @type {"me" | "other"} */
  let side = chance.is(0.5) ? "me" : "other";
  while (out.length < wish.count) {
    t += gap(chance);
    if (chance.is(0.55)) side = side === "me" ? "other" : "me";
    const sender = side === "me" ? "我" : chance.pick(wish.others);
    const said = one(chance, { side, sender, t, wish });
    for (const item of said) {
      out.push(item);
      t = Math.max(t, item.t);
    }
  }
  return out.slice(0, wish.count);
}

/** @typedef {{ side: "me" | "other", sender: string, t: number, wish: Wish }} Turn */

/** @param {Chance} chance @param {Turn} turn @returns {Said[]} */
function one(chance, turn) {
  const { group, mood } = turn.wish;
  /** @type {readonly (readonly [(chance: Chance, turn: Turn) => Said[], number])[]} */
  const kinds = [
    [text, mood === "talk" ? 26 : 20], [transfer, group ? 0.2 : 3], [packet, group ? 2 : 1], [voice, 1.6], [quote, 1.4], [image, 1.5], [sticker, 1],
    [file, 0.5], [link, 0.6], [place, 0.5], [contact, 0.4], [call, group ? 0 : 0.8], [recalled, 0.7], [patted, 0.5], [divider, 0.2],
  ];
  return chance.weighed(kinds)(chance, turn);
}

/** @param {Turn} turn @param {Partial<Said> & Pick<Said, "kind" | "text">} more @returns {Said} */
const said = (turn, more) => ({ side: turn.side, sender: turn.sender, t: turn.t, ...more });

/** @param {number} t @param {string} words @param {Partial<Said>} [more] @returns {Said} */
const notice = (t, words, more) => ({ kind: "system", side: "system", sender: null, t, text: words, ...more });

/** @param {Chance} chance @param {Turn} turn */
function text(chance, turn) {
  return [said(turn, { kind: "text", text: say(chance, turn.wish.mood) })];
}

/** @param {Chance} chance @param {Turn} turn @returns {Said[]} */
function transfer(chance, turn) {
  const amountFen = fen(chance);
  const memo = chance.is(0.35) ? fill(chance, chance.pick(MEMOS)) : undefined;
  const fate = chance.weighed([["accepted", 6], ["pending", 2], ["returned", 1], ["expired", 1]]);
  const sent = said(turn, { kind: "transfer", text: memo ?? "", amountFen, card: "sent", draw: { fate } });
  if (memo !== undefined) sent.memo = memo;
  const payee = turn.side === "me" ? "other" : "me";
  const sender = payee === "me" ? "我" : chance.pick(turn.wish.others);
  if (fate === "accepted" || fate === "returned") {
    const card = fate === "accepted" ? "receipt" : "returned";
    const t = turn.t + chance.weighed([[chance.int(4, 200), 5], [chance.int(10, 600) * MINUTE, 1]]);
    return [sent, { ...said(turn, { kind: "transfer", text: "", amountFen, card, draw: { fate } }), t, side: payee, sender }];
  }
  if (fate === "expired" && turn.side === "me") return [sent, notice(turn.t + DAY, "收款方24小时内未接收你的转账，已过期")];
  return [sent];
}

/** @param {Chance} chance @param {Turn} turn */
function packet(chance, turn) {
  const greeting = chance.pick(GREETINGS);
  const taken = chance.is(0.6);
  const state = taken ? chance.weighed([["已领取", 4], ["已被领完", turn.wish.group ? 2 : 0.3], ["已过期", 0.4]]) : "";
  const sent = said(turn, { kind: "red-packet", text: greeting, textAlso: [`${greeting}\n${state}`, `${greeting}\n${turn.side === "me" ? "查看红包" : "领取红包"}`, `${greeting}\n微信红包`, `${greeting}\n${state}\n微信红包`], draw: { state, open: taken } });
  if (state !== "已领取") return [sent];
  const other = chance.pick(turn.wish.others);
  const words = turn.side === "me" ? `${other}领取了你的红包` : `你领取了${turn.sender}的红包`;
  return [sent, notice(turn.t + chance.int(2, 120), words, { draw: { packet: true } })];
}

/** @param {Chance} chance @param {Turn} turn */
function voice(chance, turn) {
  const seconds = chance.int(1, 60);
  const spoken = chance.is(0.4) ? chance.pick(SPOKEN) : "";
  const length = `${seconds}"`;
  return [said(turn, { kind: "voice", text: spoken, textAlso: [length, `${length}\n${spoken}`, `[语音] ${length}`, `[语音] ${length} ${spoken}`], draw: { seconds, unread: chance.is(0.2) } })];
}

/** @param {Chance} chance @param {Turn} turn */
function quote(chance, turn) {
  const words = say(chance, turn.wish.mood);
  const of = chance.weighed([[() => say(chance, turn.wish.mood).replaceAll("\n", " "), 6], [() => "[图片]", 1], [() => "[转账]", 1]])();
  const who = chance.pick([...turn.wish.others, chance.pick(PEOPLE)]);
  // A phone shows two lines of it at most.
  const quoted = `${who}: ${of.length > 34 ? `${of.slice(0, 32)}...` : of}`;
  return [said(turn, { kind: "quote", text: words, textAlso: [`${words}\n${quoted}`], draw: { quoted } })];
}

/** @param {Chance} chance @param {Turn} turn */
function image(chance, turn) {
  const written = chance.is(0.3) ? chance.pick(IN_PHOTOS) : "";
  const wide = chance.is(0.5);
  return [said(turn, { kind: chance.is(0.12) ? "video" : "image", text: "", draw: { look: chance.int(0, 1e9), written, wide, length: `0:${chance.int(10, 59)}` } })];
}

/** @param {Chance} chance @param {Turn} turn */
function sticker(chance, turn) {
  const written = chance.is(0.6) ? chance.pick(IN_STICKERS) : "";
  return [said(turn, { kind: "sticker", text: "", draw: { look: chance.int(0, 1e9), written } })];
}

/** @param {Chance} chance @param {Turn} turn */
function file(chance, turn) {
  const [name, size] = /** @type {[string, string]} */ (chance.pick(FILES));
  return [said(turn, { kind: "file", text: name, textAlso: [`${name}\n${size}`], draw: { size } })];
}

/** @param {Chance} chance @param {Turn} turn */
function link(chance, turn) {
  const [title, words] = /** @type {[string, string]} */ (chance.pick(LINKS));
  return [said(turn, { kind: "link", text: title, textAlso: [`${title}\n${words}`], draw: { words } })];
}

/** @param {Chance} chance @param {Turn} turn */
function place(chance, turn) {
  const [name, street] = /** @type {[string, string]} */ (chance.pick(PLACES));
  return [said(turn, { kind: "location", text: name, textAlso: [`${name}\n${street}`], draw: { street, look: chance.int(0, 1e9) } })];
}

/** @param {Chance} chance @param {Turn} turn */
function contact(chance, turn) {
  const name = chance.pick(NICKNAMES);
  return [said(turn, { kind: "other", text: name, textAlso: [`${name}\n个人名片`], draw: { what: "contact" } })];
}

/** @param {Chance} chance @param {Turn} turn */
function call(chance, turn) {
  const length = `${String(chance.int(0, 59)).padStart(2, "0")}:${String(chance.int(0, 59)).padStart(2, "0")}`;
  const words = chance.weighed([[`通话时长 ${length}`, 4], [turn.side === "me" ? "对方无应答" : "未接听", 1], ["已取消", 1], [turn.side === "me" ? "对方已拒绝" : "已拒绝", 0.6]]);
  return [said(turn, { kind: "call", text: words, draw: { video: chance.is(0.3) } })];
}

/** @param {Chance} chance @param {Turn} turn */
function recalled(chance, turn) {
  const words = turn.side === "me" ? "你撤回了一条消息" : chance.is(0.5) ? `"${turn.sender}" 撤回了一条消息` : `“${turn.sender}”撤回了一条消息`;
  return [notice(turn.t, words, { kind: "recalled", textAlso: [`${words} 重新编辑`], draw: { again: turn.side === "me" && chance.is(0.3) } })];
}

/** @param {Chance} chance @param {Turn} turn */
function patted(chance, turn) {
  const other = chance.pick(turn.wish.others);
  return [notice(turn.t, turn.side === "me" ? `你拍了拍 "${other}"` : `"${turn.sender}" 拍了拍我`)];
}

/** @param {Chance} _chance @param {Turn} turn */
function divider(_chance, turn) {
  return [notice(turn.t, "以下为新消息", { optional: true, draw: { divider: true } })];
}
