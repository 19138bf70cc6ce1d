/** Choosing another message: what is refused is said in words in its place; what is kept closes the chooser. */
import { screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { renderIn, startedApp } from "../../fake/mounting";
import { setLanguage } from "../../i18n/index.svelte";
import type { FakeOptions } from "../../lib/api/fake";
import { Around } from "../../lib/links/around.svelte";
import MessageChooser from "./MessageChooser.svelte";

async function chooser(options: FakeOptions = {}) {
  const { app, backend } = await startedApp(options);
  const link = backend.case?.story.transfers[7]?.link ?? "";
  const detail = await backend.link(link);
  const onchosen = vi.fn();
  const oncancel = vi.fn();
  const around = new Around(app.backend, link, detail.around);
  renderIn(app, MessageChooser, { link, detail, around, onchosen, oncancel });
  return { app, onchosen, oncancel, list: screen.getByRole("listbox") };
}

describe("choosing another message", () => {
  beforeEach(() => setLanguage("zh"));

  it("keeps what Enter chooses", async () => {
    const { app, onchosen, list } = await chooser();
    expect(document.activeElement).toBe(list);
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await waitFor(() => expect(onchosen).toHaveBeenCalledOnce());
    expect(app.overview?.links.confirmed).toBe(1);
  });

  it.each([
    ["message-elsewhere", "在“设置”中补充别名"],
    ["is-receipt", "请选择发起转账的那一条消息"],
  ] as const)("says %s in words, and stays", async (code, advice) => {
    const { onchosen } = await chooser({ failing: { decide: { code, message: "不能选这条。" } } });
    await userEvent.keyboard("{Enter}");
    const said = await screen.findByRole("alert");
    expect(said.textContent).toContain("不能选这条。");
    expect(said.textContent).toContain(advice);
    expect(onchosen).not.toHaveBeenCalled();
  });

  it("does nothing in a case that can only be viewed, and Escape leaves", async () => {
    const { onchosen, oncancel } = await chooser({ readOnly: true });
    await userEvent.keyboard("{Enter}{Escape}");
    expect(onchosen).not.toHaveBeenCalled();
    expect(oncancel).toHaveBeenCalledOnce();
  });
});
