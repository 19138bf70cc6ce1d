/** Steps that several tests take. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sample, type Window } from "./driver";
import { zh } from "./words";

/** The bills and the chat of the sample. */
export function sampleFiles(): string[] {
  return readdirSync(sample)
    .filter((name) => /\.(csv|xlsx|zip)$/.test(name))
    .map((name) => join(sample, name));
}

/** The password of its zip. */
export function samplePassword(): string {
  return readFileSync(join(sample, "密码.txt"), "utf8").trim();
}

/** A folder with so many small files. */
export function many(home: string, count: number): string {
  const folder = join(home, "documents", "许多");
  mkdirSync(folder, { recursive: true });
  for (let number = 0; number < count; number += 1) {
    writeFileSync(join(folder, `${String(number).padStart(4, "0")}.txt`), `第 ${number} 份\n`);
  }
  return folder;
}

/** So many screenshots of a chat, drawn by the generator of the screens' tests. */
export function screenshots(home: string, count: number): string[] {
  const folder = join(home, "documents", "截图");
  const generator = join(import.meta.dirname, "../screens");
  // A conversation that is scrolled through: six captures of a chat, and nothing else.
  execFileSync("node", ["generate.mjs", "--seed", "window", "--count", "1", "--variant", "series", "--out", folder], { cwd: generator });
  const series = join(folder, "whole-1");
  const pictures = readdirSync(series).filter((name) => /\.(png|jpe?g)$/.test(name));
  return pictures.sort().slice(0, count).map((name) => join(series, name));
}

/** Past the first start's pictures, if they are there. */
export async function pastWelcome(window: Window): Promise<void> {
  await window.says(new RegExp(`${zh.cases.create}|${zh.cases.welcome.start}`));
  if ((await window.run<string>("return document.body.innerText")).includes(zh.cases.welcome.title)) {
    await window.press(zh.cases.welcome.start);
  }
}

/** Makes a case of 林晓 and 周航 by the form; with a passphrase an encrypted one. */
export async function newCase(window: Window, title: string, passphrase?: string): Promise<void> {
  await pastWelcome(window);
  await window.press(zh.cases.create);
  await window.type(zh.cases.form.caseTitle, title);
  window.choose({ place: [join(window.home, "documents")] });
  await window.press(zh.cases.form.choosePlace);
  await window.fill("[role=dialog] input", (field) => field.includes(zh.cases.form.name), ["林晓", "周航"]);
  await window.fill(
    "[role=dialog] input",
    (field) => field.includes(zh.cases.form.aliases),
    ["晓晓不加糖\n", "阿周\n航向未来\n"],
  );
  if (passphrase !== undefined) {
    await window.press(zh.encryption.newCase.encrypt, "[role=dialog] label");
    await window.says(zh.encryption.fresh.losing.case);
    await window.type(zh.encryption.fresh.first, passphrase);
    await window.type(zh.encryption.fresh.again, passphrase);
    await window.press(zh.encryption.fresh.written, "[role=dialog] label");
  }
  await window.press(zh.cases.form.create, "[role=dialog] button");
  await window.says(zh.materials.none);
}

/** Goes to a view by the navigation. */
export async function toView(window: Window, name: string): Promise<void> {
  await window.press(name, "nav button, nav a");
}
