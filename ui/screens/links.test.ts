/** The view of links on screen: checked by keyboard alone, another message chosen, causes noted, fields corrected; 100,000 rows; hostile words. */
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

const LARGE = { width: 1400, height: 900 };
const SMALL = { width: 1024, height: 700 };

async function ready(page: Page): Promise<void> {
  await page.locator('[role="row"][aria-selected]').first().waitFor();
  await page.locator('[role="gridcell"] .money').first().waitFor();
}

/** The chosen row's number (from 1), as it is read out. */
async function chosen(page: Page): Promise<number> {
  const row = await page.locator('[role="row"][aria-selected="true"]').getAttribute("aria-rowindex");
  return Number(row) - 1;
}

async function settled(page: Page): Promise<void> {
  await page.getByRole("complementary").locator("h3").first().waitFor();
  await page.waitForTimeout(150);
}

/** Nothing is wider than the window, and the table does not scroll sideways. */
async function sideways(page: Page): Promise<boolean> {
  return (await page.evaluate(`(() => {
    const grid = document.querySelector('[role="grid"]');
    return grid !== null && grid.scrollWidth > grid.clientWidth + 1;
  })()`)) as boolean;
}

it.each([
  ["zh", "light", SMALL],
  ["zh", "dark", LARGE],
  ["en", "dark", SMALL],
  ["en", "light", LARGE],
] as const)("the list and the panel in %s, %s", async (lang, theme, size) => {
  const page = await screens.open(`view=links&lang=${lang}&theme=${theme}`, size);
  await ready(page);
  const name = `links-${lang}-${theme}-${size.width}`;
  await screens.shoot(page, name);
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  expect(await sideways(page)).toBe(false);
  for (let times = 0; times < 5; times++) await page.keyboard.press("ArrowDown");
  await settled(page);
  expect(await chosen(page)).toBe(5);
  await screens.shoot(page, `${name}-panel`);
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  expect(await sideways(page)).toBe(false);
  await page.context().close();
});

