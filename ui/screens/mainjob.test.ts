/** The whole main job by keyboard alone: a new case, files, a password, links decided, the dossier, the check; the focus is never lost. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startScreens, type Screens } from "./harness";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(async () => {
  await screens.close();
  expect(screens.wrongs).toEqual([]);
});

/** What has the focus, in words; `BODY` where it was lost. */
async function focus(page: Page): Promise<string> {
  return String(await page.evaluate("(() => { const e = document.activeElement; return e === document.body ? 'BODY' : e.tagName + ' ' + (e.ariaLabel ?? e.labels?.[0]?.textContent ?? e.textContent).trim().slice(0, 40); })()"));
}

/** Goes on by Tab until something with this name has the focus, as a person without a mouse does. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = [];
  for (let step = 0; step < 60; step++) {
    const now = await focus(page);
    if (typeof name === "string" ? now.includes(name) : name.test(now)) return;
    seen.push(now);
    await page.keyboard.press("Tab");
  }
  throw new Error(`no way by Tab to ${String(name)}: ${seen.join(" → ")}`);
}

it("from a new case to the check, without a mouse", async () => {
  const page = await screens.open("closed=1&step=0");
  await page.keyboard.press("Control+n");
  await page.getByRole("dialog", { name: "新建案件" }).waitFor();
  await page.locator("input:focus").waitFor();
  await page.keyboard.type("周航借款二");
  await tabTo(page, "INPUT 姓名或名称");
  await page.keyboard.type("林晓");
  await page.keyboard.press("Tab");
  await tabTo(page, "INPUT 姓名或名称");
  await page.keyboard.type("周航");
  await page.keyboard.press("Enter");
  await page.locator('nav [aria-current="page"]', { hasText: "材料" }).waitFor();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await focus(page)).not.toBe("BODY");

  await page.keyboard.press("Control+Shift+A");
  await page.getByText("加入完成").waitFor();
  await page.context().close();
});

it("a locked file, the links, the dossier and the check, without a mouse", async () => {
  const page = await screens.open("view=materials&step=0");
  await page.getByText("录音_0312.m4a").waitFor();
  await tabTo(page, "输入密码");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.locator("input:focus").waitFor();
  await page.keyboard.type("000000");
  await page.keyboard.press("Enter");
  await page.getByText("密码不对").waitFor();
  await page.locator("input:focus").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("123456");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => focus(page)).not.toBe("BODY");

  await page.keyboard.press("Control+4");
  await page.getByRole("grid").waitFor();
  await expect.poll(() => focus(page)).not.toBe("BODY");
  await page.keyboard.press("n");
  // The row that N looks for is there when it is chosen.
  await page.locator('[role="row"][aria-selected="true"]').waitFor();
  await page.waitForTimeout(300);
  await page.keyboard.press("c");
  await expect.poll(() => page.evaluate("juzheng.app.overview.links.confirmed")).toBe(1);
  await page.keyboard.press("n");
  await page.waitForTimeout(300);
  await page.keyboard.press("p");
  await page.waitForTimeout(300);
  await page.keyboard.press("g");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => focus(page)).not.toBe("BODY");
  await page.keyboard.press("x");
  await expect.poll(() => page.evaluate("juzheng.app.overview.links.rejected")).toBe(1);
  await page.keyboard.press("Control+z");
  await expect.poll(() => page.evaluate("juzheng.app.overview.links.rejected")).toBe(0);

  await page.keyboard.press("Control+e");
  await page.locator("h2:focus", { hasText: "证据册已导出" }).waitFor();
  await tabTo(page, "打开");
  await page.keyboard.press("Control+Shift+k");
  await page.locator('nav [aria-current="page"]', { hasText: "保管与校验" }).waitFor();
  await page.getByText("全部一致").first().waitFor();
  expect(await focus(page)).not.toBe("BODY");
  await page.context().close();
});

it.each(["about", "shortcuts"])("Escape leaves the dialog %s, and the focus goes back to where it was", async (action) => {
  const page = await screens.open("view=links");
  await page.getByRole("grid").waitFor();
  await page.keyboard.press("Tab");
  const before = await focus(page);
  await page.evaluate(`juzheng.app.answers.run('${action}')`);
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => focus(page)).toBe(before);
  await page.context().close();
});
