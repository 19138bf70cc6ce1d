/** Which message of the reading is which of the truth: both in their order, the pairs that fit best together. */
import { folded, likeness, overlap } from "./text.mjs";

/** @typedef {import("../types.js").TruthMessage} TruthMessage */
/** @typedef {import("./reading.mjs").Message} Message */

/** The texts that are right for a message. @param {TruthMessage} truth */
export const texts = (truth) => [truth.text, ...truth.text_also];

/** How well they fit: from 0 to 1. @param {TruthMessage} truth @param {Message} got */
export function fit(truth, got) {
  const box = got.origins[0]?.place.box;
  const text = Math.max(...texts(truth).map((one) => likeness(folded(one), folded(got.text ?? ""))));
  const wordless = truth.text === "" && truth.text_also.length === 0;
  const amount = truth.amount_fen !== null && truth.amount_fen === got.amount_fen ? 1 : 0;
  const words = wordless || truth.amount_fen !== null ? amount : text;
  const kind = truth.kind === got.kind ? 1 : 0;
  // Without a box, a picture is told by its kind and its place in the order.
  if (box === undefined) return wordless && truth.amount_fen === null ? 0.5 * kind : 0.3 * kind + 0.7 * words;
  return 0.2 * kind + 0.3 * words + 0.5 * Math.min(1, overlap(truth.box, box) * 1.5);
}

/** Less than this is not the same message. */
const LEAST = 0.4;

/** Pairs of places in the two lists, none crossing another. @param {TruthMessage[]} truth @param {Message[]} got @returns {[number, number][]} */
export function pairs(truth, got) {
  const best = Array.from({ length: truth.length + 1 }, () => new Float64Array(got.length + 1));
  const fits = truth.map((one) => got.map((other) => fit(one, other)));
  const at = (/** @type {number} */ i, /** @type {number} */ j) => best[i]?.[j] ?? 0;
  for (let i = 1; i <= truth.length; i += 1) {
    for (let j = 1; j <= got.length; j += 1) {
      const here = fits[i - 1]?.[j - 1] ?? 0;
      const row = best[i];
      if (row !== undefined) row[j] = Math.max(at(i - 1, j), at(i, j - 1), here >= LEAST ? at(i - 1, j - 1) + here : 0);
    }
  }
  /** @type {[number, number][]} */
  const out = [];
  let i = truth.length, j = got.length;
  while (i > 0 && j > 0) {
    if (at(i, j) === at(i - 1, j)) i -= 1;
    else if (at(i, j) === at(i, j - 1)) j -= 1;
    else {
      out.unshift([i - 1, j - 1]);
      i -= 1;
      j -= 1;
    }
  }
  return out;
}
