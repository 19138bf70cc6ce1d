/** The review of a screenshot in the real window: read by the machine, corrected, confirmed and hidden, by keys and drag. */
import { Key } from "selenium-webdriver";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Window } from "./driver";
import { newCase, screenshots, toView } from "./steps";
import { zh } from "./words";

let window: Window;

beforeEach(async () => {
  window = await Window.start();
});

afterEach(async (context) => {
  if (context.task.result?.state === "fail") window.keepPicture(context.task.name);
  await window.end();
});

const said = (): Promise<string> => window.run("return document.querySelector('main').innerText");

test("a screenshot is read, corrected and confirmed by keys, and is not called unchecked any more", async () => {
  await newCase(window, "截图");
  window.choose({ files: screenshots(window.home, 1) });
  await window.press(zh.materials.addFiles);
  await window.says(zh.materials.adding.finished, 100);
  await toView(window, zh.shell.nav.pictures);
  await window.find(".sheet button[data-record]");
  await window.says(zh.pictures.machine);

  // From the list to the readings, and into the form of the first message.
  await window.run("document.querySelector('[role=grid]').focus()");
  await window.keys(Key.ENTER);
  await window.find('li[data-row] [role="button"]:focus');
  await window.keys(Key.ENTER);
  await window.find("form textarea:focus");
  await window.chord(Key.CONTROL, "a");
  await window.keys("对照原图更正过的话");
  await window.chord(Key.CONTROL, Key.ENTER);

  await window.says(zh.pictures.check.done);
  const after = await said();
  expect(after).toContain("对照原图更正过的话");
  expect(after).toContain(zh.pictures.mark.corrected);
  expect(after).not.toContain(zh.pictures.machine);
  await toView(window, zh.shell.nav.materials);
  await window.find("[role=row]");
  expect(await said()).not.toContain(zh.pictures.machine);
});

test("a box is drawn on a picture and hidden, shown again, and the step is taken back", async () => {
  await newCase(window, "遮盖");
  window.choose({ files: screenshots(window.home, 1) });
  await window.press(zh.materials.addFiles);
  await window.says(zh.materials.adding.finished, 100);
  await toView(window, zh.shell.nav.pictures);
  await window.find(".sheet button[data-record]");
  await window.press(zh.pictures.cover.mode);
  await window.says(zh.pictures.cover.count(0));
  await window.drag(".sheet", [30, 80], [150, 130]);
  await window.says(zh.pictures.cover.count(1));
  await window.press(zh.pictures.cover.remove(1));
  await window.says(zh.pictures.cover.count(0));
  await window.chord(Key.CONTROL, "z");
  await window.says(zh.pictures.cover.count(1));
  await window.press(zh.pictures.cover.done);
  await window.says(zh.pictures.cover.note);
});
