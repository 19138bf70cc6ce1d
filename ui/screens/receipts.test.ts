/** The digest on a receipt of a deposit: the section in the facts, its dialog and what it showed; both languages, light and dark. */
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

const looks = [
  ["zh", "light", { width: 1024, height: 700 }],
  ["en", "dark", { width: 1024, height: 700 }],
  ["zh", "light", { width: 1400, height: 900 }],
  ["en", "dark", { width: 1400, height: 900 }],
] as const;

async function isGood(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await cutThings(page)).toEqual([]);
}

it.each(looks)("a receipt's digest is noted and compared in %s, %s", async (lang, theme, size) => {
  const page = await screens.open(`view=materials&lang=${lang}&theme=${theme}&step=0`, size);
  const shoot = (name: string) => screens.shoot(page, `receipts-${name}-${lang}-${theme}-${size.width}`);
  const zh = lang === "zh";
  const open = page.getByRole("button", { name: zh ? "登记所载指纹…" : "Note its fingerprint…" });
  const save = page.getByRole("button", { name: zh ? "登记并比对" : "Note and compare" });
  const openFacts = async (name: string): Promise<void> => {
    await page.getByRole("row", { name }).first().click();
    await page.locator("aside").getByText(name, { exact: true }).first().waitFor();
    await page.getByRole("tab").nth(1).click();
    await open.scrollIntoViewIfNeeded();
  };
  await page.getByText("录音_0312.m4a").waitFor();
  await page.evaluate(`juzheng.backend.tell({ type: "dropped", paths: ["/u/存证证书_2026050112345678.pdf"] })`);
  await page.getByRole("row", { name: "存证证书" }).waitFor();

  await openFacts("转账电子凭证.pdf");
  await shoot("section");
  await isGood(page);
  await open.click();
  await page.getByRole("dialog").getByRole("radio").waitFor();
  expect(await page.locator("textarea").inputValue()).toMatch(/^([0-9a-f]{8} ?){8}$/);
  await shoot("one");
  await isGood(page);
  await page.keyboard.press("Escape");

  await openFacts("存证证书_2026050112345678.pdf");
  await open.click();
  await page.getByRole("dialog").getByRole("radio").nth(1).waitFor();
  await page.locator("textarea").fill("3f9a 0b71");
  await save.click();
  await page.locator('textarea[aria-invalid="true"]').waitFor();
  await shoot("wrong");
  await isGood(page);
  await page.getByRole("dialog").getByRole("radio").nth(1).check();
  await save.click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await open.click();
  await page.getByRole("dialog").getByRole("radio").first().check();
  await page.getByLabel(zh ? "针对哪份材料" : "For which material").selectOption({ label: "说明.txt" });
  await save.click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.locator("aside li").nth(1).waitFor();
  await open.scrollIntoViewIfNeeded();
  await shoot("compared");
  await isGood(page);
  await page.getByRole("tab").nth(2).click();
  await shoot("findings");
  await page.context().close();
});
