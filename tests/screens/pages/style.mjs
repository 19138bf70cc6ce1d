/** The style sheet of all pages, in points. Measures follow WeChat 8.0 on a phone, and 6.x where a page is `.old`. */
export const STYLE = `
* { box-sizing: border-box; margin: 0; padding: 0; }
html, body { background: #000; }
svg { display: block; }
i, em { font-style: normal; }
u { text-decoration: none; }
b { font-weight: 600; }
.screen { width: 100vw; height: 100vh; display: flex; flex-direction: column; overflow: hidden; background: var(--page); color: var(--ink); position: relative; }
.status { display: flex; justify-content: space-between; align-items: center; flex: none; background: var(--bar); font-size: 12px; padding: 0 14px; white-space: nowrap; }
.status span { display: flex; gap: 4px; align-items: center; }
.status b { font-weight: 500; }
.status.notch { font-size: 16px; padding: 6px 28px 0 34px; }
.status.notch b { font-weight: 600; }
.status.small { font-size: 12px; padding: 0 6px; }
.status.small > * { flex: 1; }
.status.small b { text-align: center; }
.status.small span:last-child { justify-content: flex-end; }
.battery { position: relative; }
.battery b { position: absolute; left: 0; width: 22px; text-align: center; font-size: 9px; }
.title { height: 44px; flex: none; display: flex; align-items: center; background: var(--bar); padding: 0 12px; }
.android .title { height: 48px; }
.title.plain { background: var(--card); }
.title > b { flex: 0 1 auto; font-size: 17px; font-weight: 500; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.title .start, .title .end { flex: 1 0 54px; display: flex; align-items: center; gap: 4px; }
.title .end { justify-content: flex-end; font-size: 15px; white-space: nowrap; }
.title.aside .start { flex: none; margin-right: 12px; }
.unread { background: color-mix(in srgb, var(--ink) 12%, transparent); border-radius: 10px; font-size: 14px; padding: 1px 7px; line-height: 18px; }
.mute { width: 14px; height: 14px; border: 1.5px solid var(--grey); border-radius: 50%; margin-right: 8px; }
.old .status, .old .title { background: #393a3f; color: #fff; }
.old .title > b { font-size: 18px; font-weight: 400; }
.view { flex: 1 1 0; position: relative; overflow: hidden; background: var(--paper); background-size: cover; }
.list { position: absolute; left: 0; right: 0; top: 0; }
.home { flex: none; background: var(--input); display: flex; align-items: flex-end; justify-content: center; padding-bottom: 8px; }
.home i { width: 134px; height: 5px; border-radius: 3px; background: var(--ink); }
.android .home i { width: 108px; height: 3px; }
.keys { flex: none; height: 44px; background: #000; display: flex; justify-content: space-around; align-items: center; }
.keys i { width: 16px; height: 16px; border: 1.6px solid #bbb; }
.keys .cir { border-radius: 50%; }
.keys .tri { border: 0; border-right: 16px solid #bbb; border-top: 9px solid transparent; border-bottom: 9px solid transparent; width: 0; height: 0; }
.input { flex: none; min-height: 54px; display: flex; align-items: center; gap: 8px; padding: 7px 8px; background: var(--input); border-top: .5px solid var(--line); }
.input .field { flex: 1; height: 38px; border-radius: 5px; background: var(--left); }
.old .input .field { background: none; border-bottom: 1px solid #bbb; border-radius: 0; }

.chat { padding: 6px 0 14px; font-size: var(--font); }
.label { text-align: center; padding: 9px 0; font-size: 12.5px; line-height: 18px; color: var(--label); }
.old .label span, .papered .label span, .old .notice span, .papered .notice span { background: #00000033; color: #fff; border-radius: 4px; padding: 2px 6px; }
.old .label span { background: #cecece; }
.old .notice > span { background: #cecece; }
.notice { text-align: center; padding: 7px 46px; font-size: 12.5px; line-height: 18px; color: var(--label); }
.notice .icon { display: inline-block; vertical-align: -2px; margin-right: 4px; }
.notice span { -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.href { color: var(--link); }
.gold { color: #fa9d3b; }
.divider { display: flex; align-items: center; gap: 10px; margin: 8px 14px; font-size: 12.5px; color: var(--label); }
.divider::before, .divider::after { content: ""; flex: 1; height: .5px; background: var(--label); opacity: .6; }
.row { display: flex; align-items: flex-start; gap: 10px; padding: 7.5px 12px; }
.row.me { flex-direction: row-reverse; }
.avatar { width: 40px; height: 40px; border-radius: 5px; overflow: hidden; flex: none; }
.old .avatar { border-radius: 2px; }
.stack { display: flex; flex-direction: column; align-items: flex-start; max-width: calc(100% - 100px); min-width: 0; }
.me .stack { align-items: flex-end; }
.name { font-size: 12px; line-height: 16px; color: var(--name); margin: -1px 0 3px 1px; white-space: nowrap; }
.bubble { position: relative; background: var(--left); color: var(--leftInk); border-radius: 5px; padding: 9px 11px; line-height: 1.36; min-height: 40px; min-width: 36px; white-space: pre-wrap; overflow-wrap: anywhere; line-break: auto; }
.me .bubble { background: var(--right); color: var(--rightInk); }
.old .me .bubble { background: #a0e75a; }
.you .bubble:not(.spoken)::before, .me .bubble:not(.spoken)::before, .card::before { content: ""; position: absolute; top: 14px; width: 9px; height: 9px; transform: rotate(45deg); border-radius: 1.5px; background: inherit; }
.you .bubble::before, .you .card::before { left: -4px; }
.me .bubble::before, .me .card::before { right: -4px; }
.bubble .href { color: var(--link); }
.me .bubble .href { color: #2b5f8f; }
.quoted { margin-top: 5px; background: var(--quote); color: var(--name); border-radius: 4px; padding: 6px 9px; font-size: 13px; line-height: 18px; max-width: 100%; overflow-wrap: anywhere; }
.line { display: flex; align-items: center; gap: 8px; }
.voice { display: flex; align-items: center; gap: 6px; }
.me .voice { flex-direction: row-reverse; }
.me .voice .icon { transform: scaleX(-1); }
.dot { width: 8px; height: 8px; border-radius: 50%; background: var(--badge); }
.bubble.spoken { margin-top: 5px; background: var(--left); color: var(--leftInk); }
.me .bubble.spoken { background: var(--right); color: var(--rightInk); }
.call { display: flex; align-items: center; gap: 8px; }
.you .call { flex-direction: row-reverse; }
.photo { position: relative; display: block; overflow: hidden; }
.in-photo { position: absolute; white-space: nowrap; font-weight: 600; line-height: 1.3; }
.picture { position: relative; border-radius: 5px; overflow: hidden; }
.play { position: absolute; left: calc(50% - 20px); top: calc(50% - 20px); }
.length { position: absolute; right: 6px; bottom: 4px; color: #fff; font-size: 12px; }
.sticker { width: 120px; min-height: 100px; display: flex; flex-direction: column; align-items: center; justify-content: center; border-radius: 5px; padding: 6px 0; }
.sticker b { font-size: 15px; line-height: 20px; white-space: nowrap; }
.card { position: relative; width: 236px; border-radius: 5px; background: var(--card); color: var(--cardInk); }
.card .foot { font-size: 11px; line-height: 21px; padding: 0 12px; color: var(--grey); border-radius: 0 0 5px 5px; }
.pay { background: var(--pending); color: #fff; }
.pay.done { background: var(--done); color: var(--doneInk); }
.pay .head { display: flex; align-items: center; gap: 10px; padding: 12px; min-height: 66px; }
.pay .amount { font-size: 17px; line-height: 22px; font-weight: 500; }
.pay .greeting { font-size: 16px; line-height: 21px; white-space: nowrap; }
.pay .state { font-size: 12.5px; line-height: 17px; }
.pay .foot { background: var(--card); }
.pay.inside .foot { background: none; color: inherit; opacity: .8; margin: 0 12px; padding: 0; border-top: .5px solid #ffffff55; border-radius: 0; }
.plain p { font-size: 15.5px; line-height: 21px; overflow-wrap: anywhere; }
.plain em { font-size: 12px; line-height: 17px; color: var(--grey); display: block; }
.file { display: flex; justify-content: space-between; gap: 10px; padding: 12px; }
.link { padding: 10px 12px; }
.link .two { display: flex; justify-content: space-between; gap: 10px; margin-top: 5px; }
.place p, .place em { padding: 0 12px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.place { padding-top: 9px; overflow: visible; }
.place .map { width: 236px; margin-top: 7px; border-radius: 0 0 5px 5px; }
.contact .who { display: flex; align-items: center; gap: 12px; padding: 12px; }
.contact .who > :first-child { border-radius: 4px; overflow: hidden; flex: none; }
.contact b { font-weight: 400; font-size: 16.5px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.contact .foot { border-top: .5px solid var(--line); }

.pairs { padding: 8px 0; width: 100%; }
.pair { display: flex; gap: 14px; padding: 8px 24px; font-size: 15px; line-height: 22px; }
.pair > span { flex: none; width: 76px; color: var(--grey); white-space: nowrap; }
.pair > p { flex: 1; overflow-wrap: anywhere; }
.tight .pair { padding: 5px 24px; font-size: 14px; line-height: 20px; }
.right .pair > p { text-align: right; }
.sum { display: flex; flex-direction: column; align-items: center; gap: 12px; padding: 26px 20px 22px; }
.sum > :first-child { border-radius: 50%; overflow: hidden; }
.sum p { font-size: 16px; line-height: 22px; }
.sum strong { font-size: 36px; line-height: 44px; font-weight: 600; }
.bill .pairs { border-top: .5px solid var(--line); margin: 0 8px; width: auto; }
.entries { background: var(--card); border-top: 8px solid var(--page); }
.entries .entry { display: flex; align-items: center; gap: 10px; min-height: 52px; margin-left: 16px; padding-right: 14px; border-bottom: .5px solid var(--line); font-size: 16px; }
.entry span { white-space: nowrap; }
.entry p { flex: 1; text-align: right; color: var(--grey); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.entry > .icon:last-child { color: var(--label); margin-left: auto; }
.entry.tall { min-height: 80px; }
.entry.mid { justify-content: center; color: var(--link); font-weight: 500; }
.bills { background: var(--card); }
.filter { display: flex; justify-content: space-between; align-items: center; background: var(--page); padding: 12px 16px; font-size: 14px; }
.filter span { background: color-mix(in srgb, var(--ink) 8%, transparent); border-radius: 16px; padding: 6px 12px; }
.filter em { color: var(--grey); }
.month { display: flex; align-items: center; gap: 6px; background: var(--page); padding: 12px 16px; }
.month b { font-size: 16px; font-weight: 500; }
.month .icon { transform: rotate(90deg); }
.month em { margin-left: auto; font-size: 12px; color: var(--grey); }
.paid { display: flex; gap: 12px; padding: 14px 16px; border-bottom: .5px solid var(--line); }
.paid > :first-child { border-radius: 5px; overflow: hidden; flex: none; }
.paid div { min-width: 0; }
.paid > div:nth-child(2) { flex: 1; }
.paid p { font-size: 16px; line-height: 22px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.paid em { font-size: 13px; line-height: 18px; color: var(--label); }
.much { text-align: right; flex: none; }
.much p { font-weight: 500; font-size: 17px; }
.much .in { color: var(--income); }
.much em { display: block; }
.much .luck { color: #e8a33d; }
.moved { display: flex; flex-direction: column; align-items: center; padding-top: 48px; }
.moved .what { font-size: 17px; line-height: 24px; margin-top: 22px; }
.moved strong { font-size: 44px; line-height: 56px; font-weight: 500; margin-top: 8px; }
.hint { font-size: 14px; line-height: 20px; color: var(--grey); margin-top: 8px; text-align: center; }
.green { background: #07c160; color: #fff; border-radius: 6px; font-size: 17px; padding: 10px 66px; margin: 34px 0 10px; }
.moved .pairs { margin-top: 40px; border-top: .5px solid var(--line); padding-top: 16px; }
.screen .title.packet-title { background: #f25542; color: #fae0b0; }
.packet-page { display: flex; flex-direction: column; align-items: center; }
.packet-page > * { flex: none; }
.red { width: 100%; height: 60px; background: #f25542; border-radius: 0 0 50% 50% / 0 0 40px 40px; }
.from { display: flex; gap: 8px; align-items: center; margin-top: 32px; font-size: 18px; }
.from > :first-child { border-radius: 3px; overflow: hidden; }
.from b { font-weight: 500; white-space: nowrap; }
.wish { color: var(--grey); font-size: 14px; margin-top: 8px; }
.packet-page strong { color: #c9a063; font-size: 50px; line-height: 60px; font-weight: 500; margin-top: 22px; }
.packet-page small { font-size: 16px; margin-left: 4px; }
.took { align-self: stretch; margin-top: 40px; padding: 10px 16px; font-size: 14px; color: var(--grey); border-bottom: .5px solid var(--line); }
.packet-page .paid { align-self: stretch; }
.about { display: flex; gap: 18px; background: var(--card); padding: 18px 22px 30px; }
.about > :first-child { border-radius: 6px; overflow: hidden; flex: none; }
.about b { font-size: 21px; line-height: 28px; display: block; }
.about em { display: block; font-size: 14px; line-height: 21px; color: var(--grey); }
.sessions { background: var(--card); }
.session { position: relative; display: flex; gap: 12px; padding: 11px 14px; border-bottom: .5px solid var(--line); }
.session .avatar { width: 46px; height: 46px; }
.session > div { flex: 1; min-width: 0; }
.session p { display: flex; justify-content: space-between; gap: 12px; font-size: 16.5px; line-height: 25px; }
.session p span { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.session p em { flex: none; font-size: 12px; color: var(--label); }
.session > div > em { display: block; font-size: 13.5px; line-height: 20px; color: var(--label); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.badge { position: absolute; left: 50px; top: 4px; min-width: 18px; height: 18px; border-radius: 9px; background: var(--badge); color: #fff; font-size: 12px; line-height: 18px; text-align: center; padding: 0 4px; }
.tabs { flex: none; height: 54px; display: flex; background: var(--input); border-top: .5px solid var(--line); }
.tabs span { flex: 1; display: flex; flex-direction: column; align-items: center; justify-content: center; font-size: 10.5px; gap: 2px; }
.tabs .on { color: #07c160; }
.merged { padding: 0 16px; }
.day { text-align: center; color: var(--label); font-size: 12.5px; padding: 12px 0; }
.forwarded { display: flex; gap: 12px; padding: 12px 0 0; }
.forwarded .avatar { width: 36px; height: 36px; }
.forwarded > div { flex: 1; min-width: 0; padding-bottom: 12px; border-bottom: .5px solid var(--line); }
.by { display: flex; justify-content: space-between; gap: 10px; font-size: 12.5px; line-height: 18px; color: var(--label); white-space: nowrap; }
.forwarded p { font-size: 16px; line-height: 23px; white-space: pre-wrap; overflow-wrap: anywhere; margin-top: 3px; }
.forwarded .photo { margin-top: 6px; }
.enter .to { display: flex; gap: 12px; align-items: center; flex-direction: column; padding: 24px; font-size: 16px; }
.enter .to > :first-child { border-radius: 5px; overflow: hidden; }
.sheet { background: var(--card); border-radius: 12px 12px 0 0; padding: 28px 26px 240px; font-size: 15px; }
.sheet strong { display: block; font-size: 42px; line-height: 70px; font-weight: 500; border-bottom: .5px solid var(--line); margin-bottom: 14px; }
.pad { flex: none; display: grid; grid-template-columns: repeat(4, 1fr); gap: 6px; padding: 6px; background: var(--input); text-align: center; }
.pad span { background: var(--card); border-radius: 5px; font-size: 22px; line-height: 46px; }
.pad b { background: #07c160; color: #fff; border-radius: 5px; line-height: 46px; font-weight: 400; font-size: 17px; }
.article { padding: 18px 20px; font-size: 16px; line-height: 1.75; }
.article h1 { font-size: 22px; line-height: 1.4; font-weight: 600; }
.article em { color: var(--grey); font-size: 14px; }
.article p { margin: 12px 0; overflow-wrap: anywhere; }

.pc { flex-direction: row; }
.pc .rail { width: 56px; flex: none; background: #2e2e2e; display: flex; flex-direction: column; align-items: center; gap: 22px; padding-top: 34px; color: #8a8a8a; }
.pc .people { width: 252px; flex: none; background: var(--side); border-right: 1px solid var(--line); overflow: hidden; }
.pc .find { margin: 22px 12px 10px; height: 26px; border-radius: 4px; background: color-mix(in srgb, var(--ink) 8%, transparent); font-size: 12px; line-height: 26px; padding: 0 8px; color: var(--grey); display: flex; gap: 6px; align-items: center; }
.pc .person { display: flex; gap: 10px; padding: 12px; height: 64px; }
.pc .person.on { background: color-mix(in srgb, var(--ink) 12%, transparent); }
.pc .person .avatar { width: 40px; height: 40px; }
.pc .person div { flex: 1; min-width: 0; }
.pc .person p { display: flex; justify-content: space-between; gap: 8px; font-size: 14px; line-height: 20px; }
.pc .person p span { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.pc .person p em { font-size: 11px; color: var(--label); flex: none; }
.pc .person > div > em { display: block; font-size: 12px; line-height: 18px; color: var(--label); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.pc .pane { flex: 1; min-width: 0; display: flex; flex-direction: column; }
.pc .head-bar { height: 60px; flex: none; display: flex; justify-content: space-between; align-items: flex-end; padding: 0 24px 14px; border-bottom: 1px solid var(--line); background: var(--page); }
.pc .head-bar b { font-size: 18px; font-weight: 400; line-height: 24px; }
.pc .write { height: 150px; flex: none; border-top: 1px solid var(--line); background: var(--page); padding: 12px 20px; display: flex; flex-direction: column; justify-content: space-between; color: var(--grey); }
.pc .write span { display: flex; gap: 16px; }
.pc .send { align-self: flex-end; background: color-mix(in srgb, var(--ink) 8%, transparent); color: #07c160; font-size: 14px; border-radius: 4px; padding: 5px 26px; }
.pc .chat { padding: 10px 12px; }
.pc .avatar { width: 36px; height: 36px; }
.pc .stack { max-width: 66%; }
.pc .bubble { line-height: 1.5; padding: 7.5px 11px; min-height: 36px; }
.pc .label, .pc .notice { font-size: 12px; }
`;
