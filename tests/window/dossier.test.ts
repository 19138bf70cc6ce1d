/** The dossier in the real window: choices, real pages, the file, and the ways between a page and the case. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Key } from "selenium-webdriver";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Window } from "./driver";
import { pastWelcome, toView } from "./steps";
import { zh } from "./words";

let window: Window;

beforeEach(async () => {
  window = await Window.start();
});

afterEach(async (context) => {
  if (context.task.result?.state === "fail") window.keepPicture(context.task.name);
  await window.end();
});

/** How many pages of the preview are drawn and not blank. */
const drawn = (): Promise<number> =>
  window.run("return [...document.querySelectorAll('.sheet img')].filter((page) => page.complete && page.naturalWidth > 200).length");

/** The number of pages that the preview says it has. */
async function pages(): Promise<number> {
  const text = await window.says(/\/ \d+ 页/, 60);
  return Number(/\/ (\d+) 页/.exec(text)?.[1]);
}

test("for a mediation, two screenshots a page, both sides: looked at, exported, and from a page to its evidence", async () => {
  await pastWelcome(window);
  await window.press(zh.cases.sample);
  await window.says("示例", 60);
  await toView(window, zh.shell.nav.dossier);
  await window.find(".sheet img", "", 60);
  const court = await pages();

  await window.press(zh.dossier.profile.mediation, "label");
  await window.press(zh.dossier.perPage.two, "label");
  await window.press(zh.dossier.more.title);
  await window.press(zh.dossier.more.duplex, "label");
  await window.says(zh.dossier.more.brief.duplex);
  await window.says(new RegExp(`/ (?!${court} )\\d+ 页`), 60);
  const few = await pages();
  expect(few).toBeLessThan(court);
  await window.driver.wait(async () => (await drawn()) > 0, 30_000, "no page of the preview is drawn");

  const target = join(window.home, "documents", "调解.pdf");
  window.choose({ target: [target] });
  await window.press(zh.dossier.export);
  await window.says(zh.dossier.made, 60);
  await window.says(zh.dossier.pageCount(few));
  const bytes = readFileSync(target);
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  await window.press(zh.shell.common.close);

  // The timeline's first page shows the bill and the chat; the way leads to the place in the file, and back.
  await window.press(zh.dossier.outline);
  await window.press("时间线", "[role=dialog] button, .outline button");
  const page = await window.run<string>(`return document.querySelector('input[inputmode="numeric"]').value`);
  await window.press("证据 1-1", ".here button");
  await window.find(".lit, [aria-selected=true], [role=row][aria-current=true]");
  await window.press(zh.dossier.showIn);
  await window.find(".here button", "证据 1-1", 60);
  expect(await window.run<string>(`return document.querySelector('input[inputmode="numeric"]').value`)).toBe(page);
});

test("a transfer of the timeline is found on its page", async () => {
  await pastWelcome(window);
  await window.press(zh.cases.sample);
  await window.says("示例", 60);
  await toView(window, zh.shell.nav.timeline);
  // The first payment comes after the first screen of the chat.
  await window.find('[data-side="chat"]');
  await window.keys("n");
  await window.find('[data-side="money"].selected');
  const sum = await window.run<string>(`return document.querySelector('[data-side="money"].selected .sum').innerText.trim()`);
  await window.press(zh.dossier.showIn);
  await window.find(".here button", "证据", 90);
  expect(sum).toMatch(/\d/);
  expect(Number(await window.run<string>(`return document.querySelector('input[inputmode="numeric"]').value`))).toBeGreaterThan(1);
  await window.keys(Key.ESCAPE);
});
