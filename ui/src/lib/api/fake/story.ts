/** The made-up story that tests look at: 林晓 lends to 周航 and is paid back in part. The same for the same size, always. */
import type { Direction } from "../generated/Direction";
import type { Gap } from "../generated/Gap";
import type { MessageKind } from "../generated/MessageKind";
import type { Order } from "../generated/Order";
import type { Verdict } from "../generated/Verdict";

export const ME = "林晓";
export const OTHER = "周航";

export interface StoryMessage {
  id: string;
  at: number;
  side: "me" | "other";
  kind: MessageKind;
  text: string;
  /** The transfer whose card it is; -1 for none. */
  transfer: number;
}

export interface StoryTransfer {
  id: string;
  /** Empty where it needs no message. */
  link: string;
  at: number;
  direction: Direction;
  fen: number;
  purchase: boolean;
  /** The number of its message; -1 for none. */
  message: number;
  verdict: Verdict | null;
  gap: Gap | null;
  order: Order | null;
  ambiguous: boolean;
}

export interface Story {
  messages: StoryMessage[];
  transfers: StoryTransfer[];
}

/** A small generator with a fixed seed (mulberry32): the same numbers on every machine. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An id as the program prints it: 16 hex digits. */
export function fakeId(kind: string, number: number): string {
  let mixed = 0x811c9dc5;
  for (const letter of `${kind}:${number}`) {
    mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  }
  return mixed.toString(16).padStart(8, "0") + number.toString(16).padStart(8, "0");
}

export function fakeDigest(text: string): string {
  const roll = dice([...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7));
  return Array.from({ length: 64 }, () => Math.trunc(roll() * 16).toString(16)).join("");
}

const SAID = [
  "在吗？",
  "刚下班，怎么了",
  "最近手头有点紧，想跟你借点钱周转一下",
  "要多少",
  "五千可以吗，下个月发工资就还你",
  "行，我一会儿转给你",
  "收到了，谢谢！",
  "月底一定还",
  "店里这两天进货，钱都压着",
  "上次那笔什么时候方便还？",
  "不好意思，再宽限几天",
  "好吧，别太久",
  "今天先还你一千，剩下的下个月",
  "孩子开学要交学费，真的急用",
  "周末有空一起吃饭吗",
  "可以啊，老地方",
  "到了跟我说一声",
  "哈哈哈哈",
  "[捂脸]",
  "我算了一下，前后一共借了你三万二，已经还了八千，还差两万四。这个数你也核对一下，没问题的话我们就按这个来，最晚年底前结清，你看行不行？",
  "<b>不是标签</b> javascript:alert(1)",
  "嗯",
] as const;

const OTHER_KINDS: readonly MessageKind[] = ["image", "voice", "sticker", "file", "quote", "recalled"];
const OTHER_TEXTS: Partial<Record<MessageKind, string>> = {
  image: "[图片]",
  voice: "[语音 12 秒]",
  sticker: "[动画表情]",
  file: "借款明细.xlsx",
  quote: "「月底一定还」\n- - - - -\n已经过了三个月了",
  recalled: "对方撤回了一条消息",
};
const SUMS = [500_000, 300_000, 1_000_000, 200_000, 520_000, 80_000, 123_450, 10_000] as const;
/** 2024-01-05 09:00:00 +08:00 */
const BEGIN = 1_704_416_400;

function verdictOf(number: number): Verdict {
  const turn = number % 8;
  if (turn === 4) return "over";
  if (turn === 6) return "undetermined";
  return turn === 7 ? "no-message" : "within";
}

function gapOf(verdict: Verdict, roll: number): Gap | null {
  switch (verdict) {
    case "within": {
      const seconds = 4 + Math.trunc(roll * 400);
      return { min_s: seconds, max_s: seconds };
    }
    case "over": {
      const seconds = 1200 + Math.trunc(roll * 9000);
      return { min_s: seconds, max_s: seconds };
    }
    case "undetermined":
      return { min_s: 840, max_s: 1139 };
    case "no-message":
      return null;
  }
}

/** Two years of chat with so many messages, and about one transfer for each twenty-five, at most 4,000. */
export function tell(count: number): Story {
  const roll = dice(20_240_105);
  const pace = Math.max(40, Math.trunc((2 * 365 * 86_400) / Math.max(1, count)));
  const wanted = count === 0 ? 0 : Math.min(4000, Math.max(8, Math.trunc(count / 25)));
  const messages: StoryMessage[] = [];
  let at = BEGIN;
  for (let number = 0; number < count; number++) {
    // Bursts of talk, then silence.
    at += number % 9 === 0 ? Math.trunc(pace * 6 * (0.4 + roll())) : 5 + Math.trunc(roll() * pace * 0.4);
    const odd = roll();
    const kind = odd < 0.9 ? "text" : (OTHER_KINDS[Math.trunc(roll() * OTHER_KINDS.length)] ?? "text");
    const text = OTHER_TEXTS[kind] ?? SAID[Math.trunc(roll() * SAID.length)] ?? "嗯";
    const side = roll() < 0.48 ? "me" : "other";
    messages.push({ id: fakeId("message", number), at, side, kind, text, transfer: -1 });
  }
  const transfers: StoryTransfer[] = [];
  for (let number = 0; number < wanted; number++) {
    const place = Math.trunc(((number + 0.5) * count) / wanted);
    const message = messages[place];
    if (message === undefined) continue;
    const purchase = number % 23 === 22;
    const verdict = purchase ? null : verdictOf(number);
    const gap = verdict === null ? null : gapOf(verdict, roll());
    const before = number % 3 !== 0;
    const direction: Direction = number % 4 === 3 ? "in" : "out";
    const fen = SUMS[number % SUMS.length] ?? 10_000;
    const linked = verdict !== null && verdict !== "no-message";
    if (linked) {
      message.kind = "transfer";
      message.text = "转账给你，请查收";
      message.side = direction === "out" ? "me" : "other";
      message.transfer = number;
    }
    transfers.push({
      id: fakeId("transfer", number),
      link: purchase ? "" : fakeId("link", number),
      at: message.at + (gap === null ? 77 : before ? gap.min_s : -gap.min_s),
      direction,
      fen,
      purchase,
      message: linked ? place : -1,
      verdict,
      gap,
      order: gap === null ? null : before ? "before" : "after",
      ambiguous: number % 16 === 10,
    });
  }
  return { messages, transfers };
}
