/** One picture: what of its reading is right, counted, and what is not, told. */
import { ofRfc3339 } from "../story/wall.mjs";
import { pairs, texts } from "./match.mjs";
import { distance, folded, likeness, strict } from "./text.mjs";

/** @typedef {import("../types.js").Truth} Truth */
/** @typedef {import("./reading.mjs").Reading} Reading */
/** @typedef {import("./reading.mjs").Machine} Machine */

/** Kinds whose words are judged as text; of the others the amount, or nothing. */
const WORDED = new Set(["text", "quote", "system", "recalled", "voice", "file", "link", "location", "call", "red-packet"]);

/** Without words to read, one of them is as good as the other: the message is there. The count of kinds still tells them apart. */
const DRAWN = new Set(["image", "sticker"]);

/** Something that is right or wrong, and that the machine said it was unsure of or not. */
export class Field {
  right = 0;
  wrong = 0;
  rightUnsure = 0;
  wrongUnsure = 0;

  /** @param {boolean} right @param {boolean} unsure */
  add(right, unsure) {
    if (right) this.right += 1;
    else this.wrong += 1;
    if (unsure && right) this.rightUnsure += 1;
    if (unsure && !right) this.wrongUnsure += 1;
  }

  /** @param {Field} other */
  take(other) {
    this.right += other.right;
    this.wrong += other.wrong;
    this.rightUnsure += other.rightUnsure;
    this.wrongUnsure += other.wrongUnsure;
  }
}

/** What is counted; of one picture, or added up. */
export class Counts {
  chars = 0;
  charsWrong = 0;
  strictChars = 0;
  strictWrong = 0;
  sides = new Field();
  senders = new Field();
  kinds = new Field();
  amounts = new Field();
  dates = new Field();
  ids = new Field();
  cards = new Field();
  memos = new Field();
  words = new Field();
  screens = new Field();
  devices = new Field();
  darks = new Field();
  titles = new Field();
  found = 0;
  missed = 0;
  invented = 0;
  timesIn = 0;
  timesOut = 0;
  undated = 0;
  wider = 0;
  /** @type {number[]} */
  widths = [];
  /** @type {number[]} */
  narrowest = [];
  /** @type {number[]} */
  ms = [];

  /** @param {Counts} other */
  take(other) {
    for (const key of /** @type {(keyof Counts)[]} */ (Object.keys(this))) {
      const mine = this[key], theirs = other[key];
      if (mine instanceof Field && theirs instanceof Field) mine.take(theirs);
      else if (Array.isArray(mine) && Array.isArray(theirs)) mine.push(...theirs);
      else if (typeof theirs === "number") Object.assign(this, { [key]: /** @type {number} */ (mine) + theirs });
    }
  }
}

/** @param {Machine | undefined} machine @param {string} field */
const unsure = (machine, field) => machine?.unsure.includes(field) === true;

/** @param {Truth} truth @param {Reading} reading @returns {{ counts: Counts, wrongs: string[] }} */
export function judge(truth, reading) {
  const counts = new Counts();
  /** @type {string[]} */
  const wrongs = [];
  screen(truth, reading, counts, wrongs);
  messages(truth, reading, counts, wrongs);
  transfers(truth, reading, counts, wrongs);
  return { counts, wrongs };
}

/** @param {Truth} truth @param {Reading} reading @param {Counts} counts @param {string[]} wrongs */
function screen(truth, reading, counts, wrongs) {
  const got = reading.artifact.screen ?? null;
  const right = got?.kind === truth.kind;
  counts.screens.add(right, false);
  if (!right) wrongs.push(`kind: ${truth.kind}, got ${got?.kind ?? "nothing"} (${got?.signs.join(", ") ?? ""})`);
  if (got === null) return;
  counts.devices.add(got.device === truth.device, false);
  if (got.device !== truth.device) wrongs.push(`device: ${truth.device}, got ${got.device}`);
  counts.darks.add(got.dark === truth.dark, false);
  if (truth.kind !== "chat" || truth.title === null) return;
  const title = folded(got.title ?? "") === folded(truth.title);
  counts.titles.add(title, false);
  if (!title) wrongs.push(`title: ${truth.title}, got ${got.title}`);
}

