/** Sets of pictures: one of every kind in proportion, long captures, series of overlapping ones. */
import { openBrowser } from "../render/browser.mjs";
import { draw } from "../render/write.mjs";
import { Chance } from "./chance.mjs";
import { naming } from "./capture.mjs";
import { plannedChat } from "./plan.mjs";

/** @typedef {import("../render/write.mjs").Variant} Variant */
/** @typedef {{ seed: string, count: number, folder: string, variant: Variant, only?: string | undefined }} Wish */

/** Draws a set; gives the truths in the order of drawing. @param {Wish} wish */
export async function makeSet(wish) {
  const browser = await openBrowser();
  try {
    return await single(browser, wish);
  } finally {
    await browser.close();
  }
}

/** Single pictures. @param {import("../render/browser.mjs").Browser} browser @param {Wish} wish */
async function single(browser, { seed, count, folder, variant }) {
  const truths = [];
  for (let number = 0; number < count; number += 1) {
    // The same stories in every variant, except that a dark set is dark.
    const chance = new Chance(`${seed}/${number}`);
    const { page, look, now } = plannedChat(chance, variant === "dark" ? { dark: true } : {});
    const known = !chance.fork("known").is(0.08);
    truths.push(await draw(browser, page, look, { now, known, naming: naming(chance.fork("name"), look.shape), number, folder, variant }));
  }
  return truths;
}
