/** The taking in of files on screen: which of how many is at hand, in the panel and at the foot of the window. */
import { screen, waitFor, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { renderIn, startedApp } from "../../fake/mounting";
import { setLanguage } from "../../i18n/index.svelte";
import { Adding } from "../../lib/materials/adding.svelte";
import WorkStrip from "../frame/WorkStrip.svelte";
import AddingPanel from "./AddingPanel.svelte";

beforeEach(() => setLanguage("zh"));

async function shown() {
  const { app } = await startedApp({ stepMs: 40 });
  const adding = new Adding(app);
  renderIn(app, AddingPanel, { adding, onopen: vi.fn(), onunlock: vi.fn() });
  renderIn(app, WorkStrip, {});
  const title = () => within(screen.getByRole("region", { name: "加入材料" })).getByRole("status").textContent;
  const foot = () => screen.queryByRole("region", { name: "正在进行" })?.textContent ?? "";
  return { adding, title, foot };
}

describe("taking in", () => {
  it("of pictures counts them, in both languages", async () => {
    const { adding, title, foot } = await shown();
    const many = Array.from({ length: 1_000 }, (_, at) => `/u/截图_${at + 1}.png`);
    const work = adding.add(many);
    await waitFor(() => expect(title()).toMatch(/^正在加入第 \d+ 张，共 1,000 张，已完成 \d+ 份$/));
    expect(foot()).toMatch(/第 \d+ 张，共 1,000 张/);
    setLanguage("en");
    const said = () => screen.getAllByRole("status").map((one) => one.textContent);
    await waitFor(() => expect(said()).toContainEqual(expect.stringMatching(/^Adding picture \d+ of 1,000, \d+ files? done$/)));
    await adding.stop();
    await work;
  });

  it("of a folder counts what is done, for nobody knows how much is in it", async () => {
    const { adding, title, foot } = await shown();
    const work = adding.add(["/u/微信材料"]);
    await waitFor(() => expect(title()).toBe("正在加入，已完成 0 份"));
    await waitFor(() => expect(foot()).toContain("微信材料"));
    expect(foot()).not.toContain("共");
    await work;
    await waitFor(() => expect(title()).toBe("加入完成"));
  });
});
