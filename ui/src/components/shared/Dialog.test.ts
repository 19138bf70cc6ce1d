/** A dialog takes the focus, closes by Escape and cross, and says so once. */
import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { setLanguage } from "../../i18n/index.svelte";
import ConfirmDialog from "./ConfirmDialog.svelte";
import Dialog from "./Dialog.svelte";

setLanguage("zh");

it("takes the focus and gives it back when Escape closes it", async () => {
  const outside = document.createElement("button");
  document.body.append(outside);
  outside.focus();
  const onclose = vi.fn();
  render(Dialog, { open: true, title: "题目", onclose });
  const dialog = await screen.findByRole("dialog", { name: "题目" });
  await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(onclose).toHaveBeenCalledTimes(1);
  await waitFor(() => expect(document.activeElement).toBe(outside));
  outside.remove();
});

it("closes by its cross", async () => {
  const onclose = vi.fn();
  render(Dialog, { open: true, title: "题目", onclose });
  await userEvent.click(await screen.findByRole("button", { name: "关闭" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(onclose).toHaveBeenCalledTimes(1);
});

it("confirms only by its button", async () => {
  const onconfirm = vi.fn();
  const oncancel = vi.fn();
  render(ConfirmDialog, { open: true, title: "真的？", confirm: "是的", onconfirm, oncancel });
  await userEvent.click(await screen.findByRole("button", { name: "是的" }));
  expect([onconfirm.mock.calls.length, oncancel.mock.calls.length]).toEqual([1, 0]);
});