it("by keyboard: confirm and reject move one row down, undo comes back, N and P find what to check", async () => {
  const page = await screens.open("view=links", LARGE);
  await ready(page);
  await page.keyboard.press("ArrowDown");
  await settled(page);
  await page.keyboard.press("c");
  await expect.poll(() => chosen(page)).toBe(2);
  await page.waitForTimeout(100);
  await page.keyboard.press("x");
  await expect.poll(() => chosen(page)).toBe(3);
  await page.locator('[aria-rowindex="2"]').getByText("已确认").waitFor();
  await page.locator('[aria-rowindex="3"]').getByText("已否定", { exact: true }).waitFor();
  await screens.shoot(page, "links-decided");
  await page.keyboard.press("Control+z");
  await expect.poll(() => chosen(page)).toBe(2);
  await page.locator('[aria-rowindex="3"]').getByText("程序建议").waitFor();
  await page.keyboard.press("n");
  await expect.poll(() => chosen(page)).toBe(5);
  await page.waitForTimeout(100);
  await page.keyboard.press("n");
  await expect.poll(() => chosen(page)).toBe(7);
  await page.waitForTimeout(100);
  await page.keyboard.press("p");
  await expect.poll(() => chosen(page)).toBe(5);
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe("这一笔的详情");
  await page.keyboard.press("Escape");
  await expect.poll(() => page.evaluate("document.activeElement.getAttribute('role')")).toBe("grid");
  await page.keyboard.press("Escape");
  await page.getByRole("complementary").waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await settled(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("End");
  await page.waitForTimeout(100);
  await page.keyboard.press("n");
  await page.getByText("后面没有待核对的了。").waitFor();
  await page.context().close();
});

it("another message is chosen by keyboard; the search finds; Escape leaves", async () => {
  const page = await screens.open("view=links", LARGE);
  await ready(page);
  for (let times = 0; times < 8; times++) await page.keyboard.press("ArrowDown");
  await settled(page);
  await screens.shoot(page, "links-none");
  await page.keyboard.press("m");
  const options = page.getByRole("listbox", { name: "可以选择的消息" });
  await options.waitFor();
  await page.waitForTimeout(200);
  await screens.shoot(page, "links-choose");
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  const before = await options.getByRole("option").count();
  for (let times = 0; times < 12; times++) await page.keyboard.press("ArrowUp");
  await expect.poll(() => options.getByRole("option").count()).toBeGreaterThan(before);
  await page.getByRole("textbox", { name: "在聊天中查找" }).fill("转账给你");
  await options.getByText("这条消息已对应另一笔转账").first().waitFor();
  await screens.shoot(page, "links-choose-found");
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await options.waitFor({ state: "detached" });
  await page.keyboard.press("m");
  await options.waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await options.waitFor({ state: "detached" });
  await page.getByText("已改为您选的消息").waitFor();
  expect(await chosen(page)).toBe(8);
  await page.locator('[aria-rowindex="9"]').getByText("已确认").waitFor();
  await page.context().close();
});

it("a cause is noted, changed and removed; a field is corrected", async () => {
  const page = await screens.open("view=links", LARGE);
  await ready(page);
  for (let times = 0; times < 5; times++) await page.keyboard.press("ArrowDown");
  await settled(page);
  await page.keyboard.press("g");
  const dialog = page.getByRole("dialog", { name: "注明间隔原因" });
  await dialog.waitFor();
  await dialog.getByRole("radio", { name: "用自己的话写" }).check();
  await dialog.getByRole("textbox", { name: "原因" }).fill("对方在外地，隔天才看到");
  await screens.shoot(page, "links-note");
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "保存" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("complementary").getByText("对方在外地，隔天才看到").waitFor();
  await screens.shoot(page, "links-noted");
  await page.keyboard.press("g");
  await dialog.getByRole("button", { name: "删去" }).click();
  await page.getByRole("complementary").getByText("对方在外地，隔天才看到").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "更正内容" }).click();
  const correct = page.getByRole("dialog", { name: "更正内容" });
  await correct.getByRole("textbox", { name: "改为" }).fill("12.345");
  await correct.getByRole("button", { name: "保存更正" }).click();
  await correct.getByText("请写成元，最多两位小数").waitFor();
  await screens.shoot(page, "links-correct");
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await correct.getByRole("textbox", { name: "改为" }).fill("5,201.5");
  await page.keyboard.press("Enter");
  await correct.waitFor({ state: "detached" });
  await page.getByText("已更正。原来的读数仍然保留。").waitFor();
  await page.context().close();
});

it("filters, counts, and nothing that passes; a link from elsewhere is shown whatever is filtered", async () => {
  const page = await screens.open("view=links", SMALL);
  await ready(page);
  await page.getByRole("button", { name: "超过 3", exact: false }).first().click();
  await expect.poll(() => page.getByRole("grid").getAttribute("aria-rowcount")).toBe("4");
  await page.getByRole("textbox", { name: "金额、姓名、说明或单号" }).fill("没有这样的字");
  await page.getByText("没有符合筛选的收付记录").waitFor();
  await screens.shoot(page, "links-nothing");
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await page.evaluate("juzheng.app.go('links', { link: juzheng.backend.case.story.transfers[7].link })");
  await expect.poll(() => chosen(page)).toBe(8);
  await page.getByText("已清除筛选，以显示这一笔。").waitFor();
  await page.getByRole("columnheader", { name: "金额" }).getByRole("button").click();
  await expect.poll(() => page.getByRole("columnheader", { name: "金额" }).getAttribute("aria-sort")).toBe("descending");
  await page.context().close();
});

it("what cannot be changed says why; a case without transfers says what to do", async () => {
  const page = await screens.open("view=links&readOnly=1", SMALL);
  await ready(page);
  await page.keyboard.press("ArrowDown");
  await settled(page);
  await page.getByText("只能查看：案件正在另一个窗口中使用。").waitFor();
  await screens.shoot(page, "links-read-only");
  expect(await page.getByRole("complementary").getByRole("button", { name: "确认" }).isDisabled()).toBe(true);
  await page.keyboard.press("c");
  expect(await chosen(page)).toBe(1);
  expect(await violations(page)).toEqual([]);
  await page.context().close();
  const empty = await screens.open("view=links&messages=0", SMALL);
  await empty.getByText("还没有可以核对的收付记录").waitFor();
  await screens.shoot(empty, "links-empty");
  expect(await violations(empty)).toEqual([]);
  await empty.context().close();
});

