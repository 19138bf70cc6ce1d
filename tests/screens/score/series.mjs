/** Series of overlapping captures, taken into a case: every message once, a missing piece said, a double said. */
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pairs } from "./match.mjs";
import { run } from "./reading.mjs";
import { truths } from "./sets.mjs";

/** What the program prints with these words. @param {string} juzheng @param {string[]} words */
async function printed(juzheng, words) {
  const { out, err, status } = await run(juzheng, [...words, "--json"]);
  if (status !== 0) throw new Error(`juzheng ${words[0]}: status ${status}: ${(out + err).slice(0, 300)}`);
  return JSON.parse(out);
}

/** @param {string} folder @param {string} juzheng @param {string} dir the case */
async function taken(folder, juzheng, dir) {
  await printed(juzheng, ["new", dir, "--title", "series", "--me", "我", "--other", "对方"]);
  for (const { truth, path } of truths(folder)) {
    await printed(juzheng, ["add", dir, path, ...(truth.captured_at !== null && !truth.name_says ? ["--captured-at", truth.captured_at] : [])]);
  }
  /** @type {import("./reading.mjs").Message[]} */
  const messages = (await printed(juzheng, ["list", dir, "messages", "--all"])).items;
  /** @type {{ code: string }[]} */
  const findings = (await printed(juzheng, ["list", dir, "findings", "--all"])).items;
  return { messages, findings };
}

/** What each conversation should be: every message once; one that lies whole on no picture may be there or not. @param {string} folder */
function wanted(folder) {
  /** @type {Map<number, import("../types.js").TruthMessage>} */
  const whole = new Map();
  const all = truths(folder).sort((a, b) => (a.truth.series?.index ?? 0) - (b.truth.series?.index ?? 0));
  for (const { truth } of all) {
    for (const one of truth.messages) if (!whole.has(one.said) || (whole.get(one.said)?.cut === true && !one.cut)) whole.set(one.said, one);
  }
  const list = [...whole.entries()].sort((a, b) => a[0] - b[0]).map(([, one]) => ({ ...one, box: /** @type {[number, number, number, number]} */ ([0, 0, 1, 1]) }));
  return { list, missing: all.some(({ truth }) => truth.series?.missing_before), twice: all.some(({ truth }) => truth.series?.duplicate_of !== null) };
}

/** @param {string} folder @param {string} juzheng @param {number} show */
export async function scoreSeries(folder, juzheng, show) {
  /** @type {string[]} */
  const lines = [];
  /** @type {string[]} */
  const short = [];
  for (const name of readdirSync(folder).filter((one) => statSync(join(folder, one)).isDirectory()).sort()) {
    const home = mkdtempSync(join(tmpdir(), "series-"));
    try {
      const want = wanted(join(folder, name));
      const { messages, findings } = await taken(join(folder, name), juzheng, join(home, "case"));
      // By words and kinds alone: boxes are of one picture each.
      const bare = messages.map((one) => ({ ...one, origins: [] }));
      const met = pairs(want.list, bare);
      const free = (/** @type {number} */ i) => want.list[i]?.cut === true || want.list[i]?.optional === true;
      const needed = want.list.filter((_, i) => !free(i)).length;
      const freed = met.filter(([i]) => free(i)).length;
      const f1 = (2 * (met.length - freed)) / Math.max(1, needed + messages.length - freed);
      const joined = messages.filter((one) => one.origins.length > 1).length;
      const said = (/** @type {string} */ code) => findings.some((one) => one.code === code);
      lines.push(`== ${name}: ${needed} messages, ${messages.length} read, F1 ${(f1 * 100).toFixed(2)} %, ${joined} with several origins; piece-missing ${said("piece-missing")}, near-duplicate ${said("near-duplicate")}`);
      if (f1 < 0.97) short.push(`${name}: F1 ${(f1 * 100).toFixed(2)} %`);
      if (said("piece-missing") !== want.missing) short.push(`${name}: a piece ${want.missing ? "is missing and nobody says so" : "is said to be missing"}`);
      if (said("near-duplicate") !== want.twice) short.push(`${name}: a double ${want.twice ? "is there and nobody says so" : "is said to be there"}`);
      const seen = new Set(met.map(([, j]) => j)), found = new Set(met.map(([i]) => i));
      const off = [...want.list.filter((_, i) => !found.has(i) && !free(i)).map((one) => `   missed: ${one.kind} “${one.text}”`), ...messages.filter((_, j) => !seen.has(j)).map((one) => `   not in the truth: ${one.kind} “${one.text}”`)];
      lines.push(...off.slice(0, show));
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  }
  return { lines, short };
}
