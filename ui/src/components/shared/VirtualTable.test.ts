/** The table by keyboard: one chosen row, moved by arrows, Home, End and pages, opened by Enter; rows arrive by page. */
import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { createRawSnippet } from "svelte";
import { describe, expect, it, vi } from "vitest";
import { Pages } from "./pages.svelte";
import VirtualTable from "./VirtualTable.svelte";

interface Item {
  name: string;
}

const getPage = async (from: number, count: number): Promise<Item[]> =>
  Array.from({ length: count }, (_, at) => ({ name: `第 ${from + at} 项` }));

function table(total: number) {
  const onselect = vi.fn();
  const onopen = vi.fn();
  const cell = createRawSnippet<[Item, "name", number]>((item) => ({
    render: () => `<span>${item().name}</span>`,
  }));
  render(VirtualTable<Item, "name">, {
    label: "表",
    columns: [{ key: "name", label: "名称", width: "1fr", sorts: true }],
    sort: { key: "name", descending: true },
    total,
    getPage,
    onselect,
    onopen,
    cell,
  });
  return { onselect, onopen, grid: screen.getByRole("grid", { name: "表" }) };
}

describe("the table", () => {
  it("says how many rows there are, though few exist", async () => {
    const { grid } = table(200_000);
    expect(grid.getAttribute("aria-rowcount")).toBe("200001");
    expect(screen.getAllByRole("row").length).toBeLessThan(80);
    expect(await screen.findByText("第 0 项")).toBeTruthy();
    expect(screen.getByRole("columnheader").getAttribute("aria-sort")).toBe("descending");
  });

  it("moves the choice by keys and opens it by Enter", async () => {
    const { grid, onselect, onopen } = table(50);
    await screen.findByText("第 0 项");
    grid.focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}{ArrowDown}");
    expect(onselect.mock.calls.map(([index]) => index)).toEqual([0, 1, 0, 1]);
    await userEvent.keyboard("{End}");
    expect(onselect).toHaveBeenLastCalledWith(49, { name: "第 49 项" });
    await userEvent.keyboard("{ArrowDown}");
    expect(onselect).toHaveBeenLastCalledWith(49, { name: "第 49 项" });
    await userEvent.keyboard("{Home}{Enter}");
    expect(onopen).toHaveBeenLastCalledWith(0, { name: "第 0 项" });
    const active = grid.getAttribute("aria-activedescendant") ?? "";
    expect(document.getElementById(active)?.getAttribute("aria-selected")).toBe("true");
  });
});

describe("pages", () => {
  it("are asked for once, and shown as they were while they are renewed", async () => {
    let edition = "old";
    const asked: number[] = [];
    const pages = new Pages<string>(
      async (from, count) => {
        asked.push(from);
        return Array.from({ length: count }, () => edition);
      },
      () => {},
    );
    pages.want(0, 150, 180);
    pages.want(0, 150, 180);
    await waitFor(() => expect(pages.get(179)).toBe("old"));
    expect(asked).toEqual([0, 100]);
    edition = "new";
    pages.renew();
    expect(pages.get(5)).toBe("old");
    pages.want(0, 10, 180);
    await waitFor(() => expect(pages.get(5)).toBe("new"));
    expect(asked).toEqual([0, 100, 0]);
  });

  it("that fail are told, and asked for again when wanted again", async () => {
    const failed = vi.fn();
    let broken = true;
    const pages = new Pages<number>(async (from) => {
      if (broken) throw new Error("no");
      return [from];
    }, failed);
    pages.want(0, 0, 1);
    await waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
    broken = false;
    pages.want(0, 0, 1);
    await waitFor(() => expect(pages.get(0)).toBe(0));
  });
});
