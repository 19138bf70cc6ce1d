/** The review of pictures on screen: boxes, correcting, confirming, times of capture; both languages, light and dark. */
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

const boxes = (page: Page) => page.locator(".sheet button[data-record]");

it.each(looks)("a picture, a chosen record, its form in %s, %s", async (lang, theme, size) => {
  const page = await screens.open(`view=pictures&pictures=12&lang=${lang}&theme=${theme}`, size);
  const shoot = (name: string) => screens.shoot(page, `pictures-${name}-${lang}-${theme}-${size.width}`);
  await boxes(page).first().waitFor();
  await shoot("open");
  await isGood(page);
  await page.keyboard.press("n");
  await page.locator(".sheet .chosen").waitFor();
  await shoot("chosen");
  await isGood(page);
  await page.keyboard.press("Enter");
  await page.locator("form textarea").waitFor();
  await shoot("editing");
  await isGood(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: lang === "zh" ? "填写" : "Enter", exact: true }).click();
  await page.getByRole("dialog").waitFor();
  await shoot("captured");
  await isGood(page);
  await page.context().close();
});

it.each([
  ["zh", "light", SMALL],
  ["en", "dark", SMALL],
] as const)("what was not read on a bill is folded away in its form and opened by keyboard, %s %s", async (lang, theme, size) => {
  const page = await screens.open(`view=pictures&pictures=2&lang=${lang}&theme=${theme}`, size);
  await page.getByRole("gridcell", { name: "账单详情_1.png" }).first().click();
  // Until it has come, the picture before it is there.
  await expect.poll(() => page.locator("li[data-row]").count()).toBe(1);
  await boxes(page).first().click();
  await page.locator('li[data-row] [role="button"]').focus();
  await page.keyboard.press("Enter");
  const fold = page.getByRole("button", { name: lang === "zh" ? "补充其他项目" : "Fill in other fields" });
  await fold.scrollIntoViewIfNeeded();
  await screens.shoot(page, `pictures-folded-${lang}-${theme}`);
  await isGood(page);
  await fold.focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.closest('[data-field]').dataset.field")).toBe("accepted");
  await screens.shoot(page, `pictures-unfolded-${lang}-${theme}`);
  await isGood(page);
  await page.context().close();
});

it("a box and its record are chosen together, and a correction stands beside what was read", async () => {
  const page = await screens.open("view=pictures", LARGE);
  await boxes(page).nth(2).click();
  const record = await boxes(page).nth(2).getAttribute("data-record");
  const row = page.locator(`li[data-row="${record ?? ""}"]`);
  expect(await row.locator('[role="button"]').getAttribute("aria-pressed")).toBe("true");
  await row.locator('[role="button"]').focus();
  await page.keyboard.press("Enter");
  await page.locator("form textarea").fill("对照图片改过的话");
  await page.locator("form textarea").press("Enter");
  await row.getByText("对照图片改过的话").waitFor();
  await row.getByText("识读为：").waitFor();
  expect(await page.locator(`.sheet button[data-record="${record ?? ""}"]`).getAttribute("class")).toContain("corrected");
  // The row has the focus again, so that the arrows go on from here.
  expect(await page.evaluate("document.activeElement.dataset.record")).toBe(record);
  await screens.shoot(page, "pictures-corrected");
  await isGood(page);
  await page.context().close();
});

