/** Both languages say everything, each in its own script; advice names no command. */
import { describe, expect, it } from "vitest";
import { language, setLanguage, t, wordsIn } from "./index.svelte";

type Said = [path: string, text: string];

function said(words: unknown, path = ""): Said[] {
  if (typeof words === "string") return [[path, words]];
  if (typeof words === "function") {
    // Every word with parameters only prints them.
    const given: unknown[] = Array.from({ length: words.length }, () => 7);
    const text: unknown = Reflect.apply(words, undefined, given);
    return [[path, String(text)]];
  }
  if (typeof words !== "object" || words === null) return [];
  return Object.entries(words).flatMap(([key, value]) => said(value, `${path}.${key}`));
}

const zh = said(wordsIn("zh"));
const en = said(wordsIn("en"));

describe("words", () => {
  it("are the same set in both languages", () => {
    expect(en.map(([path]) => path).sort()).toEqual(zh.map(([path]) => path).sort());
  });
  it("are never empty", () => {
    expect([...zh, ...en].filter(([, text]) => text.trim() === "")).toEqual([]);
  });
  it("are English where they are English, but for names", () => {
    const names = /中文|微信支付|证|说明/g;
    expect(en.filter(([, text]) => /\p{Script=Han}/u.test(text.replace(names, "")))).toEqual([]);
  });
  it("name no command line in advice", () => {
    const advice = [...said(wordsIn("zh").errors), ...said(wordsIn("en").errors)];
    expect(advice.filter(([, text]) => /--|juzheng (set|add|correct|open)/.test(text))).toEqual([]);
  });
  it("never claim what the program must not claim", () => {
    expect(zh.filter(([, text]) => /证据链断裂|法律效力|胜诉|存证平台/.test(text))).toEqual([]);
  });
  it("follow the switch", () => {
    setLanguage("en");
    expect([language.current, t.shell.nav.links, document.documentElement.lang]).toEqual(["en", "Links", "en"]);
    setLanguage("zh");
    expect(t.shell.nav.links).toBe("对应");
  });
});
