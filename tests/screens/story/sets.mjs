/** Sets of pictures: one of every kind in proportion, long captures, series of overlapping ones. */
import { DEVICES, LONG } from "../data/devices.mjs";
import { openBrowser } from "../render/browser.mjs";
import { draw } from "../render/write.mjs";
import { join } from "node:path";
import { Chance } from "./chance.mjs";
import { naming } from "./capture.mjs";
import { planned, plannedChat } from "./plan.mjs";

/** @typedef {import("../render/write.mjs").Variant} Variant */
/** @typedef {import("../render/browser.mjs").Browser} Browser */
/** @typedef {import("../types.js").Truth} Truth */
/** @typedef {{ seed: string, count: number, folder: string, variant: Variant }} Wish */

/** Draws a set; gives the truths in the order of drawing. @param {Wish} wish @returns {Promise<Truth[]>} */
export async function makeSet(wish) {
  const browser = await openBrowser();
  try {
    const make = wish.variant === "long" ? long : wish.variant === "series" ? series : single;
    return await make(browser, wish);
  } finally {
    await browser.close();
  }
}

/** Single pictures: the same stories in every variant, except that a dark set is dark, and nobody shrinks a PC to the width of a phone. @param {Browser} browser @param {Wish} wish */
async function single(browser, { seed, count, folder, variant }) {
  const truths = [];
  for (let number = 0; number < count; number += 1) {
    const chance = new Chance(`${seed}/${number}`);
    const { page, look, now } = planned(chance, number, { ...(variant === "dark" ? { dark: true } : {}), ...(variant === "w720" ? { pc: false } : {}) });
    const known = !chance.fork("known").is(0.06);
    truths.push(await draw(browser, page, look, { now, known, naming: naming(chance.fork("name"), look.shape), number, folder, variant }));
  }
  return truths;
}

/** Long captures as phones stitch them. @param {Browser} browser @param {Wish} wish */
async function long(browser, { seed, count, folder, variant }) {
  const truths = [];
  for (let number = 0; number < count; number += 1) {
    const chance = new Chance(`${seed}/long/${number}`);
    const size = LONG[number % LONG.length];
    if (size === undefined) throw new Error("no size for a long capture");
    // About thirteen pixels a point of height for each message at the least.
    const { page, look, now } = plannedChat(chance, { shape: size.name, count: Math.ceil(size.height / 90), scroll: 0 });
    truths.push(await draw(browser, page, look, { now, known: true, naming: naming(chance.fork("name"), look.shape), number, folder, variant, height: size.height }));
  }
  return truths;
}

/** What happens in each series: nothing, a piece is missing, the same is captured twice. */
const COURSES = /** @type {const} */ (["whole", "missing", "twice"]);

/** Conversations scrolled through from top to bottom, a capture at a time. @param {Browser} browser @param {Wish} wish */
async function series(browser, { seed, count, folder, variant }) {
  const truths = [];
  for (let number = 0; number < count; number += 1) {
    const chance = new Chance(`${seed}/series/${number}`);
    const course = COURSES[number % COURSES.length] ?? "whole";
    const shape = chance.pick(DEVICES.filter((one) => one.device !== "pc")).name;
    const { page, look, now } = plannedChat(chance, { shape, count: 100, scroll: 0, group: false });
    const names = naming(chance.fork("name"), look.shape);
    const view = look.shape.height * 0.8;
    let [offset, at] = [0, now];
    for (let index = 0; index < 6; index += 1) {
      const missing = course === "missing" && index === 3;
      const twice = course === "twice" && index === 4;
      if (index > 0) at += chance.int(2, 9);
      if (index > 0) offset += twice ? chance.int(2, 9) : missing ? view * 1.6 : view * (chance.int(45, 80) / 100);
      truths.push(await draw(browser, page, look, {
        now: at, known: true, naming: names, number: index, folder: join(folder, `${course}-${number + 1}`), variant, offset,
        series: { name: `${course}-${number + 1}`, index, missing_before: missing, duplicate_of: twice ? index - 1 : null },
      }));
    }
  }
  return truths;
}
