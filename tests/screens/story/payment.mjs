/** One movement of money as a bill knows it: clocks, numbers, state, words. */
import { BANKS, PEOPLE, SHOPS } from "../data/names.mjs";
import { MEMOS } from "../data/sentences.mjs";
import { fen } from "./conversation.mjs";
import { fill } from "./speech.mjs";
import { DAY, fields, MINUTE, pad } from "./wall.mjs";

/** @typedef {import("./chance.mjs").Chance} Chance */
/**
 * @typedef {object} Payment
 * @property {"transfer" | "purchase" | "qr" | "red-packet" | "refund"} what
 * @property {"out" | "in"} direction
 * @property {number} amountFen
 * @property {string} counterparty
 * @property {string} heading
 * @property {number} sent
 * @property {number | null} accepted
 * @property {number | null} returned
 * @property {string} status
 * @property {string | null} memo
 * @property {string | null} method
 * @property {string | null} transactionId
 * @property {string | null} transferNo
 * @property {string | null} merchantId
 */

/** `YYYYMMDD` @param {number} t */
const ymd = (t) => { const f = fields(t); return `${f.year}${pad(f.month)}${pad(f.day)}`; };

/** 31 digits: the number of a transfer. @param {Chance} chance @param {number} t */
export const transferNumber = (chance, t) => `1000050001${ymd(t)}${pad(chance.int(0, 99))}${chance.digits(11)}`;

/** 28 digits: the number of a payment to a shop. @param {Chance} chance @param {number} t */
const payNumber = (chance, t) => `42000${pad(chance.int(0, 99999), 5)}${ymd(t)}${chance.digits(10)}`;

/** Numbers of shops: 20 to 40 digits or letters. @param {Chance} chance @param {number} t */
const shopNumber = (chance, t) => chance.weighed([
  [`${ymd(t)}${chance.digits(chance.int(14, 20))}`, 3], [`1000049501${ymd(t).slice(2)}${chance.digits(24)}`, 1],
  [chance.digits(32), 1], [`P${chance.digits(21)}`, 0.5],
]);

/** @param {Chance} chance */
const method = (chance) => chance.weighed([["零钱", 5], ["零钱通", 2], [`${chance.pick(BANKS)}(${chance.digits(4)})`, 3], [`${chance.pick(BANKS)}储蓄卡(${chance.digits(4)})`, 1]]);

/** A payment at an instant. @param {Chance} chance @param {number} t @returns {Payment} */
export function payment(chance, t) {
  return chance.weighed([[transfer, 6], [purchase, 3], [qr, 1]])(chance, t);
}

/** A transfer between people. @param {Chance} chance @param {number} sent @returns {Payment} */
export function transfer(chance, sent) {
  const direction = chance.is(0.6) ? "out" : "in";
  const counterparty = chance.pick(PEOPLE);
  const fate = direction === "in" ? "accepted" : chance.weighed([["accepted", 6], ["returned", 1.5], ["expired", 1]]);
  const accepted = fate === "accepted" ? sent + chance.weighed([[chance.int(2, 400), 5], [chance.int(10, 1300) * MINUTE, 2]]) : null;
  const returned = fate === "accepted" ? null : fate === "returned" ? sent + chance.int(60, 70_000) : sent + DAY + chance.int(1, 60);
  const status = direction === "in" ? "已存入零钱" : fate === "accepted" ? chance.pick(["对方已收钱", "朋友已收钱", "对方已收钱"]) : fate === "returned" ? "对方已退还" : "过期已退还";
  return {
    what: "transfer", direction, amountFen: fen(chance), counterparty, heading: direction === "out" ? `转账-转给${counterparty}` : `转账-来自${counterparty}`, sent, accepted, returned, status,
    memo: chance.is(0.6) ? fill(chance, chance.pick(MEMOS)) : null, method: direction === "out" ? method(chance) : "零钱",
    transactionId: null, transferNo: transferNumber(chance, sent), merchantId: null,
  };
}

/** @param {Chance} chance @param {number} sent @returns {Payment} */
function purchase(chance, sent) {
  const shop = chance.pick(SHOPS);
  return {
    what: "purchase", direction: "out", amountFen: chance.int(100, 99_999), counterparty: shop, heading: shop, sent, accepted: null, returned: null, status: "支付成功",
    memo: null, method: method(chance), transactionId: payNumber(chance, sent), transferNo: null, merchantId: shopNumber(chance, sent),
  };
}

/** @param {Chance} chance @param {number} sent @returns {Payment} */
function qr(chance, sent) {
  const counterparty = chance.pick(PEOPLE);
  const out = chance.is(0.6);
  return {
    what: "qr", direction: out ? "out" : "in", amountFen: fen(chance), counterparty, heading: out ? `扫二维码付款-给${counterparty}` : `二维码收款-来自${counterparty}`, sent, accepted: null, returned: null,
    status: out ? "支付成功" : "已收钱", memo: chance.is(0.4) ? fill(chance, chance.pick(MEMOS)) : null, method: out ? method(chance) : "零钱", transactionId: null, transferNo: transferNumber(chance, sent), merchantId: null,
  };
}
