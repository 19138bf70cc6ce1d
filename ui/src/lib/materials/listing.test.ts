/** The list finds, sorts, and keeps what is in an archive under it. */
import { describe, expect, it } from "vitest";
import { makeMaterial } from "../api/fake/originals";
import type { Material } from "../api/generated/Material";
import { listed, weightiest, type Sorting } from "./listing";

const make = (number: number, name: string, more: Partial<Parameters<typeof makeMaterial>[1]> = {}): Material =>
  makeMaterial(number, { name, kind: "text", media: "text/plain", readAs: "文本", preview: "text", size: 1, ...more });

const archive = make(1, "b.zip", { readAs: "压缩包", serious: 1 });
const id = archive.artifact.id;
const all: Material[] = [
  make(0, "账单10.csv", { transfers: 10, note: 5 }),
  archive,
  make(2, "账单9.csv", { transfers: 90, parent: id }),
  make(3, "截图.png", { messages: 3, parent: id }),
  make(4, "账单2.csv", { transfers: 2, check: 1, parent: "gone" }),
];
const added: Sorting = { key: "added", descending: false };
const show = (text: string, sorting: Sorting): string[] =>
  listed(all, text, sorting).map(({ material, depth }) => `${"-".repeat(depth)}${material.artifact.name}`);

describe("the list of materials", () => {
  it("is in the order of adding, entries under their archive", () => {
    expect(show("", added)).toEqual(["账单10.csv", "b.zip", "-账单9.csv", "-截图.png", "账单2.csv"]);
    expect(show("", { ...added, descending: true })).toEqual(["账单2.csv", "b.zip", "-截图.png", "-账单9.csv", "账单10.csv"]);
  });

  it("sorts numbers in names as numbers, findings by weight, records by count", () => {
    const up = show("", { key: "name", descending: false });
    expect(up.indexOf("账单2.csv")).toBeLessThan(up.indexOf("账单10.csv"));
    expect(show("", { key: "findings", descending: true })[0]).toBe("b.zip");
    expect(show("", { key: "records", descending: true })).toEqual(["账单10.csv", "账单2.csv", "b.zip", "-账单9.csv", "-截图.png"]);
  });

  it("shows what is found in an archive in its archive", () => {
    expect(show(" 账单9 ", added)).toEqual(["b.zip", "-账单9.csv"]);
    expect(show("压缩包", added)).toEqual(["b.zip"]);
    expect(show("ZIP", added)).toEqual(["b.zip"]);
    expect(show("没有", added)).toEqual([]);
  });

  it("does not lose anything, nor hang, where an archive is in itself", () => {
    const odd = { ...archive, artifact: { ...archive.artifact, parent: id } };
    expect(listed([odd], "", added).length).toBeLessThanOrEqual(1);
    expect(listed(Array.from({ length: 5000 }, (_, at) => make(at, `${at}.png`)), "", added)).toHaveLength(5000);
  });

  it("knows the weightiest findings", () => {
    expect(weightiest({ serious: 0, check: 2, note: 9 })).toBe("check");
    expect(weightiest({ serious: 0, check: 0, note: 0 })).toBeNull();
  });
});
