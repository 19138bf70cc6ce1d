/** Words of the case that every view uses: one per thing, the same in window and dossier. */
import type { Basis } from "../../lib/api/generated/Basis";
import type { Card } from "../../lib/api/generated/Card";
import type { Decided } from "../../lib/api/generated/Decided";
import type { Direction } from "../../lib/api/generated/Direction";
import type { FileStatus } from "../../lib/api/generated/FileStatus";
import type { Health } from "../../lib/api/generated/Health";
import type { LinkBasis } from "../../lib/api/generated/LinkBasis";
import type { MessageKind } from "../../lib/api/generated/MessageKind";
import type { PartyRole } from "../../lib/api/generated/PartyRole";
import type { Severity } from "../../lib/api/generated/Severity";
import type { Side } from "../../lib/api/generated/Side";
import type { StandingShape } from "../../lib/api/generated/StandingShape";
import type { Status } from "../../lib/api/generated/Status";
import type { TransferKind } from "../../lib/api/generated/TransferKind";
import type { Verdict } from "../../lib/api/generated/Verdict";

type Each<K extends string> = Record<K, string>;

export const terms = {
  verdict: {
    within: "未超过",
    over: "超过",
    undetermined: "无法判断",
    "no-message": "未见消息",
  } satisfies Each<Verdict>,
  /** What a verdict means, in a sentence. */
  verdictMeans: {
    within: "收付记录与消息的间隔没有超过本案的核对阈值。",
    over: "收付记录与消息的间隔超过本案的核对阈值，请人工核对。",
    undetermined: "消息的时间只精确到一段范围，无法判断是否超过核对阈值。",
    "no-message": "没有找到与这笔收付记录对应的消息。",
  } satisfies Each<Verdict>,
  /** How something that was checked stands. */
  standing: {
    same: "一致",
    differs: "不一致",
    missing: "缺失",
    extra: "多出",
    unverifiable: "无法验证",
  } satisfies Each<StandingShape>,
  noLink: "不需要对应",
  decided: {
    proposed: "程序建议",
    confirmed: "已确认",
    rejected: "已否定",
  } satisfies Each<Decided>,
  severity: { serious: "重要", check: "需核对", note: "说明" } satisfies Each<Severity>,
  direction: { out: "付出", in: "收到", neutral: "不计收支" } satisfies Each<Direction>,
  side: { me: "我方", other: "对方", system: "系统", unknown: "未知" } satisfies Each<Side>,
  role: { me: "我方", other: "对方" } satisfies Each<PartyRole>,
  kind: {
    text: "文字",
    transfer: "转账",
    "red-packet": "红包",
    image: "图片",
    voice: "语音",
    video: "视频",
    file: "文件",
    link: "链接",
    quote: "引用",
    location: "位置",
    sticker: "表情",
    call: "通话",
    recalled: "已撤回",
    system: "系统消息",
    other: "其他",
  } satisfies Each<MessageKind>,
  transferKind: {
    transfer: "转账",
    refund: "退款",
    "red-packet": "红包",
    qr: "二维码收付款",
    group: "群收款",
    withdrawal: "提现",
    "top-up": "充值",
    purchase: "消费",
    other: "其他",
  } satisfies Each<TransferKind>,
  status: {
    unknown: "状态不明",
    completed: "已完成",
    returned: "已退还",
    "partly-returned": "部分退还",
    failed: "未成功",
  } satisfies Each<Status>,
  card: {
    sent: "发起转账",
    receipt: "已收款",
    returned: "已退还",
    expired: "已过期",
  } satisfies Each<Card>,
  basis: {
    bill: "账单时间，精确到秒",
    export: "导出文件时间，精确到秒",
    label: "截图时间标签，精确到分",
    "between-labels": "两个时间标签之间",
    user: "由用户填写",
    file: "文件时间",
  } satisfies Each<Basis>,
  linkBasis: {
    id: "单号相同",
    card: "转账卡片",
    "red-packet": "红包",
    nearest: "时间最近的消息",
    user: "用户指定",
    none: "未见消息",
  } satisfies Each<LinkBasis>,
  fileStatus: {
    added: "已加入",
    duplicate: "已在案中",
    locked: "需要密码",
    rejected: "未加入",
  } satisfies Each<FileStatus>,
  health: {
    good: "完好",
    gone: "找不到了",
    "read-only": "只能查看",
    broken: "打不开",
    locked: "已加密",
  } satisfies Each<Health>,
  messageEarlier: (gap: string) => `消息早 ${gap}`,
  messageLater: (gap: string) => `消息晚 ${gap}`,
  sameMoment: "同一时刻",
  atMostApart: (gap: string) => `相差至多 ${gap}`,
  /** Two durations in different units; `whole` is two numbers of whole minutes. */
  between: (least: string, most: string) => `${least}至 ${most}`,
  betweenMinutes: (least: number, most: number) => `${least}—${most} 分钟`,
  days: (n: number) => `${n} 天`,
  hours: (n: number) => `${n} 小时`,
  minutes: (n: number) => `${n} 分`,
  seconds: (n: number) => `${n} 秒`,
  noAmount: "金额不明",
  noTime: "时间不明",
  ambiguous: "另有同样可能的消息",
  justNow: "刚刚",
  minutesAgo: (n: number) => `${n} 分钟前`,
  hoursAgo: (n: number) => `${n} 小时前`,
  yesterday: "昨天",
};
