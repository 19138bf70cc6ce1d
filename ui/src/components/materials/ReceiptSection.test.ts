/** Noting the digest on a receipt: what is refused at the field, what is offered, what is asked of the program and told. */
import { screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { renderIn, startedApp } from "../../fake/mounting";
import { setLanguage } from "../../i18n/index.svelte";
import type { FakeBackend, FakeOptions } from "../../lib/api/fake";
import type { Material } from "../../lib/api/generated/Material";
import { App } from "../../lib/app/app.svelte";
import { grouped } from "../../lib/materials/receipt";
import MaterialPanel from "./MaterialPanel.svelte";

beforeEach(() => setLanguage("zh"));

const OPEN = "登记所载指纹…";
const FIELD = "回执上的指纹（SHA-256 或 SM3）";
const NONE = "0".repeat(64);

/** The facts of a material of the made-up case, over an imitation that tells what it was asked. */
async function facts(name: string, found?: string[], options: FakeOptions = {}) {
  const { backend } = await startedApp(options);
  const claim = vi.fn(backend.claimReceipt);
  const other: Partial<FakeBackend> = { claimReceipt: claim, ...(found && { digestsIn: async () => found }) };
  const app = new App(new Proxy(backend, { get: (target, key: keyof FakeBackend) => other[key] ?? target[key] }));
  await app.start();
  const all = backend.case?.materials ?? [];
  const named = (wanted: string): Material => {
    const one = all.find(({ artifact }) => artifact.name === wanted);
    if (one === undefined) throw new Error(`no material ${wanted}`);
    return one;
  };
  const nothing = vi.fn();
  const { artifact } = named(name);
  renderIn(app, MaterialPanel, { id: artifact.id, tab: "facts" as const, wide: false, onopen: nothing, onunlock: nothing, onclose: nothing });
  await screen.findByRole("heading", { name: "指纹" });
  return { app, claim, artifact, chat: named("周航_聊天记录.csv").artifact };
}

async function dialog(): Promise<HTMLTextAreaElement> {
  await userEvent.click(screen.getByRole("button", { name: OPEN }));
  await screen.findByRole("dialog", { name: "登记回执所载指纹" });
  await waitFor(() => expect(screen.queryByText("正在这份文件的文字中查找指纹…")).toBeNull());
  return screen.getByLabelText<HTMLTextAreaElement>(FIELD);
}

async function paste(field: HTMLElement, text: string): Promise<void> {
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(text);
}

const said = (field: HTMLElement): string =>
  document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent ?? "";
const save = (): Promise<void> => userEvent.click(screen.getByRole("button", { name: "登记并比对" }));
const closed = (): Promise<void> => waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());

