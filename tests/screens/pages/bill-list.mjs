/** 账单: rows of payments under their months. */
import { fields, hhmm, rfc3339 } from "../story/wall.mjs";
import { fonts, phone, statusBar, titleBar } from "./frame.mjs";
import { face, icon, safe, yuan } from "./html.mjs";

/** @param {import("../story/chance.mjs").Chance} chance @param {{ pays: import("../story/payment.mjs").Payment[], now: number, look: import("./frame.mjs").Look }} of newest first @returns {import("../types.js").Page} */
export function billList(chance, { pays, now, look }) {
  let month = "";
  let rows = "";
  const commas = false;
  for (const pay of pays) {
    const f = fields(pay.sent);
    const here = `${f.year}年${f.month}月`;
    if (here !== month) {
      rows += `<div class="month"><b>${here}</b>${icon("chevron", 12)}<em>支出¥${yuan(chance.int(10_000, 999_999), commas)} 收入¥${yuan(chance.int(10_000, 999_999), commas)}</em></div>`;
      month = here;
    }
    const given = pay.direction === "in";
    const back = pay.returned === null ? "" : `<em class="back">已全额退款</em>`;
    rows += `<div class="paid">${face(chance, 40)}<div><p>${safe(pay.heading)}</p><em>${f.month}月${f.day}日 ${hhmm(pay.sent)}</em></div><div class="much"><p class="${given ? "in" : ""}">${given ? "+" : "-"}${yuan(pay.amountFen, look.commas)}</p>${back}</div></div>`;
  }
  const body = `<div class="bills"><div class="filter"><span>全部账单 ▾</span><em>统计</em></div>${rows}</div>`;
  const html = phone(look, { status: statusBar(chance, look, now), title: titleBar(look, { title: "账单", left: "close", right: "常见问题" }), body });
  const transfers = pays.map((pay) => {
    const minute = pay.sent - (pay.sent % 60);
    return { transaction_id: null, transfer_no: null, merchant_id: null, amount_fen: pay.amountFen, direction: pay.direction, when: rfc3339(minute), accepted: null, returned: null, counterparty: pay.counterparty, memo: null, method: null, status_text: null, optional: true };
  });
  return { kind: "bill-list", title: "账单", html, dark: look.dark, group: false, clock: null, messages: [], labels: [], transfers, scroll: chance.is(0.6) ? 0 : chance.next(), fonts: fonts(look) };
}

