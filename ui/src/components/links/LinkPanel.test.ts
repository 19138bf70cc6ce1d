/** The panel of a link: a rejected one shows its former message struck, and no message as its own. */
import { screen, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { renderIn, startedApp } from "../../fake/mounting";
import { setLanguage } from "../../i18n/index.svelte";
import LinkPanel from "./LinkPanel.svelte";

async function panel(reject: boolean) {
  const { app, backend } = await startedApp();
  const link = backend.case?.story.transfers[0]?.link ?? "";
  const text = (await backend.link(link)).message?.text ?? "";
  if (reject) await app.decide({ type: "reject", link });
  const detail = await backend.link(link);
  const nothing = vi.fn();
  renderIn(app, LinkPanel, { link, detail, choosing: false, onchosen: nothing, oncorrect: nothing, onnote: nothing });
  return { text };
}

function section(title: string): HTMLElement {
  const found = screen.getByRole("heading", { name: title }).closest("section");
  if (found === null) throw new Error(`no section ${title}`);
  return found;
}

describe("the panel of a link", () => {
  beforeEach(() => setLanguage("zh"));

  it("shows the message of a link that stands", async () => {
    const { text } = await panel(false);
    expect(within(section("对应的消息")).getByText(text)).toBeTruthy();
    expect(screen.queryByRole("heading", { name: "您否定的消息" })).toBeNull();
    expect(document.querySelector(".struck")).toBeNull();
  });

  it("shows struck what was rejected", async () => {
    const { text } = await panel(true);
    const shown = within(section("您否定的消息")).getByText(text);
    expect(shown.closest(".struck")).not.toBeNull();
    expect(screen.queryByRole("heading", { name: "对应的消息" })).toBeNull();
  });
});
