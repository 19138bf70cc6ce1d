/** The shared components on screen: long lists in Chromium under the real policy, menus, popovers, panels; light and dark. */
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

it.each(["light", "dark"])("all of them, %s", async (theme) => {
  const page = await screens.open(`gallery=1&theme=${theme}`);
  await page.getByText("第 0 项 · 0").waitFor();
  await screens.shoot(page, `gallery-${theme}`);
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await page.context().close();
});

it("a list of 200,000 goes anywhere and says what is seen", async () => {
  const page = await screens.open("gallery=1");
  await page.getByText("第 0 项 · 0").waitFor();
  expect(await page.locator('[role="listitem"]').count()).toBeLessThan(80);
  await page.getByRole("button", { name: "到第 150000 项" }).click();
  await page.getByText("第 150000 项 · 0").waitFor();
  await expect.poll(async () => {
    const [first = 0, last = 0] = ((await page.locator("#seen").textContent()) ?? "").split("-").map(Number);
    return first <= 150_000 && 150_000 <= last;
  }).toBe(true);
  const list = page.getByRole("list", { name: "长列表" });
  await list.focus();
  await page.keyboard.press("End");
  await page.getByText("第 199999 项 · 0").waitFor();
  await page.context().close();
});

it("a table of 200,000 by keyboard", async () => {
  const page = await screens.open("gallery=1");
  const grid = page.getByRole("grid", { name: "长表" });
  await grid.focus();
  await page.keyboard.press("End");
  await page.getByRole("gridcell", { name: "第 199999 项" }).waitFor();
  expect(await page.locator("#chosen").textContent()).toBe("199999");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Home");
  await page.getByRole("gridcell", { name: "第 0 项", exact: true }).waitFor();
  await page.context().close();
});

it("menu, popover, tabs and panel by keyboard", async () => {
  const page = await screens.open("gallery=1");
  await page.getByRole("button", { name: "更多" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "加入文件" }).waitFor();
  await screens.shoot(page, "gallery-menu");
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "筛选" }).click();
  await page.getByRole("dialog", { name: "筛选" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "表单" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.getByText("第二页").waitFor();
  const edge = page.getByRole("separator", { name: "调整侧栏宽度" });
  const before = Number(await edge.getAttribute("aria-valuenow"));
  await edge.focus();
  await page.keyboard.press("ArrowLeft");
  expect(Number(await edge.getAttribute("aria-valuenow"))).toBe(before + 24);
  await page.keyboard.press("Escape");
  await page.getByRole("complementary").waitFor({ state: "detached" });
  await page.context().close();
});
