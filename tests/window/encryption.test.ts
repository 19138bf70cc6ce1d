/** An encrypted case in the real window: made by the form, closed, opened again with a wrong and with the right passphrase. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Key } from "selenium-webdriver";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Window } from "./driver";
import { newCase, sampleFiles, toView } from "./steps";
import { zh } from "./words";

let window: Window;

beforeEach(async () => {
  window = await Window.start();
});

afterEach(async (context) => {
  if (context.task.result?.state === "fail") window.keepPicture(context.task.name);
  await window.end();
});

const words = zh.encryption;
const PASSPHRASE = "paper boat lantern april";

/** Files below a folder that hold this text, in their bytes or their names. */
function holding(folder: string, text: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(folder, name)).isFile());
  return files.filter((name) => name.includes(text) || readFileSync(join(folder, name)).includes(text));
}

test("an encrypted case is made, closed, and opened again: wrong, then right", async () => {
  await newCase(window, "周航借款密案", PASSPHRASE);
  const folder = join(window.home, "documents", "加密案件.juzheng");
  expect(existsSync(join(folder, "case.key"))).toBe(true);
  await window.find("header .encrypted", words.encrypted);
  window.choose({ files: sampleFiles().filter((file) => file.endsWith(".csv")) });
  await window.press(zh.materials.addFiles);
  await window.says(zh.materials.adding.finished, 40);

  await window.chord(Key.CONTROL, "w");
  await window.says(zh.cases.recent);
  // Neither the folder nor what the program remembers tells what the case is about.
  const said = await window.says(zh.terms.health.locked);
  expect(said).not.toContain("周航");
  for (const place of [folder, join(window.home, "config"), join(window.home, "data")]) {
    expect(holding(place, "周航借款密案")).toEqual([]);
    expect(holding(place, PASSPHRASE)).toEqual([]);
  }
  expect(holding(folder, "周航")).toEqual([]);

  await window.press("加密案件", "li button");
  await window.says(words.unlock.lost);
  await window.type(words.passphrase, "paper boat lantern may");
  await window.press(words.unlock.open, "[role=dialog] button");
  await window.says(words.wrong);
  expect(await window.run<string>("return document.activeElement.type")).toBe("password");
  await window.type(words.passphrase, PASSPHRASE);
  await window.press(words.unlock.open, "[role=dialog] button");
  await window.find("header .title", "周航借款密案");
  expect(await window.run<string>("return document.body.innerText")).not.toContain(words.unlock.lost);

  // It is a case like any other: all of it holds.
  await toView(window, zh.shell.nav.custody);
  await window.press(zh.custody.checkNow);
  await window.says(zh.custody.good, 60);
});

test("a case is saved as an encrypted one; the former stays, and the window says where", async () => {
  await newCase(window, "另存");
  const former = join(window.home, "documents", "另存.juzheng");
  const copy = join(window.home, "documents", "加密案件.juzheng");
  await toView(window, zh.shell.nav.settings);
  await window.press(words.settings.copy);
  await window.type(words.fresh.first, PASSPHRASE);
  await window.type(words.fresh.again, PASSPHRASE);
  await window.press(words.fresh.written, "[role=dialog] label");
  await window.press(words.settings.copyDo, "[role=dialog] button");
  const said = await window.says(words.settings.done, 60);
  expect(said).toContain(former);
  expect(said).toContain(copy);
  expect([existsSync(join(former, "case.sqlite")), existsSync(join(copy, "case.key"))]).toEqual([true, true]);
  await window.find("header .encrypted", words.encrypted);
});
