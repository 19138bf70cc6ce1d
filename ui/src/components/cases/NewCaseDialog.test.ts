/** The form of a new case that is to be encrypted: no passphrase that is short, typed differently, or not written down. */
import { screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import { renderIn, startedApp } from "../../fake/mounting";
import { setLanguage } from "../../i18n/index.svelte";
import NewCaseDialog from "./NewCaseDialog.svelte";

beforeEach(() => setLanguage("zh"));

const GOOD = "纸船 灯塔 四月";
const said = (field: HTMLElement): string =>
  document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent ?? "";

it("refuses what would be lost or guessed, each at its field, then makes the case", async () => {
  const { app, backend } = await startedApp({ closed: true });
  renderIn(app, NewCaseDialog, { open: true });
  await userEvent.type(await screen.findByLabelText("案件标题"), "周航借款二");
  const [me, other] = screen.getAllByLabelText("姓名或名称");
  if (me === undefined || other === undefined) throw new Error("two people are asked for");
  await userEvent.type(me, "林晓");
  await userEvent.type(other, "周航");
  expect(screen.getByText(/周航借款二\.juzheng/)).toBeTruthy();
  await userEvent.click(screen.getByLabelText("加密这个案件"));
  expect(screen.queryByText(/周航借款二\.juzheng/)).toBeNull();
  expect(screen.getByText(/\/cases\/加密案件\.juzheng/)).toBeTruthy();
  expect(screen.getByText("口令丢失，无法补救")).toBeTruthy();

  const first = screen.getByLabelText("口令");
  const again = screen.getByLabelText("再输入一次口令");
  const written = screen.getByLabelText("我已把口令写下来，放在安全的地方");
  const make = screen.getByRole("button", { name: "建立案件" });
  await userEvent.type(first, "纸船");
  await userEvent.click(make);
  expect([said(first), said(written)]).toEqual(["口令至少要有 8 个字符。", "请先把口令写下来，再勾选这一项。"]);
  expect(document.activeElement).toBe(first);
  await userEvent.clear(first);
  await userEvent.type(first, GOOD);
  await userEvent.type(again, "纸船 灯塔 五月");
  await userEvent.click(written);
  await userEvent.click(make);
  expect([said(again), document.activeElement]).toEqual(["两次输入的口令不一样。", again]);
  expect(backend.asked).not.toContain("createCase");
  await userEvent.clear(again);
  await userEvent.type(again, GOOD);
  await userEvent.click(make);
  await waitFor(() => expect(app.overview?.encrypted).toBe(true));

  const folder = app.overview?.folder ?? "";
  await app.closeCase();
  await app.openCase(folder);
  await app.unlocking.open(GOOD);
  expect(app.overview?.title).toBe("周航借款二");
});

it("keeps no passphrase once it is closed", async () => {
  const { app } = await startedApp({ closed: true });
  const { rerender } = renderIn(app, NewCaseDialog, { open: true });
  await userEvent.click(await screen.findByLabelText("加密这个案件"));
  await userEvent.type(screen.getByLabelText("口令"), GOOD);
  await rerender({ open: false });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await rerender({ open: true });
  expect((await screen.findByLabelText<HTMLInputElement>("口令")).value).toBe("");
});
