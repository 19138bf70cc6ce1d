/** Chromium, with the fonts of phones. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { STYLE } from "../pages/style.mjs";

/** Fonts are asked for under this name and answered from the packages. */
const FONTS = "http://fonts.invalid/";
const require = createRequire(import.meta.url);

/** @param {string} name */
const folder = (name) => dirname(require.resolve(`@fontsource/${name}/package.json`));

/** The faces: Latin ones only for Latin letters, so that Chinese marks come from the Chinese font as on a phone. */
function faces() {
  let css = "";
  for (const [family, name] of [["Inter", "inter"], ["Roboto", "roboto"]]) {
    for (const weight of [400, 500, 600]) {
      css += `@font-face{font-family:"${family}";font-weight:${weight};src:url(${FONTS}${name}/files/${name}-latin-${weight}-normal.woff2);unicode-range:U+20-7E,U+A0-B6,U+B8-24F}`;
    }
  }
  const emoji = readFileSync(join(folder("noto-color-emoji"), "emoji.css"), "utf8");
  return css + emoji.replaceAll("Noto Color Emoji", "Emoji").replaceAll("url(./", `url(${FONTS}noto-color-emoji/`).replace(/,\s*U\+(23|2a|30-39)(?=[,;])/gi, "");
}

/** A browser and how to open pages in it. */
export async function openBrowser() {
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--disable-lcd-text", "--disable-checker-imaging", "--num-raster-threads=1"],
  });
  const css = faces();
  return {
    /** A page of that size in points, showing that body. @param {string} html @param {{ width: number, height: number, scale: number, fonts: string }} at */
    async show(html, { width, height, scale, fonts }) {
      const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, locale: "zh-CN" });
      const page = await context.newPage();
      await page.route(`${FONTS}**`, (route) => {
        const [, name, ...rest] = new URL(route.request().url()).pathname.split("/");
        return route.fulfill({ path: join(folder(String(name)), ...rest), headers: { "access-control-allow-origin": "*" } });
      });
      await page.setContent(`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>${css}${STYLE}body{font-family:${fonts}}</style><body>${html}</body></html>`, { waitUntil: "load" });
      // All faces that are used, and pictures decoded: what comes late on a busy machine would be missing on the picture.
      await page.evaluate(async () => {
        await document.fonts.ready;
        await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        await document.fonts.ready;
      });
      return page;
    },
    close: () => browser.close(),
  };
}

/** @typedef {Awaited<ReturnType<typeof openBrowser>>} Browser */