/** @param {Truth} truth @param {Reading} reading @param {Counts} counts @param {string[]} wrongs */
function messages(truth, reading, counts, wrongs) {
  const got = [...reading.messages].sort((a, b) => top(a) - top(b));
  const met = pairs(truth.messages, got);
  const foundTruth = new Set(), foundGot = new Set();
  for (const [i, j] of met) {
    const one = truth.messages[i], other = got[j];
    if (one === undefined || other === undefined) continue;
    foundTruth.add(i);
    foundGot.add(j);
    const same = one.kind === other.kind;
    if (!one.cut && !one.optional) {
      counts.kinds.add(same, unsure(other.machine, "kind"));
      if (same || (DRAWN.has(one.kind) && DRAWN.has(other.kind))) counts.found += 1;
      else {
        counts.missed += 1;
        counts.invented += 1;
        wrongs.push(`message kind: ${one.kind} “${one.text}”, got ${other.kind} “${other.text}”`);
      }
    }
    content(one, other, truth.group, counts, wrongs);
    if (!one.optional) time(one, other, counts, wrongs);
  }
  truth.messages.forEach((one, i) => {
    if (foundTruth.has(i) || one.cut || one.optional) return;
    counts.missed += 1;
    if (WORDED.has(one.kind)) count(counts, one.text, "");
    wrongs.push(`missed: ${one.kind} ${one.side} “${one.text}” ${one.amount_fen ?? ""} at ${one.box.join(",")}`);
  });
  got.forEach((other, j) => {
    if (foundGot.has(j)) return;
    counts.invented += 1;
    wrongs.push(`invented: ${other.kind} ${other.side} “${other.text}” at ${other.origins[0]?.place.box?.join(",") ?? ""}`);
  });
}

/** @param {import("./reading.mjs").Message} message */
const top = (message) => message.origins[0]?.place.box?.[1] ?? 0;

/** @param {Counts} counts @param {string} want @param {string} got */
function count(counts, want, got) {
  counts.chars += [...folded(want)].length;
  counts.charsWrong += Math.min([...folded(want)].length, distance(folded(want), folded(got)));
  counts.strictChars += [...strict(want)].length;
  counts.strictWrong += Math.min([...strict(want)].length, distance(strict(want), strict(got)));
}

/** @param {import("../types.js").TruthMessage} one @param {import("./reading.mjs").Message} other @param {boolean} group @param {Counts} counts @param {string[]} wrongs */
function content(one, other, group, counts, wrongs) {
  if (one.optional) return;
  const side = one.side === other.side || (one.side === "unknown" && other.side === "other");
  counts.sides.add(side, unsure(other.machine, "side"));
  if (!side) wrongs.push(`side: ${one.side}, got ${other.side}: “${one.text}”`);
  if (one.cut) return;
  if (group && one.sender_shown && one.side !== "me") {
    const sender = folded(one.sender ?? "") === folded(other.sender ?? "");
    counts.senders.add(sender, unsure(other.machine, "text"));
    if (!sender) wrongs.push(`sender: ${one.sender}, got ${other.sender}`);
  }
  if (WORDED.has(one.kind)) {
    const text = other.text ?? "";
    const want = texts(one).reduce((best, next) => (likeness(folded(next), folded(text)) > likeness(folded(best), folded(text)) ? next : best));
    count(counts, want, text);
    const right = folded(want) === folded(text);
    counts.words.add(right, unsure(other.machine, "text"));
    if (!right) wrongs.push(`text: “${want}”, got “${text}”${unsure(other.machine, "text") ? " (unsure)" : ""}`);
  }
  if (one.amount_fen !== null) {
    const right = one.amount_fen === other.amount_fen;
    counts.amounts.add(right, unsure(other.machine, "amount_fen"));
    if (!right) wrongs.push(`amount: ${one.amount_fen}, got ${other.amount_fen}${unsure(other.machine, "amount_fen") ? " (unsure)" : " NOT FLAGGED"}`);
    const card = one.card === other.card || (one.card === "sent" && other.card === "expired");
    counts.cards.add(card, unsure(other.machine, "kind"));
    if (one.memo !== null) {
      const memo = folded(other.text ?? "").includes(folded(one.memo));
      counts.memos.add(memo, unsure(other.machine, "text"));
      if (!memo) wrongs.push(`memo: ${one.memo}, got “${other.text}”`);
    }
    if (!card) wrongs.push(`card: ${one.card}, got ${other.card} (${one.amount_fen})`);
  }
}

