/**
 * How long the window takes: from its start to being usable beside the least window that Tauri makes
 * (`JUZHENG_MINIMAL`), and to open a large case (`JUZHENG_LARGE_CASE`). Prints numbers, asserts none.
 */
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { test } from "vitest";
import { Window } from "./driver";

const RUNS = 9;

const median = (of: number[]): number => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? Number.NaN;
const told = (name: string, of: number[]): void =>
  console.log(`${name}: median ${median(of).toFixed(0)} ms, least ${Math.min(...of).toFixed(0)}, most ${Math.max(...of).toFixed(0)}`);

/** Unix milliseconds at which the newest process of a program began. */
function began(program: string): number {
  const hertz = Number(execFileSync("getconf", ["CLK_TCK"]).toString());
  const boot = Number(/^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1]);
  const starts = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (readlinkSync(`/proc/${pid}/exe`) !== program) return [];
        const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
        return [boot * 1000 + (Number(fields[19]) / hertz) * 1000];
      } catch {
        return [];
      }
    });
  return Math.max(...starts);
}

/** Milliseconds from the start of the program to its page being usable. */
async function start(program: string, args: string[] = []): Promise<number> {
  const window = await Window.start(args, undefined, program);
  try {
    const usable = await window.driver.wait(
      () =>
        window.run<number | null>(
          `const mark = performance.getEntriesByName("usable")[0];
           const paint = performance.getEntriesByName("first-contentful-paint")[0];
           const at = document.title === "Minimal" ? paint?.startTime : mark?.startTime;
           return at === undefined ? null : performance.timeOrigin + at;`,
        ),
      20_000,
    );
    return (usable ?? Number.NaN) - began(program);
  } finally {
    await window.end();
  }
}

test("from start to usable, beside the least window", async () => {
  const [ours, minimal] = [process.env["JUZHENG_WINDOW"] ?? "", process.env["JUZHENG_MINIMAL"] ?? ""];
  const times = { ours: [] as number[], minimal: [] as number[] };
  for (let run = 0; run < RUNS; run += 1) {
    times.minimal.push(await start(minimal));
    times.ours.push(await start(ours));
  }
  told("least window, start to first paint", times.minimal);
  told("our window, start to usable", times.ours);
  console.log(`ratio of the medians: ${(median(times.ours) / median(times.minimal)).toFixed(2)}`);
});

test("opening a large case", async () => {
  const folder = process.env["JUZHENG_LARGE_CASE"] ?? "";
  const window = await Window.start();
  try {
    await window.run("return 1");
    await window.driver.manage().setTimeouts({ script: 60_000 });
    const query = { scale: "moment", party: null, verdicts: [], kinds: [], chat: true, text: "" };
    const steps = await window.driver.executeAsyncScript<Record<string, number>>(
      `const [folder, query, done] = arguments;
       const ask = window.__TAURI_INTERNALS__.invoke;
       (async () => {
         const steps = {}, times = async (name, work) => { const from = performance.now(); const it = await work(); steps[name] = performance.now() - from; return it; };
         await times("open_case", () => ask("open_case", { folder }));
         const summary = await times("timeline", () => ask("timeline", { query }));
         await times("timeline_rows (60 in the middle)", () => ask("timeline_rows", { query, from: summary.rows >> 1, count: 60 }));
         const links = { verdicts: [], decided: [], direction: null, party: null, text: "", sort: "time", descending: false };
         const page = await times("links (60)", () => ask("links", { query: links, from: 0, count: 60 }));
         await times("link", () => ask("link", { id: page.rows[30].money.link }));
         await times("decide", () => ask("decide", { decision: { type: "confirm", link: page.rows[30].money.link } }));
         await times("undo", () => ask("undo"));
         await times("findings", () => ask("findings"));
         await times("search of a text", () => ask("timeline", { query: { ...query, text: "借" } }));
         await times("materials", () => ask("materials"));
         return steps;
       })().then(done, (why) => done({ [JSON.stringify(why)]: -1 }));`,
      folder,
      query,
    );
    for (const [name, time] of Object.entries(steps)) console.log(`${name}: ${time.toFixed(0)} ms`);
  } finally {
    await window.end();
  }
});
