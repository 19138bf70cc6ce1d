/** 转账详情: one transfer with its state and its clocks, on the payer's phone or the payee's. */
import { DAY, dashed, rfc3339, written } from "../story/wall.mjs";
import { fonts, phone, statusBar, titleBar } from "./frame.mjs";
import { icon, safe, yuan } from "./html.mjs";

/** What stands under the icon. @param {import("../story/payment.mjs").Payment} pay @param {boolean} waiting @param {boolean} old */
function stateOf(pay, waiting, old) {
  if (waiting) return pay.direction === "out" ? (old ? `待${pay.counterparty}确认收款` : `待${pay.counterparty}收款`) : old ? "待确认收款" : "待你收款";
  if (pay.returned !== null) return pay.direction === "in" ? "你已退还" : pay.returned - pay.sent >= DAY ? "已退还(超时未收款)" : `${pay.counterparty}已退还`;
  return pay.direction === "out" ? (old ? `${pay.counterparty}已收钱` : `${pay.counterparty}已收款`) : old ? "已收钱" : "你已收款，资金已存入零钱";
}

/** @param {import("../story/chance.mjs").Chance} chance @param {{ pay: import("../story/payment.mjs").Payment, now: number, look: import("./frame.mjs").Look, waiting: boolean }} of @returns {import("../types.js").Page} */
export function transferDetail(chance, { pay, now, look, waiting }) {
  const old = look.old || chance.is(0.2);
  const padded = chance.is(0.7);
  const time = (/** @type {number} */ t) => (old ? dashed(t) : written(t, padded));
  const status = stateOf(pay, waiting, old);
  const mark = waiting ? icon("wait", 64, "#10aeff") : pay.returned !== null ? icon("undo", 64, "#10aeff") : icon("check", 64, "#07c160");
  /** @type {[string, string][]} */
  const rows = [["转账时间", time(pay.sent)]];
  if (!waiting && pay.accepted !== null) rows.push([old ? "收钱时间" : "收款时间", time(pay.accepted)]);
  if (!waiting && pay.returned !== null) rows.push([old ? "退还时间" : "退款时间", time(pay.returned)]);
  if (pay.memo !== null) rows.unshift(["转账说明", pay.memo]);
  const under = waiting ? `<p class="hint">${pay.direction === "out" ? "1天内对方未收款，将退还给你。" : "1天内未收款，将退还给对方。"}<u class="href">${pay.direction === "out" ? "提醒对方收款" : ""}</u></p>` : pay.direction === "in" && pay.returned === null ? '<p class="hint"><u class="href">查看零钱</u></p>' : "";
  const button = waiting && pay.direction === "in" ? `<div class="green">${old ? "确认收款" : "收款"}</div>` : "";
  const body = `<div class="moved">${mark}<p class="what">${safe(status)}</p><strong>${look.sign}${yuan(pay.amountFen, look.commas)}</strong>${under}${button}<div class="pairs">${rows.map(([label, value]) => `<div class="pair"><span>${label}</span><p>${safe(value)}</p></div>`).join("")}</div></div>`;
  const titled = look.old || chance.is(0.5);
  const html = phone(look, { status: statusBar(chance, look, now, look.old ? {} : { background: "var(--card)" }), title: titleBar(look, { title: titled ? "转账详情" : "", right: "", plain: !look.old }), body, background: "var(--card)" });
  /** @type {import("../types.js").TruthTransfer} */
  const truth = {
    transaction_id: null, transfer_no: null, merchant_id: null, amount_fen: pay.amountFen, direction: pay.direction, when: rfc3339(pay.sent),
    accepted: waiting || pay.accepted === null ? null : rfc3339(pay.accepted), returned: waiting || pay.returned === null ? null : rfc3339(pay.returned),
    counterparty: status.includes(pay.counterparty) ? pay.counterparty : null, memo: pay.memo, method: null, status_text: status, optional: false,
  };
  return { kind: "transfer-detail", title: titled ? "转账详情" : null, html, dark: look.dark, group: false, clock: null, messages: [], labels: [], transfers: [truth], scroll: 0, fonts: fonts(look) };
}
