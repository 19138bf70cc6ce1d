/** The timeline on screen: both sides and what joins them, walking, zooming, filtering, finding, details, hostile text, keys. */
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

async function open(query = "", size = SMALL): Promise<Page> {
  const page = await screens.open(`view=timeline&${query}`, size);
  await page.waitForSelector("[data-row], .empty");
  return page;
}

/** Takes a picture, and sees that nothing is wrong with what is on it. */
async function looked(page: Page, name: string): Promise<void> {
  await screens.shoot(page, `timeline-${name}`);
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
}

/** Lets what scrolls come to rest. */
const settled = (page: Page): Promise<void> => page.waitForTimeout(250);

/** Waits until an expression is true; by the debugger, which the page's policy does not bind. */
async function until(page: Page, expression: string): Promise<void> {
  await expect.poll(() => page.evaluate(`Boolean(${expression})`), { timeout: 10_000 }).toBe(true);
}

const selectedCard = (page: Page) => page.locator('[data-side="money"].selected');

it.each([
  ["zh", "light", SMALL, "small"],
  ["zh", "light", LARGE, "large"],
  ["en", "dark", SMALL, "small"],
  ["en", "dark", LARGE, "large"],
] as const)("in %s, %s", async (lang, theme, size, name) => {
  const page = await open(`lang=${lang}&theme=${theme}`, size);
  await page.keyboard.press("n");
  await selectedCard(page).waitFor();
  await settled(page);
  await looked(page, `${name}-${lang}-${theme}`);
  await page.keyboard.press("Enter");
  await page.locator("aside").waitFor();
  await settled(page);
  await looked(page, `panel-${name}-${lang}-${theme}`);
  await page.context().close();
});

it("walks from flag to flag, says which, confirms one, and goes on to its link", async () => {
  const page = await open();
  const said = page.locator('.view > [role="status"]');
  await page.keyboard.press("n");
  await until(page, "document.querySelector('.view > [role=status]').textContent.includes('第 1 处，共 9 处')");
  expect(await said.textContent()).toMatch(/¥.*，(超过|无法判断|未见消息)/);
  // Two presses within an instant are one, reported twice.
  await settled(page);
  await page.keyboard.press("n");
  await until(page, "document.querySelector('.view > [role=status]').textContent.includes('第 2 处')");
  expect(await page.getByText("第 2 处，共 9 处", { exact: true }).count()).toBe(1);
  await selectedCard(page).waitFor();
  expect(await selectedCard(page).evaluate((card) => card === document.activeElement)).toBe(true);
  await page.keyboard.press("c");
  await page.getByText("8 处待核对").or(page.getByText("第 2 处，共 8 处", { exact: true })).first().waitFor();
  expect(await said.textContent()).toContain("已确认对应");
  expect(await selectedCard(page).textContent()).toContain("已确认");
  await page.keyboard.press("Control+z");
  await page.getByText("共 9 处", { exact: false }).first().waitFor();
  await page.keyboard.press("p");
  await until(page, "document.querySelector('.view > [role=status]').textContent.includes('第 1 处')");
  await page.getByRole("button", { name: "看对应" }).click();
  await page.waitForSelector('nav button[aria-current="page"]:has-text("对应")');
  expect(await page.evaluate("typeof juzheng.app.route.payload.link")).toBe("string");
  await page.context().close();
});

it("draws a line from a transfer to its message in another row, and jumps along it", async () => {
  const page = await open("messages=6000", LARGE);
  const found = (await page.evaluate(`(async () => {
    const query = { scale: "moment", party: null, verdicts: [], kinds: [], chat: true, text: "" };
    const rows = await juzheng.backend.timelineRows(query, 0, 4000);
    const apart = rows.find(({ row, money }) => money[0]?.message_row != null && money[0].message_row < row - 1);
    juzheng.app.go("timeline", { target: { transfer: apart.money[0].transfer } });
    return { row: apart.row, message: apart.money[0].message_row };
  })()`)) as { row: number; message: number };
  await selectedCard(page).waitFor();
  await settled(page);
  const ends = (await page.evaluate(`(() => {
    const middle = (element) => { const box = element.getBoundingClientRect(); return box.top + box.height / 2; };
    const svg = document.querySelector('.line.lit svg.far').getBoundingClientRect();
    const bubble = document.querySelector('[data-row="${found.message}"][data-side="chat"]').getBoundingClientRect();
    return { top: svg.top - bubble.top, foot: svg.bottom - middle(document.querySelector('.line.lit .sum')) };
  })()`)) as { top: number; foot: number };
  // It begins at the first line of the bubble and ends at the amount.
  expect(ends.top).toBeGreaterThan(8);
  expect(ends.top).toBeLessThan(30);
  expect(Math.abs(ends.foot)).toBeLessThan(4);
  await looked(page, "line-zh-light");
  await page.locator(".line.lit").getByRole("button", { name: /看消息/ }).click();
  await page.locator(`[data-row="${found.message}"].selected`).waitFor();
  await page.locator(".line.lit").getByRole("button", { name: /看收付记录/ }).click();
  await page.locator(`[data-row="${found.row}"].selected`).waitFor();
  await page.context().close();
});

