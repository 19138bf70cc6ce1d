/** Cases on screen: the first start, the list, forgetting, the form of a new case; both languages, light and dark. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { cutThings, startScreens, violations, type Screens } from "./harness";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(async () => {
  await screens.close();
  expect(screens.wrongs).toEqual([]);
});

const SMALL = { width: 1024, height: 700 };
const LARGE = { width: 1400, height: 900 };
const looks = [
  ["zh", "light", SMALL],
  ["en", "dark", SMALL],
  ["zh", "light", LARGE],
  ["en", "dark", LARGE],
] as const;

it.each(looks)("the first start in %s, %s", async (lang, theme, size) => {
  const page = await screens.open(`empty=1&lang=${lang}&theme=${theme}`, size);
  const begin = page.getByRole("button", { name: lang === "zh" ? "开始" : "Begin" });
  await begin.waitFor();
  expect(await page.getByRole("img").count()).toBe(3);
  await screens.shoot(page, `cases-welcome-${lang}-${theme}-${size.width}`);
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await begin.click();
  await page.getByText(lang === "zh" ? "还没有案件" : "No cases yet").waitFor();
  await screens.shoot(page, `cases-none-${lang}-${theme}-${size.width}`);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: lang === "zh" ? "这个程序做什么" : "What this program does" }).click();
  await page.getByRole("button", { name: lang === "zh" ? "回到案件" : "Back to the cases" }).waitFor();
  await page.context().close();
});

it.each(looks)("recent cases and the form in %s, %s", async (lang, theme, size) => {
  const page = await screens.open(`closed=1&lang=${lang}&theme=${theme}`, size);
  await page.getByText("旧案", { exact: true }).waitFor();
  await screens.shoot(page, `cases-list-${lang}-${theme}-${size.width}`);
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await page.keyboard.press("Control+n");
  const make = page.getByRole("button", { name: lang === "zh" ? "建立案件" : "Make the case", exact: true });
  await make.click();
  await screens.shoot(page, `cases-form-${lang}-${theme}-${size.width}`);
  expect(await page.locator('[aria-invalid="true"]').count()).toBe(3);
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await page.context().close();
});

it("the open case is marked, and goes on by a press", async () => {
  const page = await screens.open("view=cases");
  await page.locator('li button[aria-current="true"]', { hasText: "周航借款" }).waitFor();
  await screens.shoot(page, "cases-open");
  expect(await violations(page)).toEqual([]);
  await page.locator('li button[aria-current="true"]').press("Enter");
  await page.locator('nav [aria-current="page"]', { hasText: "时间线" }).waitFor();
  await page.context().close();
});

it("a case is made by keyboard alone", async () => {
  const page = await screens.open("closed=1");
  await page.getByRole("button", { name: "新建案件" }).press("Enter");
  await page.getByRole("dialog", { name: "新建案件" }).waitFor();
  await page.locator("input:focus").waitFor();
  await page.keyboard.type("装修尾款");
  await page.keyboard.press("Tab");
  await page.keyboard.type("林晓");
  await page.keyboard.press("Tab");
  await page.keyboard.type("晓晓，lin");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "移除别名“lin”" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("林晓");
  await page.keyboard.press("Enter");
  await page.getByText("两位当事人不能同名").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("周航");
  await page.keyboard.press("Enter");
  // The place holds a folder of that name already.
  await page.getByRole("alert").waitFor();
  await screens.shoot(page, "cases-form-refused");
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("案件标题").fill("周航借款二");
  await page.getByText("/cases/周航借款二.juzheng").waitFor();
  await page.keyboard.press("Enter");
  await page.locator("header", { hasText: "周航借款二" }).waitFor();
  await page.locator('nav [aria-current="page"]', { hasText: "材料" }).waitFor();
  expect(await page.evaluate("juzheng.app.overview.settings.parties.map((p) => [p.name, p.role, p.aliases])")).toEqual([
    ["林晓", "me", ["晓晓", "lin"]],
    ["周航", "other", []],
  ]);
  await page.context().close();
});

it("a case is forgotten, with a word that it stays on the disk; the sample opens", async () => {
  const page = await screens.open("closed=1");
  await page.getByRole("button", { name: "从列表中移除“旧案”" }).click();
  await page.getByText("仍在磁盘上").waitFor();
  await screens.shoot(page, "cases-forget");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "移除", exact: true }).click();
  await page.getByText("旧案", { exact: true }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "打开示例案件" }).click();
  await page.locator('nav [aria-current="page"]', { hasText: "时间线" }).waitFor();
  await page.context().close();
});
