/** How a test looks at whole screens: the built fake page, served under the window's real security policy, in Chromium. */
import axe from "axe-core";
import { createReadStream, existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";

/** Another folder where two builds stand side by side. */
const GIVEN = process.env["JUZHENG_FAKE_DIST"];
const ROOT = GIVEN === undefined ? fileURLToPath(new URL("../.fake-dist/", import.meta.url)) : resolve(GIVEN);
const SHOTS = fileURLToPath(new URL("./shots/", import.meta.url));

/** As in the real window, less the address schemes of the shell. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "object-src 'none'",
].join("; ");

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

export interface Screens {
  /** Opens the window; `query` as `src/fake/main.ts` reads it, without the question mark. */
  open(query: string, size?: { width: number; height: number }): Promise<Page>;
  /** What went wrong on any page since it was opened: policy, script errors, failed requests. */
  readonly wrongs: string[];
  /** Keeps a picture, to be looked at. */
  shoot(page: Page, name: string): Promise<void>;
  close(): Promise<void>;
}

function serve(): Promise<{ server: Server; address: string }> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname));
    // The browser asks for it by itself.
    if (path === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const file = join(ROOT, path);
    if (!file.startsWith(ROOT) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Content-Security-Policy": POLICY,
      "X-Content-Type-Options": "nosniff",
    });
    createReadStream(file).pipe(response);
  });
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => {
      const at = server.address();
      const port = typeof at === "object" && at !== null ? at.port : 0;
      done({ server, address: `http://127.0.0.1:${port}` });
    });
  });
}

/** Starts server and browser; the fake page must have been built (`npm run test:screens` does). */
export async function startScreens(): Promise<Screens> {
  if (!existsSync(join(ROOT, "fake.html"))) throw new Error("build first: npx vite build --mode fake");
  const { server, address } = await serve();
  const browser: Browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const wrongs: string[] = [];
  return {
    wrongs,
    async open(query, size = { width: 1024, height: 700 }) {
      const context = await browser.newContext({ viewport: size, reducedMotion: "reduce", locale: "zh-CN" });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on("pageerror", (error) => wrongs.push(`${query}: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") wrongs.push(`${query}: ${message.text()}`);
      });
      // The shell freezes the prototypes in the real window too.
      await page.addInitScript("Object.freeze(Object.prototype)");
      await page.goto(`${address}/fake.html?${query}`);
      await page.waitForSelector("main > *", { state: "attached" });
      return page;
    },
    async shoot(page, name) {
      await mkdir(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `${name}.png`) });
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** What axe finds wrong: rule and element, one line each. */
export async function violations(page: Page): Promise<string[]> {
  // Run through the debugger, which the page's policy does not bind.
  await page.evaluate(axe.source);
  // What floats (tooltip, menu, popover) stands outside the landmarks by its nature: the rule `region` is not for it.
  const found: unknown = await page.evaluate(`(async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    const floats = (node) => document.querySelector(node.target[0])?.closest("[data-bits-floating-content-wrapper]");
    return violations.flatMap((rule) =>
      rule.nodes
        .filter((node) => rule.id !== "region" || !floats(node))
        .map((node) => [rule.id, node.target.join(" "), (node.any[0] ?? node.all[0] ?? node.none[0])?.message].join(" ")),
    );
  })()`);
  return Array.isArray(found) ? found.map(String) : [];
}

/** Elements that reach over the window's edge, or text that is cut without an ellipsis. */
export async function cutThings(page: Page): Promise<string[]> {
  const found: unknown = await page.evaluate(`(() => {
    const cut = [];
    if (document.documentElement.scrollWidth > innerWidth) cut.push("page is wider than the window");
    for (const element of document.querySelectorAll("button, a, input, select, h1, h2, h3, label")) {
      if (element.closest(".visually-hidden") || element.closest("[role=grid], [role=list]")) continue;
      const box = element.getBoundingClientRect();
      if (box.width === 0 || getComputedStyle(element).opacity === "0") continue;
      if (box.right > innerWidth + 1 || box.left < -1) cut.push(element.tagName + " over the edge: " + element.textContent);
      const style = getComputedStyle(element);
      if (element.scrollWidth > element.clientWidth + 1 && style.overflowX === "hidden" && style.textOverflow !== "ellipsis") {
        cut.push(element.tagName + " cut: " + element.textContent);
      }
    }
    return cut;
  })()`);
  return Array.isArray(found) ? found.map(String) : [];
}
