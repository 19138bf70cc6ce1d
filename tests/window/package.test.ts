/** Sealing and packing in the real window: a package for the court is written into a folder, then checked like a stranger's. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sample, Window } from "./driver";
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

const words = zh.sealing;

test("a query is shown and saved, a package for the court is written, and checked: all of it holds", async () => {
  await pastWelcome(window);
  await window.press(zh.cases.sample);
  await window.says("示例", 60);
  await toView(window, zh.shell.nav.package);

  // By hand: nothing is sent, and the query is a file of a few bytes that holds the root.
  await window.says(words.seal.none);
  const query = join(window.home, "documents", "请求.tsq");
  window.choose({ target: [query] });
  await window.press(words.seal.get);
  await window.press(words.get.ways.hand, "[role=dialog] label");
  await window.press(words.get.hand.save, "[role=dialog] button");
  await window.says(words.get.hand.saved(query));
  expect(readFileSync(query).length).toBeLessThan(200);
  await window.press(words.get.close, "[role=dialog] button");
  await window.says(words.seal.rootMeans.sealed);

  await window.press(words.sections.pack, "[role=tab]");
  await window.says(words.pack.chooseFirst);
  await window.press(words.pack.audience.court, "label");
  const counted = await window.says(new RegExp(`${words.pack.noStrangers}|${words.pack.agree}`), 60);
  if (counted.includes(words.pack.agree)) await window.press(words.pack.agree, "label");
  const target = join(window.home, "documents", "证据包_法院");
  window.choose({ target: [target], folder: [target] });
  await window.press(words.pack.write);
  await window.says(words.pack.made, 90);
  expect(readFileSync(join(target, "bagit.txt"), "utf8")).toContain("BagIt-Version: 1.0");
  expect(existsSync(join(target, "说明.txt")) || existsSync(join(target, "data", "说明.txt"))).toBe(true);

  await window.press(words.sections.check, "[role=tab]");
  await window.press(words.check.folder);
  await window.says(words.check.good, 60);
  await window.says("不证明导入前内容真实、完整");
  expect(await window.run<string>("return document.querySelector('.verdict .word').innerText.trim()")).toBe(words.check.good);
});

test("a certificate's digest is found in its text, noted and compared", async () => {
  await pastWelcome(window);
  await window.press(zh.cases.sample);
  await window.says("示例", 60);
  const chat = readFileSync(join(sample, "聊天记录_周航.csv"));
  const digest = createHash("sha256").update(chat).digest("hex");
  const certificate = join(window.home, "documents", "存证证书.txt");
  writeFileSync(certificate, `存证证书\nSHA256：${digest}\n`);
  await toView(window, zh.shell.nav.materials);
  window.choose({ files: [certificate] });
  await window.press(zh.materials.addFiles);
  await window.says(zh.materials.adding.finished, 40);
  await window.press("存证证书.txt", "[role=row], [role=option], li");
  await window.press(zh.materials.panel.facts, "[role=tab]");
  const said = zh.materials.receipt;
  await window.press(said.open);
  await window.says(said.found(1));
  await window.press(said.save, "[role=dialog] button");
  await window.says(said.told.matches("聊天记录_周航.csv"));
});
