/** How smoothly the timeline of 200,000 messages scrolls: frame times and long tasks, printed. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { startScreens, type Screens } from "./harness";

const MESSAGES = 200_000;
const FRAME_MS = 1000 / 60;

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(async () => {
  await screens.close();
  expect(screens.wrongs).toEqual([]);
});

interface Run {
  frames: number[];
  tasks: number[];
  rows: number;
  /** Frames in which a row that should be seen was not there yet. */
  blank: number;
}

/** Scrolls by so many pixels a frame, for so many frames. */
const scroll = (step: number, frames: number): string => `new Promise((done) => {
  const list = document.querySelector("[role=list]");
  const times = [], tasks = [];
  const long = new PerformanceObserver((all) => all.getEntries().forEach((entry) => tasks.push(entry.duration)));
  long.observe({ entryTypes: ["longtask"] });
  const rows = new Set();
  let last = performance.now(), left = ${frames}, blank = 0;
  const tick = (now) => {
    times.push(now - last);
    last = now;
    list.scrollTop += ${step};
    const seen = list.querySelectorAll("[data-row]");
    seen.forEach((row) => rows.add(row.dataset.row));
    if (list.querySelector(".coming")) blank += 1;
    if (--left > 0) requestAnimationFrame(tick);
    else setTimeout(() => { long.disconnect(); done({ frames: times.slice(2), tasks, rows: rows.size, blank }); }, 200);
  };
  requestAnimationFrame(tick);
})`;

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.trunc(sorted.length * share))] ?? 0;
}

function told(name: string, run: Run): string {
  const sorted = [...run.frames].sort((a, b) => a - b);
  const late = sorted.filter((time) => time > 1.5 * FRAME_MS).length;
  const ms = (time: number): string => `${time.toFixed(1)} ms`;
  return [
    name.padEnd(26),
    `${run.frames.length} frames`,
    `${run.rows} rows`,
    `median ${ms(quantile(sorted, 0.5))}`,
    `95th ${ms(quantile(sorted, 0.95))}`,
    `worst ${ms(sorted.at(-1) ?? 0)}`,
    `late ${late}`,
    `waiting ${run.blank}`,
    `long tasks ${run.tasks.length} (worst ${ms(Math.max(0, ...run.tasks))})`,
  ].join(" · ");
}

it(`scrolls ${MESSAGES} messages`, async () => {
  const begun = performance.now();
  const page = await screens.open(`messages=${MESSAGES}&view=timeline`, { width: 1400, height: 900 });
  await page.waitForSelector("[data-row]");
  console.log(`first rows on screen after ${Math.round(performance.now() - begun)} ms, the making up of the case included`);
  await page.waitForTimeout(1000);
  const runs: [string, number, number][] = [
    ["reading, 8 px a frame", 8, 600],
    ["a wheel, 40 px a frame", 40, 600],
    ["fast, 160 px a frame", 160, 600],
    ["a fling, 400 px a frame", 400, 600],
    ["back, 160 px a frame", -160, 600],
  ];
  for (const [name, step, frames] of runs) {
    const run = (await page.evaluate(scroll(step, frames))) as Run;
    expect(run.frames.length).toBeGreaterThan(100);
    console.log(told(name, run));
  }
  const rows = await page.locator("[data-row]").count();
  console.log(`parts of rows on the page at the end: ${rows}`);
  await page.context().close();
});
