/** Encryption on screen: unlocking, a new encrypted case, the settings, an encrypted package; both languages, light and dark. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { en } from "../src/i18n/en";
import { zh } from "../src/i18n/zh";
import { cutThings, startScreens, violations, type Screens } from "./harness";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(async () => {
  await screens.close();
  expect(screens.wrongs).toEqual([]);
});

/** What a person reads. */
const all = { zh, en };

const PASSPHRASE = "四月 纸船 灯塔 北风";
const looks = [
  ["zh", "light", 1024, 700],
  ["zh", "dark", 1400, 900],
  ["en", "light", 1400, 900],
  ["en", "dark", 1024, 700],
] as const;

/** Looks at the page: kept as a picture, nothing cut, nothing that axe finds wrong. */
async function look(page: Page, name: string): Promise<void> {
  await screens.shoot(page, `encryption-${name}`);
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
}

it.each(looks)("unlocking: wrong, then right, %s %s %i", async (lang, theme, width, height) => {
  const words = all[lang];
  const page = await screens.open(`encrypted=1&lang=${lang}&theme=${theme}`, { width, height });
  const dialog = page.getByRole("dialog", { name: words.encryption.unlock.title });
  await dialog.waitFor();
  await page.locator("input:focus").waitFor();
  await look(page, `unlock-${lang}-${theme}-${width}`);
  await page.keyboard.type("不是它");
  await page.keyboard.press("Enter");
  await dialog.getByText(words.encryption.wrong).waitFor();
  // Typing goes over what was wrong.
  await page.waitForFunction("document.activeElement.value === '不是它' && document.activeElement.selectionEnd === 3");
  await dialog.getByRole("button", { name: words.encryption.show }).click();
  await look(page, `unlock-wrong-${lang}-${theme}-${width}`);
  await dialog.getByLabel(words.encryption.passphrase, { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.locator("header", { hasText: words.encryption.encrypted }).waitFor();
  await look(page, `unlocked-${lang}-${theme}-${width}`);
  await page.context().close();
});

it.each(looks)("a new case that is encrypted, %s %s %i", async (lang, theme, width, height) => {
  const words = all[lang];
  const page = await screens.open(`closed=1&lang=${lang}&theme=${theme}`, { width, height });
  await page.getByText(words.terms.health.locked, { exact: true }).waitFor();
  await look(page, `list-${lang}-${theme}-${width}`);
  await page.keyboard.press("Control+n");
  const dialog = page.getByRole("dialog", { name: words.cases.form.title });
  await dialog.getByLabel(words.cases.form.caseTitle).fill("周航借款二");
  const names = dialog.getByLabel(words.cases.form.name, { exact: true });
  await names.nth(0).fill("林晓");
  await names.nth(1).fill("周航");
  await dialog.getByLabel(words.encryption.newCase.encrypt).check();
  await dialog.getByLabel(words.encryption.fresh.written).scrollIntoViewIfNeeded();
  await look(page, `form-${lang}-${theme}-${width}`);
  await dialog.getByLabel(words.encryption.fresh.first, { exact: true }).fill("12345678");
  await dialog.getByLabel(words.encryption.fresh.again).fill("12345679");
  await page.keyboard.press("Enter");
  await dialog.getByText(words.encryption.fresh.wrongAgain.different).waitFor();
  expect(await page.evaluate("document.activeElement.value")).toBe("12345679");
  await dialog.getByLabel(words.encryption.fresh.written).scrollIntoViewIfNeeded();
  await look(page, `form-wrong-${lang}-${theme}-${width}`);
  await dialog.getByLabel(words.encryption.fresh.again).fill("12345678");
  await dialog.getByLabel(words.encryption.fresh.written).check();
  await dialog.getByRole("button", { name: words.cases.form.create, exact: true }).click();
  await page.locator("header", { hasText: "周航借款二" }).waitFor();
  expect(await page.evaluate("[juzheng.app.overview.encrypted, juzheng.app.overview.folder]")).toEqual([true, "/cases/加密案件 2.juzheng"]);
  await page.context().close();
});

it.each(looks)("the settings: an encrypted copy and what it leaves behind, then another passphrase, %s %s %i", async (lang, theme, width, height) => {
  const words = all[lang];
  const said = words.encryption.settings;
  const page = await screens.open(`view=settings&lang=${lang}&theme=${theme}`, { width, height });
  const copy = page.getByRole("button", { name: said.copy });
  await copy.scrollIntoViewIfNeeded();
  await look(page, `settings-off-${lang}-${theme}-${width}`);
  await copy.click();
  const dialog = page.getByRole("dialog", { name: said.copyTitle });
  await dialog.getByRole("button", { name: said.copyDo }).click();
  await dialog.getByText(words.encryption.fresh.notWritten).waitFor();
  await look(page, `copy-wrong-${lang}-${theme}-${width}`);
  await dialog.getByLabel(words.encryption.fresh.first, { exact: true }).fill("12345678");
  await dialog.getByLabel(words.encryption.fresh.again).fill("12345678");
  await dialog.getByLabel(words.encryption.fresh.written).check();
  await page.evaluate("juzheng.backend.hold(true)");
  await dialog.getByRole("button", { name: said.copyDo }).click();
  await dialog.getByText(said.copying).waitFor();
  await look(page, `copying-${lang}-${theme}-${width}`);
  await dialog.getByRole("button", { name: said.stop }).click();
  await page.getByText(said.stopped).waitFor();
  await page.evaluate("juzheng.backend.hold(false)");
  expect(await page.evaluate("juzheng.app.overview.encrypted")).toBe(false);
  await dialog.getByRole("button", { name: said.copyDo }).click();
  await page.getByRole("heading", { name: said.done }).waitFor();
  await dialog.waitFor({ state: "detached" });
  await page.waitForFunction("document.activeElement.tagName === 'H3'");
  await page.getByText("/cases/周航借款.juzheng").waitFor();
  await look(page, `copied-${lang}-${theme}-${width}`);

  await page.getByRole("button", { name: said.change }).click();
  const change = page.getByRole("dialog", { name: said.changeTitle });
  await change.getByLabel(words.encryption.fresh.first, { exact: true }).fill("纸船 灯塔 四月");
  await look(page, `change-${lang}-${theme}-${width}`);
  await change.getByLabel(words.encryption.fresh.again).fill("纸船 灯塔 四月");
  await change.getByLabel(words.encryption.fresh.written).check();
  await change.getByRole("button", { name: said.changeDo }).click();
  await page.getByText(said.changed, { exact: true }).waitFor();
  // What was left behind is still said, until it is put away.
  const note = page.getByRole("group", { name: said.done });
  await note.getByRole("button", { name: words.shell.common.close }).click();
  await note.waitFor({ state: "detached" });
  await page.context().close();
});

it.each(looks)("an encrypted package, and checking it, %s %s %i", async (lang, theme, width, height) => {
  const words = all[lang];
  const page = await screens.open(`view=package&lang=${lang}&theme=${theme}`, { width, height });
  await page.getByRole("tab", { name: words.sealing.sections.pack, exact: true }).click();
  await page.getByRole("radio", { name: words.sealing.pack.audience.archive }).check();
  await page.getByRole("radio", { name: words.sealing.pack.container.encrypted }).check();
  const write = page.getByRole("button", { name: words.sealing.pack.write });
  await write.click();
  await page.getByText(words.encryption.fresh.wrongFirst.short).waitFor();
  await look(page, `pack-${lang}-${theme}-${width}`);
  await page.getByLabel(words.encryption.fresh.first, { exact: true }).fill("12345678");
  await page.getByLabel(words.encryption.fresh.again).fill("12345678");
  await page.getByLabel(words.encryption.fresh.written).check();
  await write.click();
  await page.getByRole("heading", { name: words.sealing.pack.made }).waitFor();
  await page.getByText(words.encryption.pack.made).waitFor();
  expect(await page.getByLabel(words.encryption.fresh.first, { exact: true }).inputValue()).toBe("");
  await look(page, `packed-${lang}-${theme}-${width}`);
  await page.getByRole("button", { name: words.sealing.pack.checkIt }).click();
  await page.getByText(words.encryption.check.locked).waitFor();
  await page.locator("input:focus").waitFor();
  await page.keyboard.type("不是它");
  await page.keyboard.press("Enter");
  await page.getByText(words.encryption.wrong).waitFor();
  await look(page, `check-wrong-${lang}-${theme}-${width}`);
  await page.getByLabel(words.encryption.passphrase, { exact: true }).fill("12345678");
  await page.keyboard.press("Enter");
  await page.getByText(words.sealing.check.good, { exact: true }).waitFor();
  expect(await page.getByText(words.encryption.check.locked).count()).toBe(0);
  await look(page, `checked-${lang}-${theme}-${width}`);
  await page.context().close();
});

it("an encrypted case that can only be viewed keeps its passphrase", async () => {
  const page = await screens.open("encrypted=1&readOnly=1");
  await page.locator("input:focus").fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await page.locator("header", { hasText: "已加密" }).waitFor();
  await page.keyboard.press("Control+8");
  await page.getByText("此案件现在只能查看，不能更换口令。").scrollIntoViewIfNeeded();
  expect(await page.getByRole("button", { name: "更换口令…" }).count()).toBe(0);
  await look(page, "read-only");
  await page.context().close();
});
