/** The view 证据册 on screen: choices, real pages, jumping, zooming, exporting, what goes wrong; by mouse and keyboard. */
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

const sizes = [
  { width: 1024, height: 700 },
  { width: 1400, height: 900 },
];

it.each([
  ["zh", "light"],
  ["en", "dark"],
])("choices and pages, %s %s", async (lang, theme) => {
  for (const size of sizes) {
    const page = await screens.open(`lang=${lang}&theme=${theme}&view=dossier`, size);
    await page.locator("main img").first().waitFor();
    await page.locator("main .state").waitFor({ state: "detached" });
    await screens.shoot(page, `dossier-${lang}-${theme}-${size.width}`);
    expect(await violations(page)).toEqual([]);
    expect(await cutThings(page)).toEqual([]);
    expect(await page.evaluate("document.querySelector('main').scrollHeight - document.querySelector('main').clientHeight")).toBe(0);
    await page.context().close();
  }
});

it("a change of the form renders anew while the old pages stay", async () => {
  const page = await screens.open("view=dossier");
  await page.locator("main img").first().waitFor();
  await page.evaluate("juzheng.backend.hold(true)");
  await page.getByLabel("聊天摘录", { exact: true }).uncheck();
  await page.getByText("选择已改动，稍后更新页面").waitFor();
  await page.getByText("正在更新", { exact: true }).waitFor();
  expect(await page.locator("main img").count()).toBeGreaterThan(0);
  await screens.shoot(page, "dossier-updating");
  expect(await violations(page)).toEqual([]);
  await page.evaluate("juzheng.backend.hold(false)");
  await page.getByText("/ 26 页").waitFor();
  // Stopped on purpose: the old pages stay, and it says so.
  await page.evaluate("juzheng.backend.hold(true)");
  await page.getByLabel("如何核对", { exact: true }).uncheck();
  await page.getByText("正在更新", { exact: true }).waitFor();
  await page.locator("main .state").getByRole("button", { name: "停止" }).click();
  await page.getByText("页面没有更新：已按您的要求停止。").waitFor();
  await page.evaluate("juzheng.backend.hold(false)");
  await page.getByRole("button", { name: "更新页面" }).click();
  await page.getByText("/ 24 页").waitFor();
  await page.context().close();
});

it("order by keyboard, buttons and drag", async () => {
  const page = await screens.open("view=dossier");
  const names = (): Promise<string[]> => page.locator('ol[aria-label="内容与顺序"] label').allTextContents();
  await page.getByLabel("时间线：收付与聊天对照", { exact: true }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  expect((await names()).slice(0, 2)).toEqual(["时间线：收付与聊天对照", "当事人"]);
  await page.keyboard.press("Alt+ArrowDown");
  await page.keyboard.press("Alt+ArrowDown");
  expect((await names())[2]).toBe("时间线：收付与聊天对照");
  expect(await page.evaluate("document.activeElement.type")).toBe("checkbox");
  await page.getByRole("button", { name: "上移：如何核对" }).click();
  expect((await names())[10]).toBe("如何核对");
  const grip = page.getByTitle("拖动：提示");
  await grip.scrollIntoViewIfNeeded();
  const from = await grip.boundingBox();
  const to = await page.getByTitle("拖动：时间线：收付与聊天对照").boundingBox();
  if (from === null || to === null) throw new Error("the handles are not to be seen");
  await page.mouse.move(from.x + 8, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 8, to.y + 30, { steps: 4 });
  await page.mouse.move(to.x + 8, to.y + 6, { steps: 4 });
  await page.mouse.up();
  expect((await names())[2]).toBe("提示");
  await page.getByRole("button", { name: "恢复常用的内容与顺序" }).click();
  expect((await names())[0]).toBe("当事人");
  await page.context().close();
});

it("the choices stay while the case is open; the gaps and the date say what they do", async () => {
  const page = await screens.open("view=dossier");
  await page.getByRole("switch", { name: "印出间隔" }).uncheck();
  await page.getByText("只印收付与消息的两个时间").waitFor();
  await page.getByLabel("册上的日期").fill("2026-02-30");
  await page.getByText("请按“2026-04-03”的样子填写一个存在的日期。").waitFor();
  expect(await page.getByRole("button", { name: "导出证据册…" }).isDisabled()).toBe(true);
  await page.getByLabel("册上的日期").fill("2026-02-28");
  await page.getByText("用于调解").click();
  await page.keyboard.press("Control+8");
  await page.keyboard.press("Control+6");
  await page.getByRole("switch", { name: "印出间隔" }).waitFor();
  expect(await page.getByRole("switch", { name: "印出间隔" }).isChecked()).toBe(false);
  expect(await page.getByLabel("册上的日期").inputValue()).toBe("2026-02-28");
  expect(await page.getByRole("radio", { name: "用于调解" }).isChecked()).toBe(true);
  // What follows from the choices still follows after the way back.
  await page.getByText("/ 12 页").waitFor();
  await page.getByText("提交法院").click();
  await page.getByText("/ 28 页").waitFor();
  await page.getByLabel("册上的日期").fill("2026-02-30");
  await page.getByText("请按“2026-04-03”的样子填写一个存在的日期。").waitFor();
  await page.context().close();
});

it("pages: contents, number, zoom", async () => {
  const page = await screens.open("view=dossier");
  await page.getByText("/ 28 页").waitFor();
  await page.getByRole("button", { name: "目录", exact: true }).click();
  await page.getByRole("dialog", { name: "转到某一部分" }).waitFor();
  await screens.shoot(page, "dossier-outline");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "五、账单记录" }).click();
  const number = page.getByLabel("页码");
  await expect.poll(() => number.inputValue()).toBe("11");
  await page.getByAltText("第 11 页，共 28 页").waitFor();
  expect(await page.locator("main img").count()).toBeLessThan(6);
  await number.fill("28");
  await number.press("Enter");
  await page.getByAltText("第 28 页，共 28 页").waitFor();
  await page.getByText("100%", { exact: true }).click();
  await expect.poll(() => page.locator(".sheet").first().evaluate((sheet) => sheet.clientWidth)).toBe(794);
  await expect.poll(() => number.inputValue()).toBe("28");
  await page.getByRole("group", { name: "证据册页面" }).last().focus();
  await page.keyboard.press("Home");
  await expect.poll(() => number.inputValue()).toBe("1");
  await page.context().close();
});

