/** Real captures of other people's projects, which stay where they are: kinds, and the words that a person can read on them, wherever on the page. */
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { read } from "./reading.mjs";
import { folded } from "./text.mjs";

/** @typedef {{ kinds: string[], texts: string[], fen: number[], times?: string[], undated?: boolean, nothing?: boolean }} Expected */

const TABLE = /** @type {Record<string, Expected>} */ (JSON.parse(readFileSync(new URL("../data/samples.json", import.meta.url), "utf8")));

/** The characters of a text that are not to be found in the other, at its best place. @param {string} text @param {string} all */
export function lacking(text, all) {
  const x = [...folded(text)], y = [...folded(all)];
  let row = new Int32Array(y.length + 1);
  for (let i = 0; i < x.length; i += 1) {
    const next = new Int32Array(y.length + 1);
    next[0] = i + 1;
    for (let j = 0; j < y.length; j += 1) {
      next[j + 1] = Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (x[i] === y[j] ? 0 : 1));
    }
    row = next;
  }
  return Math.min(x.length, row.reduce((least, one) => Math.min(least, one), x.length));
}

/** Everything that is text in a document. @param {unknown} value @returns {string[]} */
function strings(value) {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(strings);
}

/** @param {string} folder @param {{ juzheng: string | undefined, preds: string | undefined, show: number }} by */
export async function scoreSamples(folder, { juzheng, preds, show }) {
  const images = preds === undefined ? null : /** @type {Record<string, { lines: { text: string }[] }>} */ (JSON.parse(readFileSync(preds, "utf8")).images);
  const lines = [], wrongs = [];
  const short = [];
  let chars = 0, lost = 0, kinds = 0, pictures = 0;
  for (const [name, want] of Object.entries(TABLE)) {
    const path = join(folder, name);
    if (!existsSync(path)) continue;
    pictures += 1;
    let words = "";
    if (juzheng !== undefined) {
      const { reading, ms, wrong } = await read(juzheng, path, null);
      if (reading === null) {
        short.push(`${name}: could not be read: ${wrong}`);
        continue;
      }
      words = strings({ messages: reading.messages, transfers: reading.transfers, screen: reading.artifact.screen, reading: reading.messages.map((one) => one.text).join(""), lines: (reading.lines ?? []).map((one) => one.text).join("") }).join("\n");
      const kind = reading.artifact.screen?.kind ?? "none";
      if (want.kinds.includes(kind)) kinds += 1;
      else short.push(`${name}: kind ${kind}, is ${want.kinds.join(" or ")}`);
      if (want.nothing === true && reading.transfers.length + reading.messages.filter((one) => one.amount_fen !== null).length > 0) short.push(`${name}: a payment where there is none`);
      if (want.undated === true && reading.messages.some((one) => one.when !== null)) short.push(`${name}: a time where none is told`);
      const fens = [...reading.transfers, ...reading.messages].map((one) => one.amount_fen);
      for (const fen of want.fen) if (!fens.includes(fen)) short.push(`${name}: ${fen} fen not found in ${fens.join(", ")}`);
      const clocks = reading.transfers.flatMap((one) => [one.when, one.accepted, one.returned]).map((one) => one?.earliest);
      for (const time of want.times ?? []) if (!clocks.includes(time)) short.push(`${name}: ${time} not found in ${clocks.join(", ")}`);
      lines.push(`  ${name}: ${kind}, ${reading.messages.length} messages, ${reading.transfers.length} transfers, ${ms.toFixed(0)} ms`);
    } else if (images !== null) {
      const found = Object.entries(images).find(([one]) => basename(one) === name)?.[1];
      words = (found?.lines ?? []).map((one) => one.text).join("");
    }
    for (const text of want.texts) {
      const off = lacking(text, words);
      chars += [...folded(text)].length;
      lost += off;
      if (off > 0) wrongs.push(`   ${name}: ${off} characters of “${text}” are not there`);
    }
  }
  const right = 1 - lost / Math.max(1, chars);
  if (right < 0.97) short.push(`characters: ${(right * 100).toFixed(2)} %, must be 97 %`);
  lines.unshift(`== ${pictures} real pictures: ${juzheng === undefined ? "" : `kinds right ${kinds}, `}characters ${(right * 100).toFixed(2)} % of ${chars}`);
  return { lines: [...lines, ...wrongs.slice(0, show)], short };
}
