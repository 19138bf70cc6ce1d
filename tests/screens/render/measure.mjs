/** What stands where on a drawn page, asked of the page itself. Everything in here that is passed to the browser runs there. */

/**
 * @typedef {object} Measured
 * @property {{ text: string, box: [number, number, number, number], cut: boolean, part: "text" | "photo" | "emoji-only" }[]} lines
 * @property {Record<number, { box: [number, number, number, number], cut: boolean }>} messages
 * @property {Record<number, { box: [number, number, number, number], cut: boolean }>} labels
 * @property {number[]} senders messages whose sender's name can be read above them
 * @property {string | null} clock
 */

/** How far a list can be scrolled, in points. @param {import("playwright-core").Page} page */
export function scrollRange(page) {
  return page.evaluate(() => {
    const view = document.querySelector("[data-view]"), list = document.querySelector("[data-list]");
    return view === null || list === null ? 0 : Math.max(0, list.getBoundingClientRect().height - view.getBoundingClientRect().height);
  });
}

/** @param {import("playwright-core").Page} page @param {number} offset points from the top */
export function scrollTo(page, offset) {
  return page.evaluate((by) => {
    const list = document.querySelector("[data-list]");
    if (list instanceof HTMLElement) list.style.top = `${-by}px`;
  }, offset);
}

/** @param {import("playwright-core").Page} page @param {number} scale @returns {Promise<Measured>} */
export function measure(page, scale) {
  return page.evaluate(inPage, scale);
}

/** @param {number} scale @returns {Measured} */
function inPage(scale) {
  /** @typedef {{ left: number, top: number, right: number, bottom: number }} Edges */
  /** @param {Edges} e @returns {[number, number, number, number]} */
  const box = (e) => [Math.round(e.left * scale), Math.round(e.top * scale), Math.round((e.right - e.left) * scale), Math.round((e.bottom - e.top) * scale)];
  /** @param {Edges} a @param {Edges} b @returns {Edges} */
  const inside = (a, b) => ({ left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom) });
  /** What can be seen of something inside this element. @param {Element | null} element @returns {Edges} */
  const frame = (element) => {
    /** @type {Edges} */
    let seen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (let at = element; at !== null; at = at.parentElement) {
      if (getComputedStyle(at).overflow !== "visible" && at !== document.body && at !== document.documentElement) seen = inside(seen, at.getBoundingClientRect());
    }
    return seen;
  };
  /** @param {Edges} e */
  const empty = (e) => e.right - e.left < 0.5 || e.bottom - e.top < 0.5;
  /** @param {Edges} a @param {Edges} b */
  const within = (a, b) => a.left >= b.left - 0.6 && a.top >= b.top - 0.6 && a.right <= b.right + 0.6 && a.bottom <= b.bottom + 0.6;

  /** @type {Map<Element, { text: string, edges: Edges, frame: Edges, part: string }[]>} */
  const blocks = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const owner = node.parentElement;
    if (owner === null || owner.closest("style") !== null || (node.textContent ?? "").trim() === "") continue;
    let block = owner;
    while (getComputedStyle(block).display === "inline" && block.parentElement !== null) block = block.parentElement;
    const seen = frame(owner);
    const lines = blocks.get(block) ?? [];
    blocks.set(block, lines);
    const part = owner.closest("[data-part]") === null ? "text" : "photo";
    let at = 0;
    for (const char of node.textContent ?? "") {
      range.setStart(node, at);
      range.setEnd(node, at + char.length);
      at += char.length;
      // The last rectangle: a blank at a wrap has one at either end.
      const rects = range.getClientRects();
      const rect = rects[rects.length - 1];
      if (rect === undefined || (rect.width === 0 && char.trim() === "")) continue;
      const last = lines[lines.length - 1];
      const joins = last !== undefined && rect.top < last.edges.bottom - rect.height / 2 && rect.bottom > last.edges.top + rect.height / 2;
      if (joins) {
        last.text += char;
        last.edges = { left: Math.min(last.edges.left, rect.left), top: Math.min(last.edges.top, rect.top), right: Math.max(last.edges.right, rect.right), bottom: Math.max(last.edges.bottom, rect.bottom) };
      } else {
        lines.push({ text: char, edges: { left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom }, frame: seen, part });
      }
    }
  }
  /** @type {Measured["lines"]} */
  const lines = [];
  for (const of of blocks.values()) {
    for (const line of of) {
      const seen = inside(line.edges, line.frame);
      if (empty(seen) || line.text.trim() === "") continue;
      const bare = line.text.replace(/[\p{Extended_Pictographic}\u200d\ufe0f\s]/gu, "") === "";
      lines.push({ text: line.text.trim(), box: box(seen), cut: !within(line.edges, seen), part: line.part === "photo" ? "photo" : bare ? "emoji-only" : "text" });
    }
  }
  /** @param {string} name */
  const marked = (name) => {
    /** @type {Measured["messages"]} */
    const out = {};
    for (const element of document.querySelectorAll(`[data-${name}]`)) {
      const edges = element.getBoundingClientRect();
      const seen = inside(edges, frame(element.parentElement));
      const at = Number(element.getAttribute(`data-${name}`));
      const hidden = empty(seen);
      if (hidden && name !== "more") continue;
      const before = out[at];
      if (!hidden && before === undefined) out[at] = { box: box(seen), cut: !within(edges, seen) };
    }
    return out;
  };
  const messages = marked("m");
  const more = marked("more");
  // What belongs to a message but lies under it widens its box, and cuts it when it is cut or out of sight.
  for (const element of document.querySelectorAll("[data-more]")) {
    const at = Number(element.getAttribute("data-more"));
    const message = messages[at], under = more[at];
    if (under === undefined) {
      if (message !== undefined) message.cut = true;
    } else if (message === undefined) {
      messages[at] = { box: under.box, cut: true };
    } else {
      const [x, y, w, h] = message.box, [x2, y2, w2, h2] = under.box;
      const left = Math.min(x, x2), top = Math.min(y, y2);
      message.box = [left, top, Math.max(x + w, x2 + w2) - left, Math.max(y + h, y2 + h2) - top];
      message.cut ||= under.cut;
    }
  }
  const senders = Object.entries(marked("sender")).filter(([, of]) => !of.cut).map(([at]) => Number(at));
  return { lines, messages, labels: marked("l"), senders, clock: document.querySelector("[data-clock]")?.textContent ?? null };
}
