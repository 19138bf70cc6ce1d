/** Which of what was chosen is at hand: files, folders and archives, told by the paths that the program names. */
import { describe, expect, it } from "vitest";
import type { AddProgress } from "../api/generated/AddProgress";
import { Chosen } from "./chosen";

const begun = (path: string): AddProgress => ({ type: "file", path, size: 1 });
const done = (path: string): AddProgress => ({ type: "done", path, status: "added" });

/** The position after each of the events. */
function positions(paths: string[], events: AddProgress[]): (number | undefined)[] {
  const chosen = new Chosen();
  chosen.add(paths);
  return events.map((event) => {
    chosen.hear(event);
    return chosen.position?.at;
  });
}

describe("what was chosen", () => {
  it("is counted in pictures where it is pictures only, else in items", () => {
    const unit = (...paths: string[]) => {
      const chosen = new Chosen();
      chosen.add(paths);
      return chosen.position;
    };
    expect(unit("/u/甲.png", "C:\\u\\乙.JPG")).toEqual({ at: 1, of: 2, unit: "picture" });
    expect(unit("/u/甲.png", "/u/截图")).toEqual({ at: 1, of: 2, unit: "item" });
    expect([unit("/u/截图"), unit()]).toEqual([null, null]);
  });

  it.each<[string, string[], AddProgress[], number[]]>([
    ["file by file", ["/u/a.png", "/u/b.png"], [begun("/u/a.png"), { type: "reading" }, done("/u/a.png"), begun("/u/b.png"), done("/u/b.png")], [1, 1, 1, 2, 2]],
    ["through a folder", ["/u/f", "/u/f2.png"], [begun("/u/f/1.png"), done("/u/f/1.png"), begun("/u/f/2.png"), done("/u/f/2.png"), begun("/u/f2.png")], [1, 1, 1, 1, 2]],
    ["through a folder of Windows", ["C:\\f\\", "C:\\g"], [begun("C:\\f\\1.png"), begun("C:\\g\\1.png")], [1, 2]],
    ["through an archive", ["/u/a.zip", "/u/b.csv"], [begun("/u/a.zip"), begun("/u/a.zip!/x.csv"), done("/u/a.zip!/x.csv"), done("/u/a.zip"), begun("/u/b.csv")], [1, 1, 1, 1, 2]],
    ["over one that was rejected at once", ["/u/a", "/u/b", "/u/c"], [done("/u/a"), done("/u/b"), begun("/u/c")], [1, 2, 3]],
    ["over one that was chosen twice", ["/u/a.png", "/u/a.png", "/u/b.png"], [begun("/u/a.png"), done("/u/a.png"), begun("/u/a.png"), done("/u/a.png"), begun("/u/b.png")], [1, 1, 2, 2, 3]],
    ["over what nobody chose", ["/u/a.png", "/u/b.png"], [begun("/u/b.png"), begun("/elsewhere.png")], [2, 2]],
  ])("goes %s", (_, paths, events, want) => {
    expect(positions(paths, events)).toEqual(want);
  });

  it("goes on with what is added after it", () => {
    const chosen = new Chosen();
    chosen.add(["/u/a.png"]);
    chosen.hear(begun("/u/a.png"));
    expect(chosen.position).toBeNull();
    chosen.add(["/u/a.png", "/u/b.png"]);
    chosen.hear(begun("/u/a.png"));
    expect(chosen.position).toEqual({ at: 2, of: 3, unit: "picture" });
  });
});