it("zooms by key, wheel and press, and keeps its place", async () => {
  const page = await open("messages=6000");
  await page.evaluate("juzheng.app.recall('timeline').goToRow(3000, '')");
  await settled(page);
  const day = await page.locator(".heads .day").textContent();
  for (const [key, scale] of [["-", "时"], ["-", "日"], ["-", "月"], ["-", "年"], ["0", "月"]] as const) {
    await page.keyboard.press(key);
    await page.waitForSelector(`.segments label.chosen:has-text("${scale}")`);
    await settled(page);
    if (key === "-") await looked(page, `scale-${({ 时: "hour", 日: "day", 月: "month", 年: "year" } as const)[scale]}`);
  }
  for (let step = 0; step < 3; step++) {
    await page.keyboard.press("+");
    await settled(page);
    await page.waitForTimeout(100);
  }
  await page.waitForSelector('.segments label.chosen:has-text("分")');
  await settled(page);
  const back = await page.locator(".heads .day").textContent();
  expect(back?.slice(0, 7)).toBe(day?.slice(0, 7));
  await page.locator("[data-row]").first().hover();
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, 120);
  await page.keyboard.up("Control");
  await page.waitForSelector('.segments label.chosen:has-text("时")');
  await page.locator('[data-side="chat"]').nth(2).click();
  await page.waitForSelector('.segments label.chosen:has-text("分")');
  await page.context().close();
});

it("filters, says so, and leads out of nothing", async () => {
  const page = await open();
  await page.getByRole("button", { name: "筛选" }).click();
  await page.getByRole("dialog", { name: "筛选" }).waitFor();
  await looked(page, "filter-zh-light");
  await page.getByRole("button", { name: "超过", exact: true }).click();
  await page.getByText("正在筛选，部分内容没有显示").waitFor();
  await page.getByRole("switch", { name: "显示聊天" }).click();
  await page.getByText("聊天已隐藏").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await settled(page);
  expect(await page.locator('[data-side="chat"]').count()).toBe(0);
  expect(await page.getByText("消息未显示").count()).toBeGreaterThan(0);
  await looked(page, "filtered-zh-light");
  await page.evaluate("juzheng.app.recall('timeline').filter({ verdicts: ['within'], party: 5 })");
  await page.getByText("筛选后没有内容").waitFor();
  await looked(page, "filtered-to-nothing");
  await page.getByRole("button", { name: "清除筛选" }).first().click();
  await page.waitForSelector('[data-side="chat"]');
  await page.context().close();
});

it("finds text, lights it, goes from hit to hit", async () => {
  const page = await open("theme=light");
  await page.keyboard.press("/");
  await page.keyboard.type("五千");
  await page.getByText(/^1 \/ \d+$/).waitFor();
  expect(await page.locator("mark").first().textContent()).toBe("五千");
  await page.keyboard.press("Enter");
  await page.getByText(/^2 \/ \d+$/).waitFor();
  await page.keyboard.press("F3");
  await page.getByText(/^3 \/ \d+$/).waitFor();
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("Shift+F3");
  await page.getByText(/^1 \/ \d+$/).waitFor();
  await settled(page);
  await looked(page, "find-zh-light");
  await page.keyboard.press("Escape");
  await until(page, "document.querySelectorAll('mark').length === 0");
  await page.keyboard.type("没有这样的话");
  await page.getByText("没有找到", { exact: true }).waitFor();
  await page.context().close();
});

it("shows all about a message, with its place in the materials", async () => {
  const page = await open();
  await page.locator('[data-side="chat"]').first().click();
  const panel = page.locator("aside");
  await panel.getByText("导出文件时间，精确到秒").waitFor();
  await panel.getByRole("button", { name: "在材料中查看" }).click();
  await page.waitForSelector('nav button[aria-current="page"]:has-text("材料")');
  expect(await page.evaluate("juzheng.app.route.payload.line")).toBeGreaterThan(0);
  await page.context().close();
});

it("keeps its place, scale, filter and text while other views are shown", async () => {
  const page = await open("messages=6000");
  await page.evaluate("juzheng.app.recall('timeline').goToRow(2500, '')");
  await settled(page);
  const first = await page.locator("[data-row]").first().getAttribute("data-row");
  await page.keyboard.press("Control+8");
  await page.waitForSelector('nav button[aria-current="page"]:has-text("设置")');
  await page.keyboard.press("Control+3");
  await page.waitForSelector("[data-row]");
  await settled(page);
  const now = await page.locator("[data-row]").first().getAttribute("data-row");
  expect(Math.abs(Number(now) - Number(first))).toBeLessThan(6);
  await page.context().close();
});

