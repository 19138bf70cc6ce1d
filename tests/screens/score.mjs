/**
 * Scores readings: `node score.mjs --truth DIR --juzheng PATH [--jobs N] [--show N] [--check]`;
 * the engine alone: `--truth DIR --lines PREDS.json`; a folder of real captures: `--samples DIR (--juzheng PATH | --lines PREDS.json)`;
 * series joined in a case: `--series DIR --juzheng PATH`.
 */
import { parseArgs } from "node:util";
import { lines, shortfalls } from "./score/report.mjs";
import { scoreLines } from "./score/lines.mjs";
import { scoreSamples } from "./score/samples.mjs";
import { scoreSeries } from "./score/series.mjs";
import { byVariant, judged } from "./score/sets.mjs";

const { values } = parseArgs({
  options: {
    truth: { type: "string" }, juzheng: { type: "string" }, jobs: { type: "string", default: "1" }, show: { type: "string", default: "0" },
    check: { type: "boolean", default: false }, lines: { type: "string" }, samples: { type: "string" }, series: { type: "string" },
  },
});
const show = Number(values.show);

/** @param {string | undefined} value @param {string} name */
function needed(value, name) {
  if (value === undefined) throw new Error(`say which: --${name}`);
  return value;
}

/** Scores a folder of drawn pictures; gives what is below what must hold. @param {string} folder @param {string} juzheng @returns {Promise<string[]>} */
async function drawn(folder, juzheng) {
  const all = await judged(folder, juzheng, Number(values.jobs));
  const short = [];
  for (const [variant, { counts, pictures }] of byVariant(all)) {
    console.log(lines(variant, counts, pictures).join("\n"));
    short.push(...shortfalls(counts, variant).map((line) => `${variant}: ${line}`));
  }
  const worst = all.filter((one) => one.wrongs.length > 0).sort((a, b) => b.wrongs.length - a.wrongs.length);
  for (const one of worst.slice(0, show)) console.log([`-- ${one.path} (${one.truth.shape}${one.truth.dark ? ", dark" : ""})`, ...one.wrongs.map((wrong) => `   ${wrong}`)].join("\n"));
  return short;
}

/** @type {string[]} */
let short = [];
if (values.samples !== undefined) {
  const scored = await scoreSamples(values.samples, { juzheng: values.juzheng, preds: values.lines, show });
  console.log(scored.lines.join("\n"));
  short = scored.short;
} else if (values.series !== undefined) {
  const scored = await scoreSeries(values.series, needed(values.juzheng, "juzheng"), show);
  console.log(scored.lines.join("\n"));
  short = scored.short;
} else if (values.lines !== undefined) {
  console.log(scoreLines(needed(values.truth, "truth"), values.lines, show).join("\n"));
} else {
  short = await drawn(needed(values.truth, "truth"), needed(values.juzheng, "juzheng"));
}
if (short.length > 0) console.log(["Below what must hold:", ...short.map((line) => `  ${line}`)].join("\n"));
if (values.check && short.length > 0) process.exitCode = 1;