it("export: progress, result, what can be done with it", async () => {
  const page = await screens.open("view=dossier&step=40");
  await page.keyboard.press("Control+e");
  await page.getByText("正在导出", { exact: true }).waitFor();
  await page.getByRole("heading", { name: "证据册已导出" }).waitFor();
  expect(await page.getByText("/cases/证据册_周航借款_").count()).toBe(1);
  await page.locator("main .state").waitFor({ state: "detached" });
  await screens.shoot(page, "dossier-made");
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  for (const name of ["打开", "在文件夹中显示", "打印"]) {
    await page.getByRole("button", { name, exact: true }).click();
  }
  await page.evaluate(
    "document.querySelector('[draggable=true]').dispatchEvent(new DragEvent('dragstart', { bubbles: true, cancelable: true }))",
  );
  const asked = await page.evaluate("juzheng.backend.asked.slice(-4)");
  expect(asked).toEqual(["openDossier", "showDossier", "printDossier", "dragDossier"]);
  await page.getByRole("button", { name: "关闭" }).click();
  await page.getByRole("button", { name: "查看上次导出的结果" }).waitFor();
  await page.context().close();
});

it("export stopped; trouble in words; a case with nothing in it; one that can only be viewed", async () => {
  const page = await screens.open("view=dossier");
  await page.evaluate("juzheng.backend.hold(true)");
  await page.getByRole("button", { name: "导出证据册…" }).click();
  await page.getByText("正在导出", { exact: true }).waitFor();
  await page.locator(".foot").getByRole("button", { name: "停止" }).click();
  await page.getByText("已停止，完成的部分已保留。").waitFor();
  await page.evaluate(
    "juzheng.app.recall('dossier.export').trouble = { code: 'in-the-way', message: '“/cases/a.pdf”已经在那里，不是证据册。' }",
  );
  await page.getByText("同名的文件已经在那里").waitFor();
  await screens.shoot(page, "dossier-trouble");
  expect(await violations(page)).toEqual([]);
  await page.context().close();

  const empty = await screens.open("view=dossier&messages=0");
  await empty.getByText("案件里还没有材料").waitFor();
  expect(await empty.getByRole("button", { name: "导出证据册…" }).isEnabled()).toBe(true);
  await screens.shoot(empty, "dossier-empty");
  expect(await violations(empty)).toEqual([]);
  await empty.context().close();

  const viewed = await screens.open("view=dossier&readOnly=1");
  await viewed.getByText("这次导出不会记入保管记录").waitFor();
  await viewed.context().close();
});