/** @param {import("../types.js").TruthMessage} one @param {import("./reading.mjs").Message} other @param {Counts} counts @param {string[]} wrongs */
function time(one, other, counts, wrongs) {
  if (other.when === null) {
    if (one.narrowest !== null) {
      counts.undated += 1;
      wrongs.push(`undated: “${one.text}”, is ${one.when_true} under ${one.label_above}`);
    }
    return;
  }
  const t = ofRfc3339(one.when_true), low = ofRfc3339(other.when.earliest), high = ofRfc3339(other.when.latest);
  const inside = low <= t && t <= high;
  if (inside) counts.timesIn += 1;
  else {
    counts.timesOut += 1;
    wrongs.push(`time: ${one.when_true} is not in ${other.when.earliest} … ${other.when.latest} under ${one.label_above}: “${one.text}”`);
  }
  if (one.narrowest === null) return;
  const least = ofRfc3339(one.narrowest.latest) - ofRfc3339(one.narrowest.earliest);
  counts.widths.push(high - low);
  counts.narrowest.push(least);
  if (high - low > least + 60) {
    counts.wider += 1;
    wrongs.push(`span: ${high - low} s where ${least} s is known under ${one.label_above}: “${one.text}”`);
  }
}

/** @param {Truth} truth @param {Reading} reading @param {Counts} counts @param {string[]} wrongs */
function transfers(truth, reading, counts, wrongs) {
  const left = [...reading.transfers];
  for (const one of truth.transfers) {
    const at = left.findIndex((other) => !one.optional || other.amount_fen === one.amount_fen);
    const other = at < 0 ? undefined : left.splice(at, 1)[0];
    if (other === undefined && one.optional) continue;
    const amount = other?.amount_fen === one.amount_fen;
    counts.amounts.add(amount, unsure(other?.machine, "amount_fen"));
    if (!amount) wrongs.push(`amount: ${one.amount_fen}, got ${other?.amount_fen ?? "no transfer"}`);
    if (one.optional) continue;
    /** @type {["when" | "accepted" | "returned", string | null][]} */
    const clocks = [["when", one.when], ["accepted", one.accepted], ["returned", one.returned]];
    for (const [name, want] of clocks) {
      const got = other?.[name] ?? null;
      if (want === null && got === null) continue;
      const right = got !== null && want !== null && ofRfc3339(got.earliest) === ofRfc3339(want) && ofRfc3339(got.latest) === ofRfc3339(want);
      counts.dates.add(right, unsure(other?.machine, "when"));
      if (!right) wrongs.push(`${name}: ${want}, got ${got === null ? "nothing" : `${got.earliest} … ${got.latest}`}`);
    }
    const numbers = [other?.transaction_id, other?.merchant_id, other?.transfer_no, other?.transfer_id];
    for (const want of [one.transaction_id, one.transfer_no, one.merchant_id]) {
      if (want === null) continue;
      const right = numbers.includes(want);
      counts.ids.add(right, unsure(other?.machine, "id"));
      if (!right) wrongs.push(`number: ${want}, got ${numbers.filter((number) => number != null).join(", ")}${unsure(other?.machine, "id") ? " (unsure)" : " NOT FLAGGED"}`);
    }
    for (const [name, want] of /** @type {["direction" | "counterparty" | "memo" | "method" | "status_text", string | null][]} */ ([["direction", one.direction], ["counterparty", one.counterparty], ["memo", one.memo], ["method", one.method], ["status_text", one.status_text]])) {
      const got = other?.[name] ?? null;
      if (want === null) continue;
      const right = got !== null && folded(got).includes(folded(want));
      counts.memos.add(right, unsure(other?.machine, "text"));
      if (!right) wrongs.push(`${name}: ${want}, got ${got}`);
    }
  }
  for (const other of left) {
    if (truth.kind === "bill-list" || truth.kind === "red-packet" || truth.kind === "chat") continue;
    wrongs.push(`invented transfer: ${other.amount_fen} ${other.counterparty}`);
    counts.amounts.add(false, unsure(other.machine, "amount_fen"));
  }
}
