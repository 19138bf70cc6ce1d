/** Materials on screen: the list, adding, passwords, and each kind of original; both languages, light and dark. */
import type { Page } from "playwright-core";
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

async function isGood(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
}

/** Files that are dropped on the window. */
async function drop(page: Page, paths: readonly string[]): Promise<void> {
  await page.evaluate(`juzheng.backend.tell({ type: "dropped", paths: ${JSON.stringify(paths)} })`);
}

it.each(looks)("the list as table and tiles in %s, %s", async (lang, theme, size) => {
  const page = await screens.open(`view=materials&lang=${lang}&theme=${theme}`, size);
  await page.getByText("录音_0312.m4a").waitFor();
  await screens.shoot(page, `materials-table-${lang}-${theme}-${size.width}`);
  await isGood(page);
  await page.getByText(lang === "zh" ? "缩略图" : "Thumbnails").click();
  await page.getByRole("gridcell", { name: "聊天截图_1.png" }).waitFor();
  await screens.shoot(page, `materials-grid-${lang}-${theme}-${size.width}`);
  await isGood(page);
  await page.context().close();
});

it.each(looks)("each kind of original in %s, %s", async (lang, theme, size) => {
  const page = await screens.open(`view=materials&lang=${lang}&theme=${theme}`, size);
  const shoot = (name: string) => screens.shoot(page, `materials-${name}-${lang}-${theme}-${size.width}`);
  const open = async (name: string, until: string): Promise<void> => {
    await page.getByRole("row", { name }).first().click();
    await page.locator("aside").getByText(name, { exact: true }).first().waitFor();
    await page.locator("aside").locator(until).first().waitFor();
  };
  await open("聊天截图_1.png", "img");
  await shoot("picture");
  await isGood(page);
  await open("转账电子凭证.pdf", "input[type=number]");
  await shoot("pages");
  await isGood(page);
  await open("微信支付账单(20240101-20251231).csv", '[role="gridcell"]');
  await page.locator("aside").getByText("微信支付账单明细").waitFor();
  await shoot("sheet");
  await isGood(page);
  await open("说明.txt", '[role="list"]');
  await page.locator("aside").getByText("借款经过说明").first().waitFor();
  await shoot("text");
  await isGood(page);
  await open("录音_0312.m4a", "button");
  await shoot("none");
  await isGood(page);
  await open("周航_聊天记录.csv", "button");
  for (const [at, name] of ["facts", "findings", "custody"].entries()) {
    await page.getByRole("tab").nth(at + 1).click();
    await shoot(name);
    await isGood(page);
  }
  await page.getByRole("button", { name: lang === "zh" ? "占满宽度" : "Use the whole width" }).click();
  await page.getByRole("tab").first().click();
  await shoot("wide");
  await isGood(page);
  await page.context().close();
});

it("a finding leads to its row, which is lit and in sight", async () => {
  const page = await screens.open("view=findings");
  await page.evaluate(
    "juzheng.app.go('materials', { artifact: juzheng.backend.case.materials[1].artifact.id, line: 260, sheet: null })",
  );
  const lit = page.locator('aside [role="row"][aria-selected="true"]');
  await lit.waitFor();
  expect(await lit.getByRole("gridcell").first().innerText()).toBe("260");
  expect(await lit.isVisible()).toBe(true);
  await page.getByRole("region", { name: "第 260 行的全部内容" }).waitFor();
  await screens.shoot(page, "materials-lit");
  await isGood(page);
  await page.context().close();
});

