/** All pictures of a folder with truth, read and judged. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Counts, judge } from "./picture.mjs";
import { read } from "./reading.mjs";

/** @typedef {import("../types.js").Truth} Truth */
/** @typedef {{ truth: Truth, path: string, counts: Counts, wrongs: string[] }} Judged */

/** The truths under a folder, with the paths of their pictures. @param {string} folder @returns {{ truth: Truth, path: string }[]} */
export function truths(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json")).sort();
  return files.map((name) => {
    const truth = /** @type {Truth} */ (JSON.parse(readFileSync(join(folder, name), "utf8")));
    return { truth, path: join(folder, dirname(name), truth.file) };
  });
}

/** Reads and judges every picture of a folder, so many at a time. @param {string} folder @param {string} juzheng @param {number} jobs @returns {Promise<Judged[]>} */
export async function judged(folder, juzheng, jobs) {
  const todo = truths(folder);
  /** @type {Judged[]} */
  const out = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < todo.length; at = next++) {
      const one = todo[at];
      if (one === undefined) return;
      const given = one.truth.captured_at !== null && !one.truth.name_says ? one.truth.captured_at : null;
      const { reading, ms, wrong } = await read(juzheng, one.path, given);
      const empty = { artifact: { id: "" }, messages: [], transfers: [], findings: [] };
      const { counts, wrongs } = judge(one.truth, reading ?? empty);
      if (reading === null) wrongs.unshift(`could not be read: ${wrong}`);
      counts.ms.push(ms);
      out[at] = { ...one, counts, wrongs };
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return out;
}

/** The counts of each variant, and of all. @param {Judged[]} of */
export function byVariant(of) {
  /** @type {Map<string, { counts: Counts, pictures: number }>} */
  const out = new Map();
  for (const one of of) {
    const sum = out.get(one.truth.variant) ?? { counts: new Counts(), pictures: 0 };
    sum.counts.take(one.counts);
    sum.pictures += 1;
    out.set(one.truth.variant, sum);
  }
  return out;
}
