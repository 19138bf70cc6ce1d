/** The view 保管与校验 on screen: the chain in words, folding, filtering, checking everything with either verdict. */
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

it.each([
  ["zh", "light", 1024, 700],
  ["zh", "light", 1400, 900],
  ["en", "dark", 1024, 700],
  ["en", "dark", 1400, 900],
])("the chain and a check that holds, %s %s %i", async (lang, theme, width, height) => {
  const page = await screens.open(`lang=${lang}&theme=${theme}&view=custody`, { width, height });
  await page.getByRole("article").first().waitFor();
  await page.getByRole("button", { name: lang === "zh" ? "立即校验全部" : "Check everything now" }).click();
  await page.getByText(lang === "zh" ? "全部一致" : "Everything holds", { exact: true }).waitFor();
  await page.getByText("不证明导入前内容真实、完整").waitFor();
  await page.locator("button.fold").nth(3).click();
  await screens.shoot(page, `custody-${lang}-${theme}-${width}`);
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  expect(await page.evaluate("document.querySelector('main').scrollHeight - document.querySelector('main').clientHeight")).toBe(0);
  await page.context().close();
});

it("newest first, by a switch; one action by a filter; facts by keyboard", async () => {
  const page = await screens.open("view=custody");
  const first = page.getByRole("article").first();
  await first.waitFor();
  const newest = await first.getAttribute("aria-label");
  expect(newest).not.toBe("第 1 条");
  await page.getByRole("switch", { name: "最新的在前" }).uncheck();
  await expect.poll(() => page.getByRole("article").first().getAttribute("aria-label")).toBe("第 1 条");
  await page.getByLabel("显示哪些").selectOption({ label: "收入材料 (9)" });
  await page.getByText("显示 9 条，共").waitFor();
  await page.getByRole("button", { name: "第 2 条的详情" }).focus();
  await page.keyboard.press("Enter");
  const facts = page.getByRole("article", { name: "第 2 条", exact: true });
  await facts.getByText("上一条指纹").waitFor();
  expect(await facts.getByRole("button", { name: /^复制/ }).count()).toBe(4);
  await page.keyboard.press("Enter");
  await facts.getByText("上一条指纹").waitFor({ state: "detached" });
  await page.context().close();
});

it("checking by its key: progress, stopped, then a check that becomes an entry", async () => {
  const page = await screens.open("view=timeline");
  await page.evaluate("juzheng.backend.hold(true)");
  await page.keyboard.press("Control+Shift+K");
  await page.getByText("正在校验", { exact: true }).waitFor();
  await screens.shoot(page, "custody-checking");
  expect(await violations(page)).toEqual([]);
  await page.locator(".check").getByRole("button", { name: "停止" }).click();
  await page.getByText("已停止，完成的部分已保留。").waitFor();
  await page.evaluate("juzheng.backend.hold(false)");
  expect(await page.getByText("全部一致", { exact: true }).count()).toBe(0);
  await page.keyboard.press("Control+Shift+K");
  await page.getByText("全部一致", { exact: true }).waitFor();
  await page.getByRole("article").first().getByText("校验全部：一致").waitFor();
  // The verdict stays while the case is open.
  await page.keyboard.press("Control+8");
  await page.getByText("全部一致", { exact: true }).waitFor({ state: "detached" });
  await page.keyboard.press("Control+7");
  await page.getByText("全部一致", { exact: true }).waitFor();
  await page.context().close();
});

it("a check that does not hold: problems in words, what to do, the way to the material", async () => {
  const page = await screens.open("view=custody&damaged=1");
  await page.getByRole("button", { name: "立即校验全部" }).click();
  await page.getByText("有 2 处不一致", { exact: true }).waitFor();
  await page.getByText("请先保留现状").waitFor();
  await screens.shoot(page, "custody-bad");
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await page.getByRole("button", { name: "查看材料" }).click();
  await page.waitForSelector('nav button[aria-current="page"]:has-text("材料")');
  await page.context().close();
});

it("a case that can only be viewed can be checked; it says that nothing is noted", async () => {
  const page = await screens.open("view=custody&readOnly=1");
  await page.getByText("这次校验不会记入保管记录").waitFor();
  await page.getByRole("button", { name: "立即校验全部" }).click();
  await page.getByText("全部一致", { exact: true }).waitFor();
  await page.context().close();
});
