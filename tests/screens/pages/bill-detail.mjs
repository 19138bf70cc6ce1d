/** 账单详情: one payment as label and value, in the old and the new layout, rows in varied order. */
import { rfc3339, dashed, written } from "../story/wall.mjs";
import { fonts, phone, statusBar, titleBar } from "./frame.mjs";
import { face, icon, safe, yuan } from "./html.mjs";

/** @typedef {import("../story/payment.mjs").Payment} Payment */

/** The rows of a payment in an order that WeChat has had. @param {import("../story/chance.mjs").Chance} chance @param {Payment} pay @param {(t: number) => string} time @returns {[string, string][]} */
function rowsOf(chance, pay, time) {
  /** @type {[string, string | null][]} */
  const clocks = pay.what === "transfer"
    ? [["转账时间", time(pay.sent)], ["收款时间", pay.accepted === null ? null : time(pay.accepted)], ["退款时间", pay.returned === null ? null : time(pay.returned)]]
    : [[pay.direction === "in" ? "收款时间" : pay.what === "qr" ? "转账时间" : "支付时间", time(pay.sent)]];
  /** @type {[string, string | null][]} */
  const ids = [["交易单号", pay.transactionId], ["转账单号", pay.transferNo], ["商户单号", pay.merchantId]];
  /** @type {[string, string | null]} */
  const how = [pay.direction === "in" ? "收款方式" : "支付方式", pay.method];
  /** @type {[string, string | null]} */
  const status = ["当前状态", pay.status];
  /** @type {[string, string | null]} */
  const memo = [pay.what === "qr" ? (pay.direction === "out" ? "付款方备注" : "付款方留言") : "转账说明", pay.memo];
  /** @type {[string, string | null][]} */
  const goods = pay.what === "purchase" ? [["商品", `${pay.counterparty}订单-${chance.digits(chance.int(8, 16))}`], ["商户全称", `${pay.counterparty}科技有限公司`], ["收单机构", chance.is(0.5) ? "财付通支付科技有限公司" : null]] : [];
  const orders = [
    [status, ...goods, memo, ...clocks, how, ...ids],
    [status, memo, ...goods, ...clocks, ...ids, how],
    [...clocks.slice(0, 1), status, ...clocks.slice(1), how, ...goods, memo, ...ids],
    [memo, status, ...goods, how, ...clocks, ...ids],
  ];
  return chance.pick(orders).filter(/** @returns {row is [string, string]} */ (row) => row[1] !== null);
}

/** What a reader should find. @param {Payment} pay @returns {import("../types.js").TruthTransfer} */
export function truthOf(pay) {
  const incoming = pay.what === "qr" && pay.direction === "in";
  return {
    transaction_id: pay.transactionId, transfer_no: pay.transferNo, merchant_id: pay.merchantId, amount_fen: pay.amountFen, direction: pay.direction,
    // Money that moves at one moment has that time, whatever the page calls it.
    when: rfc3339(pay.sent), accepted: incoming ? rfc3339(pay.sent) : pay.accepted === null ? null : rfc3339(pay.accepted), returned: pay.returned === null ? null : rfc3339(pay.returned),
    counterparty: pay.counterparty, memo: pay.memo, method: pay.method, status_text: pay.status, optional: false,
  };
}

/** @param {import("../story/chance.mjs").Chance} chance @param {{ pay: Payment, now: number, look: import("./frame.mjs").Look }} of @returns {import("../types.js").Page} */
export function billDetail(chance, { pay, now, look }) {
  const fresh = chance.is(0.6);
  const padded = chance.is(0.5);
  const time = (/** @type {number} */ t) => (fresh ? written(t, padded) : dashed(t));
  const sign = pay.direction === "out" ? chance.pick(["-", "-", "−"]) : "+";
  const rows = rowsOf(chance.fork("rows"), pay, time).map(([label, value]) => `<div class="pair"><span>${label}</span><p>${safe(value)}</p></div>`).join("");
  const right = fresh && chance.is(0.4);
  const links = (pay.what === "purchase" ? ["发起群收款", "在此商户的交易账单", "对订单有疑惑"] : ["查看转账记录", "对订单有疑惑", "申请转账电子凭证"]).map((words) => `<div class="entry"><span>${words}</span>${icon("chevron", 14)}</div>`).join("");
  const body = `<div class="bill${right ? " right" : ""}${fresh ? "" : " tight"}"><div class="sum">${face(chance, 46)}<p>${safe(pay.heading)}</p><strong>${sign}${yuan(pay.amountFen, look.commas)}</strong></div><div class="pairs">${rows}</div><div class="entries">${links}</div></div>`;
  const html = phone(look, { status: statusBar(chance, look, now, look.old ? {} : { background: "var(--card)" }), title: titleBar(look, { title: fresh || chance.is(0.5) ? "账单详情" : "账单", left: chance.pick(["back", "close"]), right: chance.is(0.5) ? "" : icon("more", 22), plain: !look.old }), body, background: "var(--card)" });
  return { kind: "bill-detail", title: "账单详情", html, dark: look.dark, group: false, clock: null, messages: [], labels: [], transfers: [truthOf(pay)], scroll: 0, fonts: fonts(look) };
}
