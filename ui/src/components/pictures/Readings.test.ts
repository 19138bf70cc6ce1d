/** What was read on a picture: corrected by keyboard, kept beside the reading, never for a case that is only viewed. */
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { startedApp, renderIn } from "../../fake/mounting";
import type { Picture } from "../../lib/api/generated/Picture";
import { Review } from "../../lib/pictures/review.svelte";
import Readings from "./Readings.svelte";

async function shown(readOnly = false, named = "") {
  const { app, backend } = await startedApp({ readOnly, pictures: named === "" ? 0 : 2 });
  const first = (await backend.pictures({ show: "all", text: named }, 0, 1)).rows[0];
  if (first === undefined) throw new Error("the case has pictures");
  const picture: Picture = await backend.picture(first.artifact);
  const review = new Review(backend);
  review.open(first.artifact);
  const told = { oncapture: vi.fn(), oncheck: vi.fn(), onnext: vi.fn(), onleave: vi.fn() };
  renderIn(app, Readings, { picture, review, writable: app.writable, checking: false, ...told });
  const list = within(screen.getByRole("region", { name: "识读结果" })).getByRole("list");
  const row = (at: number): HTMLElement => within(list).getAllByRole("button", { pressed: review.record === picture.boxes[at]?.record })[0] ?? list;
  return { app, backend, picture, review, told, list, row };
}

const record = (list: HTMLElement, id: string): HTMLElement => {
  const found = list.querySelector<HTMLElement>(`[data-row="${id}"] [role="button"]`);
  if (found === null) throw new Error(`no row of ${id}`);
  return found;
};

