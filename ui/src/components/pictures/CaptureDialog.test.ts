/** Saying when pictures were captured: they are read again one after the other, and the window says which of how many. */
import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { renderIn, startedApp } from "../../fake/mounting";
import type { FakeBackend } from "../../lib/api/fake";
import { App } from "../../lib/app/app.svelte";
import type { Position } from "../../lib/app/works.svelte";
import CaptureDialog from "./CaptureDialog.svelte";

/** The position that the window is at whenever one of so many pictures is begun. */
async function positions(many: number): Promise<(Position | null)[]> {
  const { backend } = await startedApp({ pictures: 4 });
  const told: (Position | null)[] = [];
  const setCaptured: FakeBackend["setCaptured"] = (scope, at, listener) =>
    backend.setCaptured(scope, at, (progress) => {
      listener(progress);
      if (progress.type === "file") told.push(app.works.current?.position ?? null);
    });
  const app = new App(new Proxy(backend, { get: (target, key: keyof FakeBackend) => (key === "setCaptured" ? setCaptured : target[key]) }));
  await app.start();
  const { rows } = await backend.pictures({ show: "all", text: "" }, 0, many);
  const onkept = vi.fn();
  const marked = rows.map((row) => row.artifact);
  renderIn(app, CaptureDialog, { open: true, row: null, marked, needing: 0, first: "marked" as const, onkept });
  await fireEvent.input(await screen.findByRole("textbox"), { target: { value: "2024-03-01 20:15" } });
  await fireEvent.click(screen.getByText("保存并重新识读"));
  await waitFor(() => expect(onkept).toHaveBeenCalled());
  return told;
}

describe("pictures that are read again", () => {
  it("are counted", async () => {
    expect(await positions(3)).toEqual([1, 2, 3].map((at) => ({ at, of: 3, unit: "picture" })));
  });

  it("are not counted where it is one", async () => {
    expect(await positions(1)).toEqual([null]);
  });
});
