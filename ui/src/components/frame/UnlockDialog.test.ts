/** The dialog that asks for a passphrase: hidden as it is typed, wrong said at the field, gone with what was typed. */
import { screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import { renderIn, startedApp } from "../../fake/mounting";
import { setLanguage } from "../../i18n/index.svelte";
import { PASSPHRASE } from "../../lib/api/fake";
import UnlockDialog from "./UnlockDialog.svelte";

beforeEach(() => setLanguage("zh"));

async function asked() {
  const { app } = await startedApp({ encrypted: true });
  renderIn(app, UnlockDialog, {});
  const field = await screen.findByLabelText<HTMLInputElement>("口令");
  return { app, field };
}

it("wrong, then right", async () => {
  const { app, field } = await asked();
  expect(screen.getByText("加密案件.juzheng")).toBeTruthy();
  expect([field.type, field.autocomplete, field.getAttribute("spellcheck")]).toEqual(["password", "off", "false"]);
  await userEvent.type(field, "不是它{Enter}");
  await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"));
  const said = document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent;
  expect(said).toContain("大小写");
  await waitFor(() => expect(document.activeElement).toBe(field));
  await userEvent.clear(field);
  await userEvent.type(field, `${PASSPHRASE}{Enter}`);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(app.overview?.encrypted).toBe(true);
});

it("shows what is typed where that is wanted, and forgets both", async () => {
  const { app, field } = await asked();
  await userEvent.type(field, "abc");
  await userEvent.click(screen.getByRole("button", { name: "显示口令" }));
  expect([field.type, field.value]).toEqual(["text", "abc"]);
  await userEvent.click(screen.getByRole("button", { name: "取消" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  app.unlocking.ask("/cases/加密案件.juzheng");
  const again = await screen.findByLabelText<HTMLInputElement>("口令");
  expect([again.type, again.value]).toEqual(["password", ""]);
});