it.each([
  ["zh", "light", { width: 1024, height: 700 }],
  ["en", "dark", { width: 1400, height: 900 }],
] as const)("more choices: folded, then all of them, %s %s", async (lang, theme, size) => {
  const zh = lang === "zh";
  const page = await screens.open(`lang=${lang}&theme=${theme}&view=dossier`, size);
  await page.locator("main img").first().waitFor();
  await page.getByRole("radio", { name: zh ? "2 张" : "2", exact: true }).check();
  const more = page.getByRole("button", { name: zh ? "更多选项" : "More choices" });
  expect(await more.getAttribute("aria-expanded")).toBe("false");
  await page.getByText(zh ? "遮盖划定的区域 · 不分卷" : "boxes hidden · one volume").waitFor();
  await more.click();
  await page.getByLabel(zh ? "双面打印" : "Printed on both sides", { exact: true }).check();
  await page.getByRole("radio", { name: zh ? "另外按规则遮盖" : "By rule, too" }).check();
  await page.getByLabel(zh ? "群里其他人" : "Others in groups").uncheck();
  const volumes = page.getByLabel(zh ? "分卷" : "Volumes", { exact: true });
  await volumes.selectOption("pages");
  await page.getByLabel(zh ? "每卷最多多少页" : "Pages of a volume at most").fill("0");
  expect(await page.getByRole("button", { name: zh ? "导出证据册…" : "Export the dossier…" }).isDisabled()).toBe(true);
  await page.getByLabel(zh ? "每卷最多多少页" : "Pages of a volume at most").fill("120");
  await page.getByLabel(zh ? "证据收据和封面标签（PDF）" : "Receipts and cover labels (PDF)").check();
  await page.getByLabel(zh ? "录音_0312.m4a" : "录音_0312.m4a").uncheck();
  const said = zh
    ? "双面打印 · 按 5 条规则遮盖 · 1 份不列为证据 · 每卷最多 120 页 · 附证据收据"
    : "both sides · hidden by 5 rules · 1 no exhibits · up to 120 pages a volume · receipts";
  await page.getByText(said, { exact: true }).waitFor();
  await page.locator("main .state").waitFor({ state: "detached" });
  for (const [name, place] of [["layout", zh ? "版面" : "Layout"], ["volumes", zh ? "附带文件" : "Files beside it"]] as const) {
    await page.locator("legend", { hasText: place }).last().scrollIntoViewIfNeeded();
    await screens.shoot(page, `dossier-more-${name}-${lang}-${theme}`);
  }
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await page.getByRole("button", { name: zh ? "导出证据册…" : "Export the dossier…" }).click();
  await page.getByText(zh ? "一并写出" : "Written beside it").waitFor();
  await page.getByText(/-receipts\.pdf$/).waitFor();
  await screens.shoot(page, `dossier-made-beside-${lang}-${theme}`);
  await page.context().close();
});

it("a mediation has its own few parts, and says that there is no list", async () => {
  const page = await screens.open("view=dossier");
  await page.getByText("/ 28 页").waitFor();
  await page.getByText("用于调解").click();
  await page.getByText("/ 12 页").waitFor();
  await page.getByText("调解用的短册不印证据目录").waitFor();
  expect(await page.getByLabel("调解方案", { exact: true }).isChecked()).toBe(true);
  expect(await page.getByLabel("聊天摘录", { exact: true }).isChecked()).toBe(false);
  await screens.shoot(page, "dossier-mediation");
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});

it("from a page to its exhibit, and from a material and a transfer to their page", async () => {
  const page = await screens.open("view=dossier");
  await page.getByText("/ 28 页").waitFor();
  await page.getByText("本页没有可以跳转的证据").waitFor();
  const number = page.getByLabel("页码");
  await number.fill("11");
  await number.press("Enter");
  const exhibit = page.getByRole("group", { name: "本页证据" }).getByRole("button");
  await exhibit.waitFor();
  await screens.shoot(page, "dossier-here");
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  expect(await exhibit.textContent()).toContain("证据 1-1");
  await exhibit.click();
  await page.getByRole("button", { name: "在证据册中查看" }).click();
  await expect.poll(() => number.inputValue()).toBe("11");
  const transfer = "juzheng.backend.case.story.transfers[3].id";
  await page.evaluate(`juzheng.app.go("timeline", { target: { transfer: ${transfer} } })`);
  await page.locator('[data-side="money"].selected').waitFor();
  await page.getByRole("button", { name: "在证据册中查看" }).first().click();
  await expect.poll(() => number.inputValue()).toBe("6");
  await page.context().close();
});
