/** The real program under WebKitWebDriver: started in a home of its own, asked as a person would click and type. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { Builder, By, Capabilities, Key, until, type WebDriver, type WebElement } from "selenium-webdriver";

const root = resolve(import.meta.dirname, "../..");

/** What the file dialogs answer, by kind. */
export type Picks = Partial<Record<"case" | "place" | "files" | "folder" | "target", string[]>>;

export const sample = join(root, "assets/sample");

function program(): string {
  const path = process.env["JUZHENG_WINDOW"];
  if (!path) throw new Error("JUZHENG_WINDOW names no built window: `cargo xtask test` sets it");
  return path;
}

async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? found(address.port) : failed(new Error("no port"))));
    });
  });
}

/** One running program with its window. */
export class Window {
  private constructor(
    readonly home: string,
    private readonly picks: string,
    private readonly service: ChildProcess,
    private readonly binary: string,
    readonly driver: WebDriver,
  ) {}

  /** Starts the program (or another one); `args` go to it. A home that is given is used again and kept. */
  static async start(
    args: string[] = [],
    home = mkdtempSync(join(tmpdir(), "juzheng-window-")),
    binary = program(),
  ): Promise<Window> {
    const picks = join(home, "picks.json");
    writeFileSync(picks, "{}");
    for (const folder of ["documents", "config", "data", "cache", "runtime"]) {
      mkdirSync(join(home, folder), { recursive: true, mode: 0o700 });
    }
    const port = await freePort();
    const service = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
      env: {
        ...process.env,
        HOME: home,
        XDG_CONFIG_HOME: join(home, "config"),
        XDG_DATA_HOME: join(home, "data"),
        XDG_CACHE_HOME: join(home, "cache"),
        XDG_RUNTIME_DIR: join(home, "runtime"),
        TAURI_WEBVIEW_AUTOMATION: "true",
        NO_AT_BRIDGE: "1",
        JUZHENG_E2E_PICKS: picks,
      },
      stdio: "ignore",
    });
    const capabilities = new Capabilities()
      .setBrowserName("wry")
      .set("webkitgtk:browserOptions", { binary, args });
    let driver: WebDriver | undefined;
    for (let tries = 0; !driver; tries += 1) {
      try {
        driver = await new Builder()
          .usingServer(`http://127.0.0.1:${port}`)
          .withCapabilities(capabilities)
          .build();
      } catch (refused) {
        if (tries > 40) throw refused;
        await new Promise((later) => setTimeout(later, 250));
      }
    }
    return new Window(home, picks, service, binary, driver);
  }

  /** What the file dialogs answer from now on. */
  choose(picks: Picks): void {
    writeFileSync(this.picks, JSON.stringify(picks));
  }

  /** The visible element that `css` finds and that says `words`: best nothing else, else first, else somewhere. */
  async find(css: string, words = "", seconds = 20): Promise<WebElement> {
    const found = await this.driver.wait(
      () =>
        this.driver.executeScript<WebElement | null>(
          `const [css, words] = arguments;
           const shown = [...document.querySelectorAll(css)].filter((e) => e.checkVisibility?.() ?? e.getClientRects().length > 0);
           const said = (e) => e.innerText.trim();
           const named = (e) => e.getAttribute("aria-label") ?? "";
           return shown.find((e) => said(e) === words) ?? shown.find((e) => named(e) === words)
             ?? shown.find((e) => said(e).startsWith(words)) ?? shown.find((e) => said(e).includes(words))
             ?? shown.find((e) => named(e).includes(words)) ?? null;`,
          css,
          words,
        ),
      seconds * 1000,
      `nothing at \`${css}\` says “${words}”`,
    );
    if (!found) throw new Error(`nothing at \`${css}\` says “${words}”`);
    return found;
  }

  /** Presses the button (or link, tab, option) with these words. */
  async press(words: string, css = "button, a, [role=tab], [role=menuitem], [role=option]"): Promise<void> {
    const element = await this.find(css, words);
    await this.driver.wait(until.elementIsEnabled(element), 10_000, `“${words}” stays disabled`);
    await element.click();
  }

  /** Types into the field with this label. */
  async type(label: string, text: string): Promise<void> {
    const field = await this.driver.wait(
      () =>
        this.driver.executeScript<WebElement | null>(
          `const wanted = arguments[0];
           for (const field of document.querySelectorAll("input, textarea")) {
             const labels = [...(field.labels ?? [])].map((label) => label.innerText).join(" ");
             if ((labels + " " + (field.getAttribute("aria-label") ?? "")).includes(wanted) && field.offsetParent) return field;
           }
           return null;`,
          label,
        ),
      10_000,
      `no field “${label}”`,
    );
    if (!field) throw new Error(`no field “${label}”`);
    await this.driver.executeScript("arguments[0].focus(); arguments[0].select();", field);
    await field.sendKeys(text);
  }

  /** Types into each of the visible fields whose labels suit, one text after the other; a line break is Enter. */
  async fill(css: string, suits: (label: string) => boolean, texts: string[]): Promise<void> {
    const fields: WebElement[] = [];
    for (const field of await this.driver.findElements(By.css(css))) {
      const label = await this.driver.executeScript<string>(
        `const field = arguments[0];
         return [...(field.labels ?? [])].map((l) => l.innerText).join(" ") + " " + (field.getAttribute("aria-label") ?? "");`,
        field,
      );
      if (suits(label) && (await field.isDisplayed())) fields.push(field);
    }
    if (fields.length < texts.length) throw new Error(`only ${fields.length} of ${texts.length} fields are there`);
    for (const [at, text] of texts.entries()) {
      for (const part of text.split(/(?<=\n)/)) {
        await fields[at]?.sendKeys(part.replace("\n", ""), ...(part.endsWith("\n") ? [Key.ENTER] : []));
      }
    }
  }

  /** Presses keys where the focus is. */
  async keys(...keys: string[]): Promise<void> {
    await this.driver.actions().sendKeys(...keys).perform();
  }

  /** Presses keys together. */
  async chord(...keys: string[]): Promise<void> {
    const actions = this.driver.actions();
    for (const key of keys) actions.keyDown(key);
    for (const key of [...keys].reverse()) actions.keyUp(key);
    await actions.perform();
  }

  /** Drags from one point to another, both counted from the upper left corner of the first element that `css` finds. */
  async drag(css: string, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const [left, top] = await this.driver.executeScript<[number, number]>(
      "const box = document.querySelector(arguments[0]).getBoundingClientRect(); return [box.left, box.top];",
      css,
    );
    const at = ([x, y]: readonly [number, number]): { x: number; y: number } => ({ x: Math.round(left + x), y: Math.round(top + y) });
    await this.driver.actions().move(at(from)).press().move(at(to)).release().perform();
  }

  /** Waits until the page says these words. */
  async says(words: string | RegExp, seconds = 20): Promise<string> {
    let last = "";
    await this.driver.wait(
      async () => {
        last = await this.driver.executeScript<string>("return document.body.innerText");
        return typeof words === "string" ? last.includes(words) : words.test(last);
      },
      seconds * 1000,
      `the page never says ${String(words)}`,
    );
    return last;
  }

  /** Runs a script in the page. */
  async run<T>(script: string, ...given: unknown[]): Promise<T> {
    return this.driver.executeScript<T>(script, ...given);
  }

  /** A picture of the whole screen as a person sees it, PNG. */
  picture(): Buffer {
    return execFileSync("import", ["-window", "root", "-trim", "+repage", "png:-"], { maxBuffer: 64 << 20 });
  }

  /** Keeps a picture of the screen beside the tests, for looking at what went wrong. */
  keepPicture(name: string): void {
    const folder = join(import.meta.dirname, "shots");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}.png`), this.picture());
  }

  /** Ends the program; its home is removed unless it is kept. */
  async end(keep = false): Promise<void> {
    await this.driver.quit().catch(() => undefined);
    // The driver answers before the program has ended, and one that lives on would take the place of the next.
    for (let tries = 0; this.running().length > 0; tries += 1) {
      if (tries > 100) this.running().forEach((pid) => process.kill(pid, "SIGKILL"));
      await new Promise((later) => setTimeout(later, 50));
    }
    const ended = new Promise((done) => this.service.once("exit", done));
    this.service.kill("SIGTERM");
    await ended;
    if (!keep) rmSync(this.home, { recursive: true, force: true });
  }

  /** The processes of the program that were started with this home, by their numbers. */
  private running(): number[] {
    const own = (pid: number): boolean => {
      try {
        const [path = ""] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        if (basename(path) !== basename(this.binary)) return false;
        return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`HOME=${this.home}`);
      } catch {
        return false; // it has just ended, or is somebody else's
      }
    };
    return readdirSync("/proc").filter((entry) => /^\d+$/.test(entry)).map(Number).filter(own);
  }
}
