/** What was read on a picture: corrected by keyboard, kept beside the reading, never for a case that is only viewed. */
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { startedApp, renderIn } from "../../fake/mounting";
import type { Picture } from "../../lib/api/generated/Picture";
import { Review } from "../../lib/pictures/review.svelte";
import Readings from "./Readings.svelte";

async function shown(readOnly = false) {
  const { app, backend } = await startedApp({ readOnly });
  const first = (await backend.pictures({ show: "all", text: "" }, 0, 1)).rows[0];
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