describe("readings", () => {
  it("are walked by arrows and corrected in place: the changed field alone is kept", async () => {
    const { backend, picture, review, list } = await shown();
    const [one, two] = picture.boxes;
    if (one === undefined || two === undefined) throw new Error("two records");
    await fireEvent.keyDown(record(list, one.record), { key: "ArrowDown" });
    expect(review.record).toBe(two.record);
    await fireEvent.keyDown(record(list, two.record), { key: "Enter" });
    const field = await within(list).findByRole("textbox", { name: /文字/ });
    await fireEvent.input(field, { target: { value: "改过的话" } });
    const decide = vi.fn(backend.decide);
    await fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(review.editing).toBeNull());
    expect(decide).not.toHaveBeenCalled();
    expect(backend.asked.filter((name) => name === "decide")).toHaveLength(1);
    const after = await backend.picture(picture.row.artifact);
    const corrected = after.boxes.find((box) => box.record === two.record);
    expect(corrected?.message?.text).toBe("改过的话");
    expect(corrected?.corrected).toEqual([{ field: "text", read: two.message?.text }]);
    expect(corrected?.unsure).not.toContain("text");
  });

  it("leave what is no time where it is, and Escape leaves all of it", async () => {
    const { backend, picture, review, list } = await shown();
    const one = picture.boxes[0];
    if (one === undefined) throw new Error("a record");
    await fireEvent.keyDown(record(list, one.record), { key: "Enter" });
    const field = await within(list).findByRole("textbox", { name: "时间" });
    await fireEvent.input(field, { target: { value: "昨天" } });
    await fireEvent.keyDown(field, { key: "Enter" });
    await within(list).findByText(/请填时间/);
    await fireEvent.keyDown(field, { key: "Escape" });
    expect(review.editing).toBeNull();
    expect(backend.asked).not.toContain("decide");
  });

  it("let what was not read be entered: folded away, opened by keyboard", async () => {
    const { backend, picture, review, list } = await shown(false, "账单详情");
    const bill = picture.boxes[0];
    if (bill === undefined) throw new Error("a record");
    await fireEvent.keyDown(record(list, bill.record), { key: "Enter" });
    const fold = await within(list).findByRole("button", { name: "补充其他项目", expanded: false });
    expect(fold.getAttribute("aria-describedby")).not.toBeNull();
    within(list).getByText("收款时间、退还时间、备注、商户或转账单号");
    expect(within(list).queryByLabelText("收款时间")).toBeNull();
    expect(within(list).getByLabelText("支付方式")).toHaveProperty("value", "零钱");

    fold.focus();
    await userEvent.keyboard("{Enter}");
    expect([fold.getAttribute("aria-expanded"), review.editing]).toEqual(["true", bill.record]);
    await userEvent.tab();
    const accepted = within(list).getByLabelText("收款时间");
    expect(document.activeElement).toBe(accepted);
    await fireEvent.input(accepted, { target: { value: "2024-1-5 9:20:01" } });
    await fireEvent.input(within(list).getByLabelText("备注"), { target: { value: "还清" } });
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(review.editing).toBeNull());
    const after = (await backend.picture(picture.row.artifact)).boxes[0];
    expect(after?.corrected).toEqual([
      { field: "accepted", read: "" },
      { field: "note", read: "" },
    ]);
    expect([after?.transfer?.accepted?.earliest, after?.transfer?.note]).toEqual(["2024-01-05T09:20:01+08:00", "还清"]);
  });

  it("show what is wrong in a field that was folded away again", async () => {
    const { backend, picture, list } = await shown(false, "账单详情");
    await fireEvent.keyDown(record(list, picture.boxes[0]?.record ?? ""), { key: "Enter" });
    const fold = await within(list).findByRole("button", { name: "补充其他项目" });
    await fireEvent.click(fold);
    await fireEvent.input(within(list).getByLabelText("退还时间"), { target: { value: "昨天" } });
    await fireEvent.click(fold);
    expect(within(list).queryByLabelText("退还时间")).toBeNull();
    await fireEvent.click(within(list).getByText("保存"));
    await within(list).findByText(/请填时间/);
    expect(within(list).getByLabelText("退还时间")).toHaveProperty("value", "昨天");
    expect(backend.asked).not.toContain("decide");
  });

  it("let a message be the card of a transfer, in the words of cards", async () => {
    const { backend, picture, review, list } = await shown();
    const one = picture.boxes[0];
    if (one === undefined) throw new Error("a record");
    await fireEvent.keyDown(record(list, one.record), { key: "Enter" });
    const kind = await within(list).findByLabelText("类型");
    expect(within(list).queryByLabelText("转账卡片")).toBeNull();
    await userEvent.selectOptions(kind, "转账");
    const card = within(list).getByLabelText("转账卡片");
    expect(within(card).getAllByRole("option").map((option) => option.textContent)).toEqual(["不明", "发起转账", "已收款", "已退还", "已过期"]);
    await userEvent.selectOptions(card, "已收款");
    await fireEvent.click(within(list).getByText("保存"));
    await waitFor(() => expect(review.editing).toBeNull());
    const after = (await backend.picture(picture.row.artifact)).boxes.find((box) => box.record === one.record);
    expect(after?.message).toMatchObject({ kind: "transfer", card: "receipt" });
  });

  it("show doubt first when asked, and confirm the whole", async () => {
    const { picture, told, list, review } = await shown();
    await fireEvent.click(screen.getByRole("radio", { name: "存疑在前" }));
    await waitFor(() => expect(review.order).toBe("doubt"));
    const first = list.querySelector("[data-row]")?.getAttribute("data-row");
    const least = [...picture.boxes].filter((box) => box.unsure.length > 0).sort((a, b) => a.confidence - b.confidence)[0];
    expect(first).toBe(least?.record);
    await fireEvent.click(screen.getByRole("button", { name: /整张确认/ }));
    expect(told.oncheck).toHaveBeenCalledOnce();
  });

  it("of a case that can only be viewed cannot be changed", async () => {
    const { picture, list, review } = await shown(true);
    const one = picture.boxes[0];
    if (one === undefined) throw new Error("a record");
    await fireEvent.keyDown(record(list, one.record), { key: "Enter" });
    expect([review.record, review.editing]).toEqual([one.record, null]);
    expect(screen.queryByRole("button", { name: /更正|整张确认|填写/ })).toBeNull();
  });
});