it("by keyboard alone: every picture is gone through and confirmed, and one check is taken back", async () => {
  const page = await screens.open("view=pictures&lang=zh");
  await boxes(page).first().waitFor();
  await page.getByText("待核对 3", { exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator('li[data-row] [role="button"]:focus').waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator("form textarea:focus, form input:focus").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("改好了");
  // Confirming keeps what is being corrected, too.
  await page.keyboard.press("Control+Enter");
  await page.getByText("待核对 2", { exact: true }).waitFor();
  await page.waitForTimeout(150);
  await page.keyboard.press("Control+Enter");
  await page.getByText("待核对 1", { exact: true }).waitFor();
  await page.waitForTimeout(150);
  await page.keyboard.press("Control+Enter");
  await page.getByText("图片都核对过了").first().waitFor();
  await screens.shoot(page, "pictures-all-checked");
  await isGood(page);
  await page.keyboard.press("Control+z");
  await page.getByText("待核对 1", { exact: true }).waitFor();
  await page.context().close();
});

it("pictures that are marked together get their time of capture", async () => {
  const page = await screens.open("view=pictures&pictures=6&lang=zh", LARGE);
  await page.getByRole("grid").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.getByText("已选 2 张").waitFor();
  await screens.shoot(page, "pictures-marked");
  await isGood(page);
  await page.getByRole("button", { name: "填写截图时间" }).last().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("昨天下午");
  await dialog.getByRole("button", { name: "保存并重新识读" }).click();
  await dialog.getByText("请填完整的日期和时间").waitFor();
  await dialog.getByRole("textbox").fill("2024/3/1 20:15");
  await dialog.getByRole("button", { name: "保存并重新识读" }).click();
  await page.getByText("已填写 2 张图片的截图时间").waitFor();
  await page.getByText("2024-03-01 20:15:00").waitFor();
  await page.context().close();
});

it("a long capture comes in slices, and a record far down is brought into sight", async () => {
  const page = await screens.open("view=pictures&pictures=2&messages=900&lang=zh", LARGE);
  await page.getByRole("gridcell", { name: "聊天长截图.png" }).first().click();
  await page.locator(".sheet img").nth(5).waitFor();
  const last = page.locator("li[data-row] [role=button]").last();
  await last.click();
  await expect.poll(() => page.evaluate("document.querySelector('.scroller').scrollTop")).toBeGreaterThan(2_000);
  const seen = await page.locator(".sheet .chosen").boundingBox();
  expect(seen !== null && seen.y > 0 && seen.y + seen.height < 900).toBe(true);
  await screens.shoot(page, "pictures-long");
  await isGood(page);
  await page.getByRole("button", { name: "200%" }).click();
  await page.locator(".percent", { hasText: "200%" }).waitFor();
  await page.context().close();
});

it("what is unchecked says so everywhere, and leads to its picture", async () => {
  const page = await screens.open("view=materials&lang=zh", LARGE);
  await page.getByText("机器识读，未经核对").first().waitFor();
  await screens.shoot(page, "pictures-in-materials");
  await page.evaluate(`juzheng.backend.tell({ type: "dropped", paths: ["/u/又一张.png"] })`);
  await page.getByRole("button", { name: "识读核对：4 张待核对" }).waitFor();
  await screens.shoot(page, "pictures-just-added");
  await isGood(page);
  await page.evaluate("juzheng.app.go('timeline', { target: { message: juzheng.backend.case.pictures.all[0].boxes[0].record } })");
  await page.getByText("机器识读，未经核对").first().waitFor();
  await screens.shoot(page, "pictures-in-timeline");
  await isGood(page);
  await page.evaluate("juzheng.app.go('pictures', { artifact: juzheng.backend.case.pictures.all[1].artifact, bounds: juzheng.backend.case.pictures.all[1].boxes[3].bounds })");
  await page.locator(".sheet .chosen").waitFor();
  const wanted = await page.evaluate("juzheng.backend.case.pictures.all[1].boxes[3].record");
  expect(await page.locator(".sheet .chosen").getAttribute("data-record")).toBe(wanted);
  await page.context().close();
});

it("a case without pictures says what belongs here, one that can only be viewed takes no changes", async () => {
  const page = await screens.open("view=pictures&messages=0&lang=zh");
  await page.getByText("还没有识读过的图片").waitFor();
  await screens.shoot(page, "pictures-none");
  await isGood(page);
  await page.context().close();
  const closed = await screens.open("view=pictures&readOnly=1&lang=zh");
  await boxes(closed).first().waitFor();
  await closed.getByText("只能查看：").waitFor();
  expect(await closed.getByRole("button", { name: "更正" }).count()).toBe(0);
  await screens.shoot(closed, "pictures-read-only");
  await isGood(closed);
  await closed.context().close();
});

it.each([
  ["zh", "light", SMALL],
  ["en", "dark", LARGE],
] as const)("boxes are hidden by drag and by the chosen reading, shown again, and taken back, %s %s", async (lang, theme, size) => {
  const zh = lang === "zh";
  const page = await screens.open(`view=pictures&lang=${lang}&theme=${theme}`, size);
  await boxes(page).first().waitFor();
  const covers = page.locator(".sheet .cover");
  await page.getByRole("button", { name: zh ? "遮盖" : "Hide", exact: true }).click();
  await page.getByText(zh ? "还没有遮盖" : "Nothing hidden yet").waitFor();
  const sheet = await page.locator(".sheet").boundingBox();
  if (sheet === null) throw new Error("no picture");
  const drag = async (x: number, y: number, wide: number, high: number): Promise<void> => {
    await page.mouse.move(sheet.x + x, sheet.y + y);
    await page.mouse.down();
    await page.mouse.move(sheet.x + x + wide / 2, sheet.y + y + high, { steps: 3 });
    await page.mouse.move(sheet.x + x + wide, sheet.y + y + high, { steps: 3 });
    await page.mouse.up();
  };
  await drag(20, 60, 120, 40);
  await expect.poll(() => covers.count()).toBe(1);
  const drawn = await covers.first().boundingBox();
  expect(Math.abs((drawn?.x ?? 0) - sheet.x - 20) < 3 && Math.abs((drawn?.width ?? 0) - 120) < 4).toBe(true);
  // A click is no box.
  await page.mouse.click(sheet.x + 200, sheet.y + 30);
  await page.keyboard.press("n");
  await page.locator("li[data-row].chosen").waitFor();
  await page.getByRole("button", { name: zh ? "遮盖选中的一条" : "Hide the chosen reading" }).click();
  await page.getByText(zh ? "已遮盖 2 处" : "2 boxes hidden").waitFor();
  await page.locator(".scroller").first().evaluate((scroller) => scroller.scrollTo(0, 0));
  await screens.shoot(page, `pictures-cover-${lang}-${theme}`);
  await isGood(page);
  await page.getByRole("button", { name: zh ? "取消第 1 处遮盖" : "Show box 1 again" }).click();
  await expect.poll(() => covers.count()).toBe(1);
  await page.keyboard.press("Control+z");
  await expect.poll(() => covers.count()).toBe(2);
  await page.getByRole("button", { name: zh ? "完成" : "Done" }).click();
  // What is hidden stays to be seen, and a drag draws no more.
  await page.getByText(zh ? "黑色斜纹：证据册中遮盖" : "Black stripes: hidden in the dossier").waitFor();
  await drag(20, 200, 100, 30);
  expect(await covers.count()).toBe(2);
  await screens.shoot(page, `pictures-covered-${lang}-${theme}`);
  await isGood(page);
  await page.context().close();
});
