/** Originals on screen: sheets and the lit row, hostile text as text, pictures that cannot be shown. */
import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { renderIn, startedApp } from "../../fake/mounting";
import { setLanguage } from "../../i18n/index.svelte";
import type { FakeBackend } from "../../lib/api/fake";
import { App } from "../../lib/app/app.svelte";
import PictureViewer from "./PictureViewer.svelte";
import TableViewer from "./TableViewer.svelte";
import TextViewer from "./TextViewer.svelte";
import Thumbnail from "./Thumbnail.svelte";

/** The imitation with other originals in it. */
async function appOver(other: Partial<FakeBackend>): Promise<App> {
  const { backend } = await startedApp();
  return new App(new Proxy(backend, { get: (target, name: keyof FakeBackend) => other[name] ?? target[name] }));
}

beforeEach(() => setLanguage("zh"));

describe("a table", () => {
  it("shows the sheet of the row that is jumped to, lights it, and lets one change sheets", async () => {
    const tablePage = vi.fn(async (_: string, sheet: string | null, from: number, count: number) => ({
      sheet,
      columns: 1,
      rows: Array.from({ length: count }, (_, at) => ({ line: from + at, cells: [`${sheet} 第${from + at}行`] })),
      more: from < 400,
    }));
    const app = await appOver({ tablePage });
    renderIn(app, TableViewer, { id: "x", name: "x.xlsx", sheets: ["账单", "说明"], line: 7, sheet: "说明" });
    expect(screen.getByRole("tab", { name: "说明" }).getAttribute("aria-selected")).toBe("true");
    await waitFor(() => expect(screen.getByRole("row", { selected: true }).textContent).toContain("说明 第7行"));
    expect(screen.getByRole("region", { name: "第 7 行的全部内容" }).textContent).toContain("说明 第7行");
    await userEvent.click(screen.getByRole("tab", { name: "账单" }));
    await screen.findByText("账单 第1行");
    expect(screen.queryByRole("row", { selected: true })).toBeNull();
  });

  it("says so where it has no rows, and tells trouble with its advice", async () => {
    const none = await appOver({ tablePage: async () => ({ sheet: null, columns: 0, rows: [], more: false }) });
    const first = renderIn(none, TableViewer, { id: "x", name: "x.csv", sheets: [], line: null, sheet: null });
    await screen.findByText("没有可以显示的行");
    first.unmount();
    const { app } = await startedApp({ failing: { tablePage: { code: "unreadable", message: "读不出来" } } });
    renderIn(app, TableViewer, { id: "x", name: "x.csv", sheets: [], line: null, sheet: null });
    expect((await screen.findByRole("alert")).textContent).toContain("读不出来");
  });
});

describe("a text", () => {
  it("is text, whatever it says, read on to its end", async () => {
    const stretches = ['<script>alert(1)</script>\n转\u202e账', '\u0000单\n<img src=x onerror="alert(1)">'];
    const textPage = vi.fn(async (_: string, from: number) => ({ text: stretches[from] ?? "", from, to: from + 1, size: 2 }));
    const app = await appOver({ textPage });
    const { container } = renderIn(app, TextViewer, { id: "x", name: "x.txt", line: 3 });
    await waitFor(() => expect(textPage).toHaveBeenCalledTimes(2));
    expect(container.querySelector("script, img")).toBeNull();
    await screen.findByText(/方框中的是看不见的控制字符/);
  });

  it("that is empty says so", async () => {
    const app = await appOver({ textPage: async (_, from) => ({ text: "", from, to: 0, size: 0 }) });
    renderIn(app, TextViewer, { id: "x", name: "x.txt", line: null });
    await screen.findByText("文件是空的");
  });
});

describe("a picture", () => {
  it("that cannot be shown says what to do; its thumbnail becomes an icon", async () => {
    const { app, backend } = await startedApp();
    renderIn(app, PictureViewer, { src: "broken:", alt: "“x.png”的图片" });
    await fireEvent.error(screen.getByAltText("“x.png”的图片"));
    await screen.findByText("这张图片无法显示");
    const material = backend.case?.materials.find(({ preview }) => preview === "picture");
    if (material === undefined) throw new Error("the made-up case has no picture");
    const { container } = renderIn(app, Thumbnail, { material });
    const image = container.querySelector("img");
    expect(image?.getAttribute("loading")).toBe("lazy");
    if (image !== null) await fireEvent.error(image);
    expect(container.querySelector("img")).toBeNull();
    expect(container.querySelector("svg")).not.toBeNull();
  });
});
