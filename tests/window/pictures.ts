/** The README's pictures: the real window on the sample case, one view after the other. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Key } from "selenium-webdriver";
import { test } from "vitest";
import { Window } from "./driver";
import { pastWelcome, toView } from "./steps";
import { zh } from "./words";

const folder = process.env["JUZHENG_PICTURES"] ?? join(import.meta.dirname, "shots");

test("pictures of the window", async () => {
  mkdirSync(folder, { recursive: true });
  const window = await Window.start();
  const take = async (name: string): Promise<void> => {
    // Transitions end, pictures of pages arrive.
    await new Promise((later) => setTimeout(later, 1500));
    writeFileSync(join(folder, `window-${name}.png`), window.picture());
  };
  try {
    await window.says(zh.cases.welcome.start);
    await take("welcome");
    await pastWelcome(window);
    await window.press(zh.cases.sample);
    await window.says("示例", 60);

    await toView(window, zh.shell.nav.materials);
    await window.says("聊天记录_周航.csv");
    await take("materials");

    await toView(window, zh.shell.nav.timeline);
    await new Promise((later) => setTimeout(later, 1500));
    await window.keys("n");
    await take("timeline");

    await toView(window, zh.shell.nav.links);
    await window.press("2025-04-18", "[role=row]");
    await window.keys(Key.ENTER);
    await take("links");

    await toView(window, zh.shell.nav.findings);
    await take("findings");

    await toView(window, zh.shell.nav.dossier);
    await new Promise((later) => setTimeout(later, 4000));
    await take("dossier");

    await toView(window, zh.shell.nav.custody);
    await window.press(zh.custody.checkNow);
    await window.says(zh.custody.good, 60);
    await take("custody");

    await toView(window, zh.shell.nav.settings);
    await take("settings");
  } finally {
    await window.end();
  }
});