it("the next best message says why it was not taken, and can be taken; a rejected link looks rejected", async () => {
  const page = await screens.open("view=links", LARGE);
  await ready(page);
  await page.evaluate("juzheng.app.go('links', { link: juzheng.backend.case.story.transfers[10].link })");
  const panel = page.getByRole("complementary");
  await panel.getByText("为什么没有选它").scrollIntoViewIfNeeded();
  await screens.shoot(page, "links-runner-up");
  expect(await violations(page)).toEqual([]);
  await panel.getByRole("button", { name: "改选这条" }).click();
  await page.getByText("已改为您选的消息").waitFor();
  expect(await chosen(page)).toBe(11);
  await page.keyboard.press("x");
  await expect.poll(() => chosen(page)).toBe(12);
  await page.keyboard.press("Control+z");
  await expect.poll(() => chosen(page)).toBe(11);
  await page.waitForTimeout(200);
  await page.keyboard.press("x");
  await expect.poll(() => chosen(page)).toBe(12);
  await page.getByRole("grid").focus();
  await page.keyboard.press("ArrowUp");
  await panel.getByText("您已否定这条对应").waitFor();
  await screens.shoot(page, "links-rejected");
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("c");
  await page.getByText("这条对应已否定。").waitFor();
  await page.context().close();
});

it("100,000 rows: to the end by key, searched back for what to check; hostile words stay words", async () => {
  const page = await screens.open("view=settings", LARGE);
  await page.evaluate(`(() => {
    const real = juzheng.app.backend;
    const words = "\\u202E<img src=x onerror=alert(1)> javascript:alert(1) " + "😀".repeat(500) + "\\u0000";
    const hostile = { get(target, name) {
      if (name === "links") return async (query, from, count) => {
        const all = await target.links(query, 0, 9999);
        const total = query.verdicts.length ? all.total : 100000;
        const rows = Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, at) => {
          const row = all.rows[(from + at) % all.rows.length];
          return { ...row, row: from + at, excerpt: words, money: { ...row.money, counterparty: words, flagged: false } };
        });
        return { total, from, rows };
      };
      if (name === "link") return async (id) => {
        const detail = await target.link(id);
        const long = words + "😀".repeat(50000);
        const around = { ...detail.around, messages: detail.around.messages.map((one) => ({ ...one, bubble: { ...one.bubble, text: words, sender: words } })) };
        return {
          ...detail, around, reasons: [words],
          money: { ...detail.money, counterparty: words, note: words },
          transfer: { ...detail.transfer, counterparty: words, memo: long },
          message: detail.message && { ...detail.message, text: long, sender: words },
        };
      };
      if (name === "linkFind") return async () => 99999;
      return target[name];
    } };
    Object.defineProperty(juzheng.app, "backend", { value: new Proxy(real, hostile) });
    juzheng.app.go("links");
  })()`);
  await ready(page);
  expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe("100001");
  await page.keyboard.press("End");
  await page.locator('[aria-rowindex="100001"] .money').waitFor();
  expect(await page.locator('[role="row"]').count()).toBeLessThan(60);
  expect(await sideways(page)).toBe(false);
  await settled(page);
  await screens.shoot(page, "links-hostile");
  expect(await page.locator("img").count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  expect(await page.evaluate("(() => { const body = document.querySelector('aside .body'); return body.scrollWidth <= body.clientWidth + 1; })()")).toBe(true);
  await page.getByRole("heading", { name: "前后的聊天" }).scrollIntoViewIfNeeded();
  await screens.shoot(page, "links-hostile-chat");
  await page.getByRole("heading", { name: "收付记录的内容" }).scrollIntoViewIfNeeded();
  await screens.shoot(page, "links-hostile-facts");
  const start = Date.now();
  await page.keyboard.press("p");
  await page.getByText("前面没有待核对的了。").waitFor();
  expect(Date.now() - start).toBeLessThan(5000);
  await page.context().close();
});
