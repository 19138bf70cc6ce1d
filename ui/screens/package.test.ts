/** The view 封存与证据包 on screen: seals, getting a timestamp in two ways, a package for each audience, checking one. */
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
  ["zh", "light", 1024, 700],
  ["zh", "dark", 1400, 900],
  ["en", "light", 1400, 900],
  ["en", "dark", 1024, 700],
] as const;

it.each(sizes)("seals, the loud part of a package and a verdict, %s %s %i", async (lang, theme, width, height) => {
  const zh = lang === "zh";
  const page = await screens.open(`lang=${lang}&theme=${theme}&view=package&sealed=1`, { width, height });
  const looked = async (name: string): Promise<void> => {
    await screens.shoot(page, `package-${name}-${lang}-${theme}-${width}`);
    expect(await violations(page)).toEqual([]);
    expect(await cutThings(page)).toEqual([]);
    expect(await page.evaluate("document.querySelector('main').scrollHeight - document.querySelector('main').clientHeight")).toBe(0);
  };
  await page.getByRole("article").nth(1).waitFor();
  expect(await page.getByText(zh ? "机构未验证：没有指定所信任的根证书" : "Authority not verified").count()).toBe(1);
  await looked("seals");
  await page.getByRole("tab", { name: zh ? "证据包" : "Package", exact: true }).click();
  await page.getByText(zh ? "先选择给谁" : "Choose for whom").waitFor();
  await page.getByRole("radio", { name: zh ? "法院" : "The court" }).check();
  await page.getByRole("alert").waitFor();
  await looked("loud");
  await page.getByRole("tab", { name: zh ? "核对证据包" : "Check a package" }).click();
  await page.getByRole("button", { name: zh ? "选择 zip…" : "Choose a zip…" }).click();
  await page.getByText(zh ? "全部一致" : "Everything holds", { exact: true }).waitFor();
  await page.getByText("不证明导入前内容真实、完整").waitFor();
  await looked("verdict");
  await page.context().close();
});

it("a timestamp over the internet: nothing is sent before all of it was seen; errors are said plainly", async () => {
  const page = await screens.open("view=package");
  await page.getByText("还没有封存").waitFor();
  await screens.shoot(page, "package-none");
  await page.getByRole("button", { name: "取得可信时间戳…" }).click();
  const dialog = page.getByRole("dialog");
  const next = dialog.getByRole("button", { name: "下一步：查看将要发送的内容" });
  expect(await next.isDisabled()).toBe(true);
  await dialog.getByLabel("时间戳机构的地址").fill("https://unreachable.example");
  await next.click();
  await dialog.getByText("将发送到 https://unreachable.example").waitFor();
  expect(await page.evaluate("window.juzheng.backend.asked.includes('sendQuery')")).toBe(false);
  await screens.shoot(page, "package-query");
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "发送" }).click();
  await dialog.getByRole("alert").getByText("没有这个地址").waitFor();
  await screens.shoot(page, "package-unreachable");
  await dialog.getByRole("button", { name: "返回修改" }).click();
  await dialog.getByLabel("时间戳机构的地址").fill("https://tsa.example.cn");
  await next.click();
  await dialog.getByRole("button", { name: "发送" }).click();
  await dialog.getByText("已收入可信时间戳").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.getByText("已封存：案件与最近一次封存时相同").waitFor();
  await page.getByText("2026-05-02 10:41:07.25 +08:00").waitFor();
  await page.getByRole("button", { name: "选择证书文件…" }).click();
  await page.getByText("tsa-root-g2.pem").waitFor();
  await page.getByText("机构未验证").waitFor({ state: "detached" });
  await screens.shoot(page, "package-trusted");
  await page.context().close();
});

it("a timestamp by hand: the query is saved, the reply taken in", async () => {
  const page = await screens.open("view=package");
  await page.getByRole("button", { name: "取得可信时间戳…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("自行送交", { exact: true }).click();
  await dialog.getByRole("button", { name: "保存请求文件…" }).click();
  await dialog.getByText("时间戳请求_周航借款.tsq").waitFor();
  await screens.shoot(page, "package-hand");
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "收入回复文件…" }).click();
  await dialog.getByText("已收入可信时间戳").waitFor();
  await page.context().close();
});