describe("a receipt", () => {
  it("can be a document or a picture, no bill and no chat; of a case that can only be viewed none", async () => {
    for (const [name, may] of [["说明.txt", true], ["聊天截图_1.png", true], ["周航_聊天记录.csv", false], ["录音_0312.m4a", false]] as const) {
      await facts(name);
      expect([name, screen.queryByRole("button", { name: OPEN }) !== null]).toEqual([name, may]);
      document.body.replaceChildren();
    }
    await facts("说明.txt", undefined, { readOnly: true });
    expect(screen.queryByRole("button", { name: OPEN })).toBeNull();
  });

  it("with a bad digest is refused at the field; a pasted one is taken without its blanks, and the result is told", async () => {
    const { app, claim, artifact, chat } = await facts("说明.txt");
    const field = await dialog();
    expect([field.value, screen.queryByRole("radio")]).toEqual(["", null]);
    await save();
    expect([said(field), document.activeElement]).toEqual(["请填写回执上的指纹。", field]);
    await userEvent.type(field, "12 34");
    await save();
    expect(said(field)).toContain("现在有 4 个");
    await userEvent.type(field, "O");
    await userEvent.keyboard("{Enter}");
    expect([said(field), field.getAttribute("aria-invalid")]).toEqual([expect.stringContaining("不含“o”"), "true"]);
    expect(claim).not.toHaveBeenCalled();

    await paste(field, ` ${grouped(chat.sm3.toUpperCase()).replace(" ", "\n").replace(" ", ":")}\n`);
    await save();
    await closed();
    expect(claim.mock.calls).toEqual([[artifact.id, chat.sm3, null]]);
    expect(app.toasts.list.at(-1)?.text).toBe("一致：与“周航_聊天记录.csv”的指纹相同");
    const results = await screen.findByRole("list", { name: "已登记指纹的比对结果" });
    expect(within(results).getByText(/与材料“周航_聊天记录\.csv”一致/)).toBeTruthy();
    expect(app.overview?.undoable).toContain(chat.sm3);

    await app.undo();
    await waitFor(() => expect(screen.queryByRole("list", { name: "已登记指纹的比对结果" })).toBeNull());
  });

  it("for a material that it does not match differs; of a digest that nothing has it cannot be compared", async () => {
    const { app, claim, artifact } = await facts("说明.txt");
    await paste(await dialog(), NONE);
    const select = screen.getByLabelText<HTMLSelectElement>("针对哪份材料");
    const names = [...select.options].map(({ text }) => text);
    expect(names[0]).toBe("没有写明");
    expect(names).toContain("转账电子凭证.pdf");
    expect(names).not.toContain("说明.txt");
    await userEvent.selectOptions(select, "转账电子凭证.pdf");
    await save();
    await closed();
    expect(claim.mock.lastCall).toEqual([artifact.id, NONE, expect.stringMatching(/^[0-9a-f]+$/)]);
    expect(app.toasts.list.at(-1)?.text).toBe("不一致：与“转账电子凭证.pdf”的指纹不同");

    const again = await dialog();
    expect([again.value, screen.getByLabelText<HTMLSelectElement>("针对哪份材料").value]).toEqual(["", ""]);
    await paste(again, NONE);
    await save();
    await closed();
    expect(app.toasts.list.at(-1)?.text).toBe("无法比对：本案没有这个指纹的材料");
    expect(app.overview?.findings.serious).toBe(2);
  });

  it("whose text holds one digest has it filled in, to be compared with the paper", async () => {
    const { chat } = await facts("转账电子凭证.pdf");
    const field = await dialog();
    await waitFor(() => expect(field.value).toBe(grouped(chat.sha256)));
    expect(screen.getByRole<HTMLInputElement>("radio").checked).toBe(true);
    expect(screen.getByText(/与证书上印的逐位核对/)).toBeTruthy();
  });

  it("whose text holds several offers them and fills in none by itself; what is typed later stands", async () => {
    const both = ["a".repeat(64), "b".repeat(64)];
    const { claim } = await facts("转账电子凭证.pdf", both);
    const field = await dialog();
    expect(field.value).toBe("");
    await userEvent.click(screen.getByRole("radio", { name: grouped("b".repeat(64)) }));
    expect(field.value).toBe(grouped("b".repeat(64)));
    await paste(field, NONE);
    expect(screen.getAllByRole<HTMLInputElement>("radio").map(({ checked }) => checked)).toEqual([false, false]);
    await save();
    await closed();
    expect(claim.mock.lastCall?.[1]).toBe(NONE);
  });

  it("that the program refuses stays open: at the field what is no digest, else with its advice", async () => {
    const { claim } = await facts("说明.txt");
    const field = await dialog();
    await paste(field, NONE);
    claim.mockRejectedValueOnce({ code: "bad-value", message: "不是指纹" });
    await save();
    await waitFor(() => expect(said(field)).toContain("请检查"));
    claim.mockRejectedValueOnce({ code: "disk-full", message: "磁盘已满" });
    await save();
    expect((await screen.findByRole("alert")).textContent).toContain("磁盘已满");
    expect(screen.getByRole("dialog")).toBeTruthy();
  });
});
