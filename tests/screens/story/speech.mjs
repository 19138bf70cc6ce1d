/** Sentences with their blanks filled in. */
import { BANKS, CITIES, PEOPLE } from "../data/names.mjs";
import { EVERYDAY, LOAN, LONG, REPAY } from "../data/sentences.mjs";
import { pad } from "./wall.mjs";

const BANKS_OF_SPEECH = { LOAN: lines(LOAN), REPAY: lines(REPAY), EVERYDAY: lines(EVERYDAY), LONG: lines(LONG) };

/** @param {string} text */
function lines(text) {
  return text.trim().split("\n");
}

/** An amount as people type it. @param {import("./chance.mjs").Chance} chance */
function amount(chance) {
  return chance.weighed([
    [() => String(chance.int(1, 99) * 1000), 4],
    [() => String(chance.int(2, 98) * 100), 3],
    [() => `${chance.int(1, 20)}万`, 2],
    [() => `${chance.int(1, 9)},${chance.digits(3)}`, 1],
    [() => `${chance.int(10, 9999)}.${pad(chance.int(1, 99))}`, 2],
    [() => `${chance.pick(["一", "两", "三", "五", "八"])}${chance.pick(["千", "万", "百"])}`, 1],
  ])();
}

/** Fills the blanks of a sentence; a bar becomes a hard newline. @param {import("./chance.mjs").Chance} chance @param {string} sentence */
export function fill(chance, sentence) {
  const number = () => chance.int(1, 60);
  /** @type {Record<string, () => string | number>} */
  const slots = {
    amt: () => amount(chance), amt2: () => amount(chance), sum: () => amount(chance),
    day: () => chance.int(1, 28), day2: () => chance.int(1, 28), month: () => chance.int(1, 12), month2: () => chance.int(1, 12),
    year: () => chance.int(2019, 2026), rate: () => chance.pick(["6", "12", "3.85", "15.4", "24"]),
    name: () => chance.pick(PEOPLE), name2: () => chance.pick(PEOPLE), bank: () => chance.pick(BANKS), city: () => chance.pick(CITIES),
    card: () => chance.pick(["6222", "6217", "6228"]) + chance.digits(15), phone: () => `1${chance.pick(["38", "59", "77", "86"])}${chance.digits(8)}`,
    clock: () => `${chance.int(6, 23)}:${pad(chance.int(0, 59))}`, code: () => chance.digits(4), order: () => chance.digits(18), order13: () => chance.digits(13),
    n: number, n2: number, n3: number, mail: () => `user${chance.digits(4)}@example.com`,
    url: () => `https://mp.weixin.qq.com/s/${Array.from({ length: 12 }, () => chance.pick([..."abcdefghkmnpqrstuvwxyzABCDEFGHKMNPQRSTUVWXYZ23456789_-"])).join("")}`,
  };
  return sentence.replace(/\{(\w+)\}/g, (whole, slot) => String(slots[slot]?.() ?? whole)).replaceAll("|", "\n");
}

/** Something that somebody says. @param {import("./chance.mjs").Chance} chance @param {"loan" | "repay" | "talk" | "mixed"} mood */
export function say(chance, mood) {
  const bank = chance.weighed(
    mood === "loan" ? [["LOAN", 6], ["EVERYDAY", 3], ["LONG", 0.5]]
    : mood === "repay" ? [["REPAY", 6], ["EVERYDAY", 2], ["LONG", 0.6]]
    : mood === "talk" ? [["EVERYDAY", 8], ["LONG", 0.6]]
    : [["LOAN", 3], ["REPAY", 3], ["EVERYDAY", 3], ["LONG", 0.7]],
  );
  return fill(chance, chance.pick(BANKS_OF_SPEECH[/** @type {keyof typeof BANKS_OF_SPEECH} */ (bank)]));
}
