/** The form of a new case says what is wrong where it is wrong, and names the folder as the program will. */
import { describe, expect, it } from "vitest";
import { errorsOf, folderOf, formOf, isGood, newDraft, newPerson, withAliases, type Draft } from "./form";

function good(): Draft {
  const draft = newDraft("/cases");
  draft.title = " 周航借款 ";
  draft.me.name = "林晓";
  const [other] = draft.others;
  if (other !== undefined) other.name = " 周航";
  return draft;
}

describe("the form of a new case", () => {
  it("wants a title, names and a place, and says so of each", () => {
    const draft = newDraft("");
    const errors = errorsOf(draft);
    expect([errors.title, errors.place, errors.threshold]).toEqual([true, true, undefined]);
    expect([...errors.people.values()]).toEqual([{ name: "name" }, { name: "name" }]);
    expect(isGood(errorsOf(good()))).toBe(true);
  });

  it("does not take two people of one name, however it is written", () => {
    const draft = good();
    draft.me.name = "ＡＢ";
    const second = { ...newPerson(), name: "AB " };
    draft.others.push(second);
    expect(errorsOf(draft).people).toEqual(new Map([[second.key, { name: "same" }]]));
  });

  it("does not take an alias that is somebody else's name, and offers to remove a person without a name", () => {
    const draft = good();
    draft.me.aliases = ["晓晓", "周航"];
    const nobody = newPerson();
    draft.others.push(nobody);
    expect(errorsOf(draft).people).toEqual(
      new Map([
        [draft.me.key, { alias: "周航" }],
        [nobody.key, { name: "nameOrRemove" }],
      ]),
    );
  });

  it.each(["", "-1", "1.5", "abc", "10081"])("does not take %j minutes", (threshold) => {
    expect(errorsOf({ ...good(), threshold }).threshold).toBe(true);
  });

  it("asks for what was typed, trimmed, without what was left empty", () => {
    const draft = good();
    draft.me.details["电话"] = " 138 ";
    expect(formOf(draft)).toEqual({
      place: "/cases",
      title: "周航借款",
      parties: [
        { name: "林晓", role: "me", aliases: [], details: [["电话", "138"]] },
        { name: "周航", role: "other", aliases: [], details: [] },
      ],
      threshold_minutes: 15,
      offset: "+08:00",
    });
  });

  it("takes several aliases at once, none twice", () => {
    expect(withAliases(["晓晓"], " 晓晓， lin、ＬＩＮ;林小姐 ,")).toEqual(["晓晓", "lin", "ＬＩＮ", "林小姐"]);
    expect(withAliases(["AB"], "ＡＢ")).toEqual(["AB"]);
  });

  it.each([
    ["/a/b", "张三借款案", "/a/b/张三借款案.juzheng"],
    ["/a/b/", 'a/b\\c:d"', "/a/b/a_b_c_d_.juzheng"],
    ["C:\\Users\\lin", " .. ", "C:\\Users\\lin\\案件.juzheng"],
    ["/a", "长".repeat(200), `/a/${"长".repeat(60)}.juzheng`],
  ])("in %s calls the folder of %j %s", (place, title, folder) => {
    expect(folderOf(place, title)).toBe(folder);
  });
});
