/** The main job from an empty program to a checked dossier, by what a person clicks and types. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { Key } from "selenium-webdriver";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Window } from "./driver";
import { many, newCase, sampleFiles, samplePassword, toView } from "./steps";
import { zh } from "./words";

let window: Window;

beforeEach(async () => {
  window = await Window.start();
});

afterEach(async (context) => {
  if (context.task.result?.state === "fail") window.keepPicture(context.task.name);
  await window.end();
});

test("a new case, the files, the links, one confirmed, the dossier, the check", async () => {
  await newCase(window, "周航借款");
  window.choose({ files: sampleFiles() });
  await window.press(zh.materials.addFiles);
  await window.type(zh.materials.password.field, samplePassword());
  await window.press(zh.materials.password.open, "[role=dialog] button");
  await window.says(zh.materials.adding.finished, 40);

  await toView(window, zh.shell.nav.links);
  await window.says(zh.links.summary(16, 2, 0));
  // The first row is chosen and confirmed by keyboard alone.
  await window.press("2025-01-10", "[role=row]");
  await window.keys("c");
  await window.says(zh.links.summary(16, 2, 1));

  await toView(window, zh.shell.nav.dossier);
  const target = join(window.home, "documents", "证据册.pdf");
  window.choose({ target: [target] });
  await window.press(zh.dossier.export);
  await window.says(zh.dossier.made, 60);
  const bytes = readFileSync(target);
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  const digest = createHash("sha256").update(bytes).digest("hex");
  await window.says(digest.slice(0, 8));

  await toView(window, zh.shell.nav.custody);
  await window.press(zh.custody.checkNow);
  await window.says(zh.custody.good, 60);
  await window.says("不证明导入前内容真实、完整");
  await window.says("确认对应");
});

test("a wrong password is said to be wrong, and the right one opens what waits", async () => {
  await newCase(window, "密码");
  window.choose({ files: sampleFiles().filter((file) => file.endsWith(".zip")) });
  await window.press(zh.materials.addFiles);
  await window.type(zh.materials.password.field, "000000");
  await window.press(zh.materials.password.open, "[role=dialog] button");
  await window.says(zh.materials.password.wrong);
  await window.type(zh.materials.password.field, samplePassword());
  await window.press(zh.materials.password.open, "[role=dialog] button");
  await window.says(/\d+ 笔收付/);
  const said = await window.run<string>("return document.body.innerText");
  expect(said).not.toContain(zh.materials.password.wrong);
});

test("a file that cannot be read is said so, and the others are in", async () => {
  await newCase(window, "读不到");
  const missing = join(window.home, "documents", "不在这里.csv");
  window.choose({ files: [missing, ...sampleFiles().filter((file) => file.endsWith(".csv"))] });
  await window.press(zh.materials.addFiles);
  await window.says("文件不存在");
  await window.says(/条消息/);
  await window.says(zh.materials.adding.summary.rejected("1"));
});

test("taking in is stopped, what was finished stays, and the case holds", async () => {
  await newCase(window, "停止");
  window.choose({ folder: [many(window.home, 1_500)] });
  await window.press(zh.materials.addFolder);
  await window.press(zh.materials.adding.stop);
  await window.says(zh.materials.adding.stopped, 60);
  await toView(window, zh.shell.nav.custody);
  await window.press(zh.custody.checkNow);
  await window.says(zh.custody.good, 60);
});

test("a case that is named on the command line opens, and is remembered", async () => {
  await newCase(window, "记住");
  const made = join(window.home, "documents", "记住.juzheng");
  expect(existsSync(join(made, "case.sqlite"))).toBe(true);
  const home = window.home;
  await window.end(true);
  window = await Window.start([join(made, "case.sqlite")], home);
  await window.says("记住");
  await window.says(zh.materials.none);
  await window.end(true);
  window = await Window.start([], home);
  await window.says(zh.cases.recent);
  await window.press("记住", "button, [role=row], li");
  await window.says(zh.materials.none);
  expect(statSync(made).isDirectory()).toBe(true);
  await window.chord(Key.CONTROL, "2");
});