it("files dropped are taken in with progress, a line each, and a password is asked for", async () => {
  const page = await screens.open("view=timeline&step=60");
  await page.locator('nav [aria-current="page"]', { hasText: "时间线" }).waitFor();
  await drop(page, ["/u/新账单.csv", "/u/说明.txt", "/u/unreadable.csv", "/u/locked账单.zip", "/u/evil\u202egpj.exe"]);
  await page.getByText(/正在加入第 \d 项，共 5 项，已完成 \d 份/).waitFor();
  await page.getByText("复制并计算指纹").first().waitFor();
  await screens.shoot(page, "materials-adding");
  await isGood(page);
  const dialog = page.getByRole("dialog", { name: "这个压缩包需要密码" });
  await dialog.waitFor();
  await screens.shoot(page, "materials-password");
  await isGood(page);
  await page.locator("input:focus").waitFor();
  await page.keyboard.type("000000");
  await page.keyboard.press("Enter");
  await page.getByText("密码不对").waitFor();
  await screens.shoot(page, "materials-password-wrong");
  await isGood(page);
  await page.keyboard.type("123456");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.getByText("加入完成").waitFor();
  await page.getByText("没有读取权限").waitFor();
  await page.getByText("evil[U+202E]gpj.exe").first().waitFor();
  await screens.shoot(page, "materials-added");
  await isGood(page);
  await page.context().close();
});

it("taking in stops when asked, and what was finished stays", async () => {
  const page = await screens.open("view=materials&step=300");
  await page.getByText("录音_0312.m4a").waitFor();
  await drop(page, ["/u/甲.csv", "/u/乙.csv", "/u/丙.csv"]);
  await page.getByText("已完成 1 份").waitFor();
  await page.getByRole("region", { name: "加入材料" }).getByRole("button", { name: "停止" }).click();
  await page.getByText("已完成的都保留着").waitFor();
  await screens.shoot(page, "materials-stopped");
  await isGood(page);
  await page.getByRole("row", { name: "甲.csv" }).waitFor();
  await page.context().close();
});

it("a thousand files stay quick", async () => {
  const page = await screens.open("view=materials&step=0");
  await page.getByText("录音_0312.m4a").waitFor();
  await drop(page, Array.from({ length: 1000 }, (_, at) => `/u/第${at}份.csv`));
  // The imitation waits for nothing: what this takes is the screen's.
  await page.getByText("加入完成").waitFor({ timeout: 10_000 });
  expect(await page.getByText("1009 份", { exact: true }).count()).toBe(1);
  expect(await page.locator("main *").count()).toBeLessThan(1500);
  await screens.shoot(page, "materials-thousand");
  await isGood(page);
  await page.context().close();
});

it("by keyboard: search, walk, open, tabs, close", async () => {
  const page = await screens.open("view=materials");
  await page.getByText("录音_0312.m4a").waitFor();
  await page.keyboard.press("Control+f");
  await page.locator("input:focus").waitFor();
  await page.keyboard.type("截图");
  await page.keyboard.press("Enter");
  await page.getByText("9 份中的 3 份").waitFor();
  await page.getByRole("grid").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator("aside", { hasText: "聊天截图_2.png" }).waitFor();
  // What is open follows the arrows.
  await page.keyboard.press("ArrowDown");
  await page.locator("aside", { hasText: "聊天截图_3.png" }).waitFor();
  await page.locator("aside .percent", { hasText: "%" }).waitFor();
  const before = await page.locator("aside .percent").innerText();
  await page.keyboard.press("+");
  await page.locator("aside .percent", { hasNotText: before }).waitFor();
  await page.keyboard.press("0");
  await page.locator("aside .percent", { hasText: before }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("aside").waitFor({ state: "detached" });
  await page.context().close();
});

it("a case that can only be viewed says why nothing can be added; an empty one what belongs here", async () => {
  const page = await screens.open("view=materials&readOnly=1");
  await page.getByText("不能加入材料").waitFor();
  expect(await page.getByRole("button", { name: "加入文件", exact: true }).isDisabled()).toBe(true);
  await screens.shoot(page, "materials-read-only");
  await isGood(page);
  await page.context().close();
  const empty = await screens.open("view=materials&messages=0");
  await empty.getByText("还没有材料").waitFor();
  await screens.shoot(empty, "materials-empty");
  await isGood(empty);
  await empty.context().close();
});
