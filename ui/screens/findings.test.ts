/** The view of findings on screen: groups by weight, more on demand, the search, jumps by keyboard, a group that was asked for, none at all. */
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

const LARGE = { width: 1400, height: 900 };
const SMALL = { width: 1024, height: 700 };

it.each([
  ["zh", "light", SMALL],
  ["zh", "dark", LARGE],
  ["en", "dark", SMALL],
  ["en", "light", LARGE],
] as const)("groups in %s, %s", async (lang, theme, size) => {
  const page = await screens.open(`view=findings&lang=${lang}&theme=${theme}`, size);
  await page.locator("[data-code]").first().waitFor();
  await screens.shoot(page, `findings-${lang}-${theme}-${size.width}`);
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await page.context().close();
});

it("by keyboard: arrows move, left closes, Enter jumps", async () => {
  const page = await screens.open("view=findings", SMALL);
  const heads = page.locator("[data-code] h3 button");
  await heads.first().focus();
  await page.keyboard.press("ArrowLeft");
  expect(await heads.first().getAttribute("aria-expanded")).toBe("false");
  await page.keyboard.press("ArrowDown");
  expect(await page.evaluate("document.activeElement.closest('[data-code]').dataset.code")).toBe("gap-over");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector('nav [aria-current="page"]:has-text("对应")');
  expect(await page.evaluate("juzheng.app.route.payload.link")).toBe(
    await page.evaluate("juzheng.backend.case.story.transfers.find((one) => one.verdict === 'over').link"),
  );
  await page.context().close();
});

it("more on demand, and a search through all of them", async () => {
  const page = await screens.open("view=findings&messages=20000", LARGE);
  const group = page.locator('[data-code="gap-over"]');
  const rows = group.locator("li");
  await rows.first().waitFor();
  const first = await rows.count();
  await group.getByRole("button", { name: "再看 100 条" }).click();
  await expect.poll(() => rows.count()).toBe(first + 100);
  await page.getByRole("textbox", { name: "在提示中查找" }).fill("无法判断");
  await expect.poll(() => group.getByText(/条中的/).count()).toBe(1);
  await page.locator("mark").first().waitFor();
  await screens.shoot(page, "findings-search");
  expect(await violations(page)).toEqual([]);
  expect(await page.locator("[data-code]").count()).toBe(1);
  expect(await page.locator("h2:visible").count()).toBe(1);
  await page.getByRole("textbox", { name: "在提示中查找" }).fill("没有这样的字");
  await page.getByText("没有符合筛选的提示").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "清除筛选" }).last().click();
  await expect.poll(() => page.locator("[data-code]").count()).toBe(5);
  await page.getByRole("button", { name: /^重要/ }).click();
  await expect.poll(() => page.locator("[data-code]").count()).toBe(1);
  await page.context().close();
});

it("a group that was asked for is opened, in sight and in focus", async () => {
  const page = await screens.open("view=settings", SMALL);
  await page.evaluate("juzheng.app.go('findings', { code: 'unknown-format' })");
  const head = page.locator('[data-code="unknown-format"] h3 button');
  await head.waitFor();
  await expect.poll(() => head.getAttribute("aria-expanded")).toBe("true");
  await expect.poll(() => page.evaluate("document.activeElement.closest('[data-code]')?.dataset.code")).toBe("unknown-format");
  await page.locator("li").getByText("已原样保存").waitFor();
  await screens.shoot(page, "findings-asked");
  await page.context().close();
});

it("none: says what that means", async () => {
  const page = await screens.open("view=findings&messages=0", SMALL);
  await page.getByText("没有提示不等于没有问题").waitFor();
  await screens.shoot(page, "findings-empty");
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});
