/** Draws planned pages into picture files, each with its truth beside it. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { narrowest } from "../story/labels.mjs";
import { rfc3339 } from "../story/wall.mjs";
import { withExif } from "./exif.mjs";
import { measure, scrollRange, scrollTo } from "./measure.mjs";
import { shrunk, stitched } from "./picture.mjs";

/** @typedef {import("../types.js").Truth} Truth */
/** @typedef {import("../types.js").Page} Page */
/** @typedef {"base" | "dark" | "jpeg70" | "w720" | "long" | "series"} Variant */
/** @typedef {{ now: number, known: boolean, naming: import("../story/capture.mjs").Naming, number: number, folder: string, variant: Variant, offset?: number, height?: number, series?: Truth["series"] }} Shot */

/** The minute that stands beside a message of a page that was forwarded; without a day above it, it dates nothing. @param {number} t @param {boolean} dated */
function ownMinute(t, dated) {
  const minute = t - (t % 60);
  return dated ? { earliest: rfc3339(minute), latest: rfc3339(minute + 59) } : null;
}

/** The truth of what is measured. @param {Page} page @param {import("../pages/frame.mjs").Look} look @param {import("./measure.mjs").Measured} seen @param {Shot} shot */
function truthOf(page, look, seen, shot) {
  const captured = shot.known ? shot.now : null;
  /** @type {({ y: number } & ({ label: string, t: number, box: [number, number, number, number] } | { at: number, t: number }))[]} */
  const items = [];
  page.labels.forEach((label, at) => {
    const where = seen.labels[at];
    if (where !== undefined && !where.cut) items.push({ y: where.box[1], label: label.text, t: label.t, box: where.box });
  });
  page.messages.forEach((said, at) => {
    const where = seen.messages[at];
    if (where !== undefined) items.push({ y: where.box[1], at, t: said.t });
  });
  items.sort((a, b) => a.y - b.y);
  const timed = items.filter((item) => "label" in item || page.messages[item.at]?.optional !== true);
  const proven = narrowest(timed, captured);
  const spans = new Map(timed.map((item, at) => [item, proven[at] ?? null]));
  /** @type {Truth["messages"]} */
  const messages = [];
  /** @type {string | null} */
  let above = null;
  items.forEach((item) => {
    if ("label" in item) {
      above = item.label;
      return;
    }
    const said = page.messages[item.at], where = seen.messages[item.at];
    if (said === undefined || where === undefined) return;
    messages.push({
      said: item.at, kind: said.kind, side: said.side, sender: said.sender, sender_shown: seen.senders.includes(item.at), text: said.text, text_also: said.textAlso ?? [],
      amount_fen: said.amountFen ?? null, card: said.card ?? null, memo: said.memo ?? null, cut: where.cut, optional: said.optional === true,
      box: where.box, when_true: rfc3339(said.t), label_above: above, narrowest: said.draw?.["own_time"] === true ? ownMinute(said.t, above !== null) : spans.get(item) ?? null,
    });
  });
  const labels = items.flatMap((item) => ("label" in item ? [{ text: item.label, box: item.box, minute: rfc3339(item.t - (item.t % 60)) }] : []));
  return { messages, labels, lines: seen.lines, clock: seen.clock, title: page.title, kind: page.kind, group: page.group, dark: page.dark, device: look.shape.device, shape: look.shape.name };
}

/** Every box moved by a factor. @template {object} T @param {T} truth @param {number} by @returns {T} */
function scaled(truth, by) {
  return JSON.parse(JSON.stringify(truth), (key, value) => (key === "box" ? value.map((/** @type {number} */ n) => Math.round(n * by)) : value));
}

/** Draws one picture. @param {import("./browser.mjs").Browser} browser @param {Page} page @param {import("../pages/frame.mjs").Look} look @param {Shot} shot @returns {Promise<Truth>} */
export async function draw(browser, page, look, shot) {
  const { scale } = look.shape;
  const height = shot.height === undefined ? look.shape.height : Math.round(shot.height / scale);
  const shown = await browser.show(page.html, { width: look.shape.width, height, scale, fonts: page.fonts });
  try {
    const range = await scrollRange(shown);
    // Whole pixels, as a phone scrolls.
    const offset = Math.round(Math.min(range, shot.offset ?? range * (page.scroll ?? 0)) * scale) / scale;
    await scrollTo(shown, offset);
    const seen = await measure(shown, scale);
    const jpeg = shot.variant === "jpeg70" ? 70 : shot.naming.type === "jpg" ? 95 : null;
    const width = Math.round(look.shape.width * scale);
    let bytes = shot.height === undefined ? await shown.screenshot(jpeg === null || shot.variant === "w720" ? {} : { type: "jpeg", quality: jpeg }) : await stitched(shown, { width: look.shape.width, height, scale });
    let factor = 1;
    if (shot.variant === "w720" && width !== 720) {
      factor = 720 / width;
      bytes = await shrunk(shown, bytes, { width: 720, height: Math.round(height * scale * factor), quality: 70 });
    } else if (shot.variant === "w720") {
      bytes = await shown.screenshot({ type: "jpeg", quality: 70 });
    }
    const again = shot.variant === "jpeg70" || shot.variant === "w720";
    const exif = shot.naming.exif && !again && shot.known && shot.height === undefined;
    if (exif) bytes = withExif(bytes, shot.now);
    const ending = again || (jpeg !== null && shot.height === undefined) ? "jpg" : "png";
    const name = shot.known ? shot.naming.name(shot.now, shot.number).replace(/\.\w+$/, "")
      // A name that tells nothing: a number, or when the picture was saved from a chat.
      : shot.naming.type === "png" ? `IMG_${String(9000 + shot.number)}` : `mmexport${(shot.now + 90_000) * 1000 + shot.number}`;
    const file = `${name}.${ending === "png" && name.startsWith("IMG_") ? "PNG" : ending}`;
    const by = scaled(truthOf(page, look, seen, shot), factor);
    /** @type {Truth} */
    const truth = {
      file, variant: shot.variant, ...by, captured_at: shot.known ? rfc3339(shot.now) : null,
      name_says: shot.known && (shot.naming.exif ? exif : shot.naming.says), series: shot.series ?? null,
      width: Math.round(width * factor), height: Math.round(height * scale * factor), transfers: page.transfers,
    };
    await mkdir(shot.folder, { recursive: true });
    await writeFile(join(shot.folder, file), bytes);
    await writeFile(join(shot.folder, `${file}.json`), `${JSON.stringify(truth, null, 1)}\n`);
    return truth;
  } finally {
    await shown.context().close();
  }
}
