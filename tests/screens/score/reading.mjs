/** The program's reading of a picture, as CONTRACT says it is printed. */
import { spawn } from "node:child_process";

/**
 * @typedef {{ earliest: string, latest: string }} Span
 * @typedef {{ confidence: number, unsure: string[], checked: boolean } | null} Machine
 * @typedef {{ artifact: string, place: { box?: [number, number, number, number] }, reader: string }} Origin
 * @typedef {{ id: string, when: Span | null, side: string, sender: string | null, kind: string, text: string | null, amount_fen: number | null, card: string | null, origins: Origin[], machine?: Machine }} Message
 * @typedef {{ id: string, transaction_id: string | null, merchant_id: string | null, transfer_no?: string | null, transfer_id?: string | null, when: Span | null, accepted: Span | null, returned: Span | null, direction: string | null, amount_fen: number | null, counterparty: string | null, memo: string | null, method: string | null, status_text: string | null, machine?: Machine }} Transfer
 * @typedef {{ kind: string, device: string, dark: boolean, title: string | null, clock: number | string | null, signs: string[], captured_at: string | null }} Screen
 * @typedef {{ artifact: { id: string, screen?: Screen | null }, messages: Message[], transfers: Transfer[], findings: { code: string, message: string }[], lines?: { text: string }[] | null }} Reading
 */

/** Runs the program to its end. @param {string} program @param {string[]} words @returns {Promise<{ out: string, err: string, status: number | null, ms: number }>} */
export function run(program, words) {
  return new Promise((done, fail) => {
    const begin = performance.now();
    const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"] });
    /** @type {Buffer[]} */
    const out = [];
    /** @type {Buffer[]} */
    const err = [];
    child.stdout.on("data", (piece) => out.push(piece));
    child.stderr.on("data", (piece) => err.push(piece));
    child.on("error", fail);
    child.on("close", (status) => done({ out: Buffer.concat(out).toString("utf8"), err: Buffer.concat(err).toString("utf8"), status, ms: performance.now() - begin }));
  });
}

/** Reads one picture. @param {string} juzheng @param {string} file @param {string | null} captured @returns {Promise<{ reading: Reading | null, ms: number, wrong: string }>} */
export async function read(juzheng, file, captured) {
  const words = ["read", file, "--json", ...(captured === null ? [] : ["--captured-at", captured])];
  const { out, err, status, ms } = await run(juzheng, words);
  try {
    const reading = JSON.parse(out);
    if (Array.isArray(reading.messages)) return { reading, ms, wrong: "" };
  } catch {
    // Said below.
  }
  return { reading: null, ms, wrong: `status ${status}: ${(out + err).slice(0, 300)}` };
}