it("hostile text is text, whatever it holds, and is folded where it is long", async () => {
  const page = await open("theme=light", LARGE);
  await page.evaluate(`(() => {
    const { messages } = juzheng.backend.case.story;
    messages[0].text = "<img src=x onerror=alert(1)><script>alert(2)</script> <a href='javascript:alert(3)'>点我</a>";
    messages[1].text = "转你 \\u202E0005 元\\u202C，\\u2066收到\\u2069 \\u202Eabc";
    messages[2].text = "😀👨‍👩‍👧".repeat(12000);
    messages[3].text = "长".repeat(900) + "无空格".repeat(50) + "x".repeat(3000);
    messages[4].text = "مرحبا هل يمكنك إعارتي 5000";
    juzheng.app.changed(juzheng.app.overview);
  })()`);
  await page.getByText("<script>alert(2)</script>", { exact: false }).first().waitFor();
  await settled(page);
  expect(await page.locator('[role="list"] script, [role="list"] img, [role="list"] a').count()).toBe(0);
  const texts = page.locator('[role="list"] .verbatim');
  expect(await texts.evaluateAll((all) => all.every((one) => getComputedStyle(one).unicodeBidi.includes("isolate") && one.getAttribute("dir") === "auto"))).toBe(true);
  expect(await page.getByText("含有改变文字显示顺序的字符", { exact: false }).count()).toBe(1);
  await looked(page, "hostile");
  const unfold = page.getByRole("button", { name: "展开全文" });
  expect(await unfold.count()).toBeGreaterThan(0);
  await unfold.first().click();
  await page.getByRole("button", { name: "收起" }).first().waitFor();
  expect(await page.locator('[role="list"]').evaluate((list) => list.scrollWidth <= list.clientWidth)).toBe(true);
  await page.context().close();
});

it("everything by keyboard: rows, sides, the strip of the whole period", async () => {
  const page = await open();
  const list = page.getByRole("list", { name: "聊天与收付记录" });
  await list.focus();
  await page.keyboard.press("ArrowDown");
  const rowNow = (): Promise<string | null> => page.evaluate("document.activeElement?.dataset?.row ?? null");
  const begun = Number(await rowNow());
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press("ArrowDown");
    await until(page, `document.activeElement?.dataset?.row === "${begun + step + 1}"`);
  }
  await page.keyboard.press("Enter");
  await page.locator("aside").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("aside").waitFor({ state: "detached" });
  const strip = page.getByRole("slider", { name: "全程缩略图" });
  await strip.focus();
  const before = await strip.getAttribute("aria-valuetext");
  expect(before).toMatch(/^现在看到：2024年/);
  await page.keyboard.press("End");
  await until(page, `document.querySelector("[role=slider]").getAttribute("aria-valuetext") !== ${JSON.stringify(before)}`);
  await settled(page);
  const atEnd = Number(await strip.getAttribute("aria-valuenow"));
  expect(atEnd).toBeGreaterThan(90);
  await page.keyboard.press("PageUp");
  await until(page, `Number(document.querySelector("[role=slider]").getAttribute("aria-valuenow")) < ${atEnd}`);
  await page.context().close();
});

it("the strip: pointed at, pressed, pulled", async () => {
  const page = await open("messages=6000&theme=light");
  const strip = page.getByRole("slider");
  const box = await strip.boundingBox();
  if (box === null) throw new Error("the strip is not on screen");
  const x = box.x + box.width / 2;
  await page.mouse.move(x, box.y + box.height / 2);
  await page.getByText(/^聊天 \d+ 条，收付 \d+ 笔$/).waitFor();
  await looked(page, "strip");
  const now = (): Promise<number> => strip.getAttribute("aria-valuenow").then(Number);
  await page.mouse.down();
  await page.mouse.up();
  await settled(page);
  expect(Math.abs((await now()) - 50)).toBeLessThan(4);
  await page.mouse.down();
  await page.mouse.move(x, box.y + box.height * 0.75, { steps: 8 });
  await page.mouse.up();
  await settled(page);
  expect(Math.abs((await now()) - 75)).toBeLessThan(5);
  await page.context().close();
});

it.each(["zh", "en"] as const)("where all records are of other people it leads to the names, %s", async (lang) => {
  const page = await open(`messages=0&strangers=1&lang=${lang}`);
  await page.getByText("1,140").waitFor();
  await looked(page, `strangers-${lang}`);
  await page.locator(".empty").getByRole("button").click();
  await page.waitForSelector(`nav button[aria-current="page"]:has-text("${lang === "zh" ? "设置" : "Settings"}")`);
  await page.context().close();
});

it("without records it leads to the materials; that can only be viewed, it offers no decision", async () => {
  const empty = await open("messages=0");
  await empty.getByText("还没有聊天或收付记录").waitFor();
  await looked(empty, "empty");
  await empty.getByRole("button", { name: "加入材料" }).click();
  await empty.waitForSelector('nav button[aria-current="page"]:has-text("材料")');
  await empty.context().close();
  const page = await open("readOnly=1");
  await page.keyboard.press("n");
  await selectedCard(page).waitFor();
  expect(await page.getByRole("button", { name: "确认对应" }).count()).toBe(0);
  expect(await page.getByRole("button", { name: "看对应" }).count()).toBe(1);
  await page.context().close();
});

it("the legend explains the marks and the minutes", async () => {
  const page = await open("theme=light");
  await page.getByRole("button", { name: "图例" }).click();
  await page.getByText("核对阈值，非法定标准", { exact: false }).waitFor();
  await looked(page, "legend");
  await page.context().close();
});
