/** Colours of WeChat's screens, light and dark. */

/** @typedef {Record<"page" | "bar" | "line" | "ink" | "grey" | "label" | "name" | "left" | "leftInk" | "right" | "rightInk" | "input" | "card" | "cardInk" | "quote" | "link" | "pending" | "done" | "doneInk" | "packet" | "packetDone" | "income" | "badge", string>} Theme */

/** @type {Theme} */
export const LIGHT = {
  page: "#ededed", bar: "#ededed", line: "#d9d9d9", ink: "#191919", grey: "#888888", label: "#b2b2b2", name: "#7f7f7f",
  left: "#ffffff", leftInk: "#191919", right: "#95ec69", rightInk: "#191919", input: "#f7f7f7", card: "#ffffff", cardInk: "#191919",
  quote: "#e1e1e1", link: "#576b95", pending: "#fa9d3b", done: "#fde1c3", doneInk: "#ffffff", packet: "#fa9d3b", packetDone: "#fde1c3",
  income: "#f0a020", badge: "#fa5151",
};

/** @type {Theme} */
export const DARK = {
  page: "#111111", bar: "#1e1e1e", line: "#2c2c2c", ink: "#d1d1d1", grey: "#7d7d7d", label: "#5d5d5d", name: "#7a7a7a",
  left: "#2c2c2c", leftInk: "#d5d5d5", right: "#3eb575", rightInk: "#111111", input: "#1e1e1e", card: "#2c2c2c", cardInk: "#d1d1d1",
  quote: "#232323", link: "#7d90a9", pending: "#c8813a", done: "#5a4835", doneInk: "#c9b9a6", packet: "#c8742f", packetDone: "#5a4030",
  income: "#c99a3c", badge: "#fa5151",
};
