/** The view 设置 on screen: each change says what it does before it does it; leaving with edits asks; only viewing. */
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
])("all of it, then an edit, %s %s %i", async (lang, theme, width, height) => {
  const page = await screens.open(`lang=${lang}&theme=${theme}&view=settings&shifted=1`, { width, height });
  await page.getByText("+8 小时 3 秒").waitFor();
  await screens.shoot(page, `settings-${lang}-${theme}-${width}`);
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  expect(await page.evaluate("document.querySelector('main').scrollHeight - document.querySelector('main').clientHeight")).toBe(0);
  await page.getByText(lang === "zh" ? "明暗" : "Light or dark", { exact: true }).last().scrollIntoViewIfNeeded();
  await screens.shoot(page, `settings-below-${lang}-${theme}-${width}`);
  await page.getByLabel(lang === "zh" ? "核对阈值（分钟）" : "Threshold (minutes)").fill("5");
  await page.getByRole("button", { name: lang === "zh" ? "应用" : "Apply", exact: true }).and(page.locator(":enabled")).waitFor();
  await screens.shoot(page, `settings-edit-${lang}-${theme}-${width}`);
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await page.context().close();
});

it("threshold: what it will do, then applied, then nothing left to apply", async () => {
  const page = await screens.open("view=settings");
  const field = page.getByLabel("核对阈值（分钟）");
  await field.fill("0");
  await page.getByText("请填写 1 到 1440 之间的整数。").waitFor();
  expect(await page.getByRole("button", { name: "应用", exact: true }).isDisabled()).toBe(true);
  await field.fill("1");
  await page.getByText("笔对应将由").waitFor();
  expect(await page.evaluate("juzheng.app.overview.settings.threshold_minutes")).toBe(15);
  await page.getByRole("button", { name: "应用", exact: true }).click();
  await page.getByText("设置已修改，并记入保管记录").waitFor();
  expect(await page.evaluate("juzheng.app.overview.settings.threshold_minutes")).toBe(1);
  expect(await page.getByRole("button", { name: "应用", exact: true }).count()).toBe(0);
  await page.context().close();
});

it("parties by keyboard: an alias, a person, details; the last of a side stays", async () => {
  const page = await screens.open("view=settings");
  const other = page.getByRole("group", { name: "当事人：周航" });
  await other.getByLabel("加上别名").first().focus();
  await page.keyboard.type("航哥");
  await page.keyboard.press("Enter");
  await page.getByText("这个人已经有这个名称。").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("林晓");
  await page.keyboard.press("Enter");
  await page.getByText("这个名称已经属于另一位当事人。").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("‮<b>小周</b>");
  await page.keyboard.press("Enter");
  await other.getByText("<b>小周</b>").waitFor();
  expect(await other.getByRole("button", { name: "每一方至少要有一位当事人。" }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: "加一位对方当事人" }).click();
  expect(await page.evaluate("document.activeElement.tagName")).toBe("INPUT");
  await page.keyboard.type("周航");
  await page.getByText("已经有一位当事人叫这个名字。").first().waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("李默");
  const added = page.getByRole("group", { name: "当事人：李默" });
  await added.getByText("其他资料").click();
  await added.getByLabel("身份证号").fill("110101199001011234");
  await screens.shoot(page, "settings-parties");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "应用", exact: true }).click();
  await page.getByText("设置已修改，并记入保管记录").waitFor();
  const parties = await page.evaluate("juzheng.app.overview.settings.parties");
  expect(parties).toMatchObject([
    { name: "林晓", role: "me" },
    { name: "周航", aliases: ["航哥", "zhouhang88", "‮<b>小周</b>"] },
    { name: "李默", role: "other", details: [["身份证号", "110101199001011234"]] },
  ]);
  await page.getByRole("button", { name: "去掉这位当事人：李默" }).click();
  await page.getByText("将会发生").waitFor();
  await page.getByRole("button", { name: "放弃修改" }).click();
  await added.waitFor();
  await page.context().close();
});

it("the offset: from the list, or typed", async () => {
  const page = await screens.open("view=settings");
  await page.getByLabel("时区", { exact: true }).selectOption("+09:00");
  await page.getByText("将会发生").waitFor();
  await page.getByLabel("时区", { exact: true }).selectOption("other");
  const free = page.getByLabel("与世界协调时相差");
  await free.fill("+15:00");
  await page.getByText("请按“+08:00”的样子填写").waitFor();
  await free.fill("＋5：45");
  await page.getByRole("button", { name: "应用", exact: true }).click();
  await page.getByText("设置已修改").waitFor();
  expect(await page.evaluate("juzheng.app.overview.settings.offset")).toBe("+05:45");
  await page.context().close();
});

it("leaving with edits asks: stay, discard, apply", async () => {
  const page = await screens.open("view=settings");
  const field = page.getByLabel("核对阈值（分钟）");
  const dialog = page.getByRole("dialog", { name: "设置还没有应用" });
  await field.fill("30");
  await page.keyboard.press("Control+4");
  await dialog.waitFor();
  await dialog.getByText("将会发生").waitFor();
  await screens.shoot(page, "settings-leave");
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await field.inputValue()).toBe("30");
  await page.evaluate("juzheng.backend.tell({ type: 'close-asked' })");
  await dialog.getByRole("button", { name: "留下继续修改" }).click();
  expect(await page.evaluate("juzheng.backend.asked.includes('closeWindow')")).toBe(false);
  await page.keyboard.press("Control+4");
  await dialog.getByRole("button", { name: "放弃修改并离开" }).click();
  await page.waitForSelector('nav button[aria-current="page"]:has-text("对应")');
  await page.keyboard.press("Control+8");
  expect(await field.inputValue()).toBe("15");
  await field.fill("30");
  await page.keyboard.press("Control+4");
  await dialog.getByRole("button", { name: "应用并离开" }).click();
  await page.waitForSelector('nav button[aria-current="page"]:has-text("对应")');
  expect(await page.evaluate("juzheng.app.overview.settings.threshold_minutes")).toBe(30);
  await page.context().close();
});

it("a clock shift: what it does, settled, taken back", async () => {
  const page = await screens.open("view=settings&shifted=1");
  await page.getByRole("button", { name: "校正…" }).click();
  const dialog = page.getByRole("dialog", { name: "校正时钟偏移" });
  await dialog.getByText("将统一减去 8 小时 3 秒").waitFor();
  await dialog.getByText("将会发生").waitFor();
  await screens.shoot(page, "settings-shift");
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "应用" }).click();
  await page.getByText("已校正：时间统一减去 8 小时 3 秒").waitFor();
  await page.getByRole("button", { name: "撤销校正" }).click();
  await page.getByRole("dialog", { name: "撤销时钟校正" }).getByRole("button", { name: "应用" }).click();
  await page.getByRole("button", { name: "校正…" }).waitFor();
  await page.context().close();
});

it("only viewing: everything shown, nothing to change, and why", async () => {
  const page = await screens.open("view=settings&readOnly=1&shifted=1");
  await page.getByText("这里的内容现在只能查看，不能修改。").waitFor();
  expect(await page.getByRole("button", { name: /加上别名|加一位|应用|校正…/ }).count()).toBe(0);
  expect(await page.getByLabel("姓名").first().getAttribute("readonly")).not.toBeNull();
  await screens.shoot(page, "settings-read-only");
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});
