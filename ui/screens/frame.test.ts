/** The frame on screen: both languages, light and dark, with and without a case, its dialogs; nothing cut, nothing axe minds. */
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
  ["zh", "light", "settings"],
  ["zh", "dark", "settings"],
  ["en", "light", "settings"],
  ["en", "dark", "settings"],
] as const)("the frame in %s, %s", async (lang, theme, view) => {
  const page = await screens.open(`lang=${lang}&theme=${theme}&view=${view}`);
  await page.waitForSelector('nav [aria-current="page"]');
  await screens.shoot(page, `frame-${lang}-${theme}`);
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await page.context().close();
});

it("the frame without a case, and one that can only be viewed", async () => {
  const first = await screens.open("empty=1");
  expect(await first.locator("nav").count()).toBe(0);
  expect(await violations(first)).toEqual([]);
  await first.context().close();
  const page = await screens.open("readOnly=1&view=settings");
  await screens.shoot(page, "frame-read-only");
  expect(await page.getByText("只能查看").count()).toBeGreaterThan(0);
  expect(await cutThings(page)).toEqual([]);
  await page.context().close();
});

it("by keyboard: views, shortcuts, about, language", async () => {
  const page = await screens.open("view=settings");
  await page.keyboard.press("Control+5");
  await page.waitForSelector('nav button[aria-current="page"]:has-text("提示")');
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "快捷键" }).waitFor();
  await screens.shoot(page, "frame-shortcuts");
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("Control+Shift+L");
  await page.waitForSelector('nav button:has-text("Findings")');
  await page.getByRole("button", { name: "About" }).click();
  await page.getByRole("dialog", { name: "About Juzheng" }).waitFor();
  await screens.shoot(page, "frame-about");
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});

it("work at the foot, dropping over the window, toasts, and closing during work", async () => {
  const page = await screens.open("view=settings");
  await page.evaluate("juzheng.backend.hold(true)");
  await page.evaluate(
    "void juzheng.app.works.run('check', (work) => juzheng.backend.check((p) => work.hear(p))).catch((e) => juzheng.app.toasts.trouble(e))",
  );
  await page.getByRole("progressbar").waitFor();
  await page.evaluate("juzheng.app.toasts.trouble({ code: 'wrong-password', message: '密码打不开“账单.zip”。' })");
  await page.evaluate("juzheng.backend.tell({ type: 'drag-over' })");
  await page.getByText("放开即加入材料").waitFor();
  await screens.shoot(page, "frame-drop");
  expect(await violations(page)).toEqual([]);
  await page.evaluate("juzheng.backend.tell({ type: 'drag-leave' })");
  await page.evaluate("juzheng.backend.tell({ type: 'close-asked' })");
  await page.getByRole("dialog", { name: "工作还没有完成" }).waitFor();
  await screens.shoot(page, "frame-close");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "继续工作" }).click();
  await page.getByRole("button", { name: "停止", exact: true }).click();
  await page.getByText("已停止，完成的部分已保留。").waitFor();
  await page.context().close();
});
