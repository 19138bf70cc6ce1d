/** The engine alone: lines that it found against the lines that stand on the picture. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { truths } from "./sets.mjs";
import { distance, folded, strict } from "./text.mjs";

/** @typedef {{ text: string, box: readonly [number, number, number, number] }} Line */
/** @typedef {{ poly: [number, number][], text: string, score: number }} Found */

/** @param {Found} found @returns {Line} */
function boxed(found) {
  const xs = found.poly.map(([x]) => x), ys = found.poly.map(([, y]) => y);
  const left = Math.min(...xs), top = Math.min(...ys);
  return { text: found.text, box: [left, top, Math.max(...xs) - left, Math.max(...ys) - top] };
}

/** Whether they stand on one row and touch. @param {Line} a @param {Line} b */
function touch(a, b) {
  const high = Math.min(a.box[1] + a.box[3], b.box[1] + b.box[3]) - Math.max(a.box[1], b.box[1]);
  const wide = Math.min(a.box[0] + a.box[2], b.box[0] + b.box[2]) - Math.max(a.box[0], b.box[0]);
  return high > 0.4 * Math.min(a.box[3], b.box[3]) && wide > 0;
}

/** Lines of the truth and of the engine that belong together. @template {Line} T @param {T[]} truth @param {Line[]} got */
function groups(truth, got) {
  const all = [...truth, ...got];
  const of = all.map((_, at) => at);
  const root = (/** @type {number} */ at) => {
    let here = at;
    while (of[here] !== here) here = of[here] ?? here;
    return here;
  };
  truth.forEach((one, i) => got.forEach((other, j) => {
    if (touch(one, other)) of[root(truth.length + j)] = root(i);
  }));
  /** @type {Map<number, { truth: T[], got: Line[] }>} */
  const out = new Map();
  all.forEach((_, at) => {
    const group = out.get(root(at)) ?? { truth: [], got: [] };
    out.set(root(at), group);
    const line = truth[at];
    if (line !== undefined) group.truth.push(line);
    else group.got.push(/** @type {Line} */ (got[at - truth.length]));
  });
  return [...out.values()];
}

/** @param {Line[]} lines */
const joined = (lines) => [...lines].sort((a, b) => (Math.abs(a.box[1] - b.box[1]) > 0.6 * Math.min(a.box[3], b.box[3]) ? a.box[1] - b.box[1] : a.box[0] - b.box[0])).map((line) => line.text).join("");

/** What must be read to the letter. */
const KEYS = /** @type {[string, RegExp][]} */ ([["amounts", /[¥￥]\s*[\d,]+\.\d\d|^[+−-][\d,]+\.\d\d$/], ["order numbers", /^\d{20,}$/], ["times", /\d{1,2}:\d{2}/]]);

/** @param {string} folder @param {string} preds @param {number} show @returns {string[]} */
export function scoreLines(folder, preds, show) {
  const images = /** @type {Record<string, { lines: Found[] }>} */ (JSON.parse(readFileSync(preds, "utf8")).images);
  const named = new Map(Object.entries(images).map(([name, of]) => [basename(name), of]));
  let chars = 0, wrong = 0, strictChars = 0, strictWrong = 0, spurious = 0, pictures = 0;
  const keys = new Map(KEYS.map(([name]) => [name, [0, 0]]));
  /** @type {[number, string][]} */
  const worst = [];
  for (const { truth } of truths(folder)) {
    const found = named.get(truth.file);
    if (found === undefined) continue;
    pictures += 1;
    for (const group of groups(truth.lines, found.lines.map(boxed))) {
      const got = joined(group.got);
      if (group.truth.length === 0) spurious += [...folded(got)].length;
      if (group.truth.length === 0 || group.truth.some((line) => line.cut || line.part === "emoji-only")) continue;
      const want = joined(group.truth);
      const off = distance(folded(want), folded(got));
      chars += [...folded(want)].length;
      wrong += Math.min(off, [...folded(want)].length);
      strictChars += [...strict(want)].length;
      strictWrong += Math.min(distance(strict(want), strict(got)), [...strict(want)].length);
      for (const [name, form] of KEYS) {
        const counted = keys.get(name);
        if (counted === undefined || !form.test(want)) continue;
        counted[off === 0 ? 0 : 1] = (counted[off === 0 ? 0 : 1] ?? 0) + 1;
      }
      if (off > 0) worst.push([off, `${truth.file}: “${want}”, got “${got}”`]);
    }
  }
  worst.sort((a, b) => b[0] - a[0]);
  return [
    `${pictures} pictures: characters ${(100 * (1 - wrong / Math.max(1, chars))).toFixed(2)} % of ${chars}, strict ${(100 * (1 - strictWrong / Math.max(1, strictChars))).toFixed(2)} %, ${spurious} where nothing stands`,
    ...[...keys].map(([name, [right = 0, off = 0]]) => `  lines with ${name}: ${right}/${right + off}`),
    ...worst.slice(0, show).map(([, line]) => `  ${line}`),
  ];
}