it("a package by keyboard: strangers are agreed to anew for each audience, in volumes, stopped, then written and checked", async () => {
  const page = await screens.open("view=package");
  await page.getByRole("tab", { name: "封存与可信时间戳" }).focus();
  await page.keyboard.press("ArrowRight");
  const write = page.getByRole("button", { name: "写出证据包…" });
  await write.waitFor();
  expect([await write.isDisabled(), await page.getByRole("radio", { checked: true }).count()]).toEqual([true, 1]);
  await page.getByRole("radio", { name: "法院" }).focus();
  await page.keyboard.press("Space");
  await page.getByText("112 笔收付记录").waitFor();
  expect(await write.isDisabled()).toBe(true);
  await page.getByLabel("我已了解会露出无关的人，仍要写出").check();
  expect(await write.isDisabled()).toBe(false);
  await page.keyboard.press("Tab");
  await page.getByRole("radio", { name: "对方" }).check();
  await page.getByText("不提供 3 份").waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
  await page.getByRole("radio", { name: "法院" }).check();
  expect(await page.getByLabel("我已了解会露出无关的人，仍要写出").isChecked()).toBe(false);
  await page.getByLabel("我已了解会露出无关的人，仍要写出").check();
  await page.getByLabel("分卷").check();
  await page.getByLabel("每卷原件最多多少 MB").fill("0");
  await page.getByText("请填 1 到 100000 之间的整数").waitFor();
  expect(await write.isDisabled()).toBe(true);
  await page.getByLabel("每卷原件最多多少 MB").fill("50");
  await page.evaluate("juzheng.backend.hold(true)");
  await write.click();
  await page.locator(".side").getByRole("button", { name: "停止" }).click();
  await page.getByText("已停止，完成的部分已保留。").waitFor();
  await page.evaluate("juzheng.backend.hold(false)");
  await write.click();
  await page.getByRole("heading", { name: "证据包已写出" }).waitFor();
  await page.getByText("核对方法见包内“说明.txt”").waitFor();
  await screens.shoot(page, "package-made");
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
  await page.getByRole("button", { name: "现在核对" }).click();
  await page.getByText("全部一致", { exact: true }).waitFor();
  await page.context().close();
});

it("a package that does not hold, and a folder that is none", async () => {
  const page = await screens.open("view=package");
  await page.getByRole("tab", { name: "核对证据包" }).click();
  await page.getByText("还没有选择证据包").waitFor();
  await page.evaluate("(() => { const { app } = window.juzheng; return app.recall('package.checking', () => null).run('/u/损坏的包'); })()");
  await page.getByText("有 1 处不一致", { exact: true }).waitFor();
  await screens.shoot(page, "package-bad");
  expect(await violations(page)).toEqual([]);
  await page.evaluate("(() => { const { app } = window.juzheng; return app.recall('package.checking', () => null).run('/u/不是'); })()");
  await page.getByRole("alert").getByText("不是证据包").waitFor();
  expect(await page.getByText("有 1 处不一致", { exact: true }).count()).toBe(0);
  await page.context().close();
});

it("a case that can only be viewed is not sealed and says why; a package is still written", async () => {
  const page = await screens.open("view=package&readOnly=1&sealed=1");
  await page.getByText("此案件现在只能查看：不能封存").waitFor();
  expect(await page.getByRole("button", { name: "取得可信时间戳…" }).isDisabled()).toBe(true);
  await screens.shoot(page, "package-readonly");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("tab", { name: "证据包", exact: true }).click();
  await page.getByRole("radio", { name: "自行存档" }).check();
  await page.getByRole("button", { name: "写出证据包…" }).click();
  await page.getByRole("heading", { name: "证据包已写出" }).waitFor();
  await page.context().close();
});
