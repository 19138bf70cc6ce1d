/** What a view keeps lives longer than the view that asked for it first. */
import { flushSync } from "svelte";
import { expect, it } from "vitest";
import { startedApp } from "../../fake/mounting";
import { Choice } from "../dossier/choice.svelte";

it("what is recalled goes on following its parts when the view that made it is gone", async () => {
  const { app } = await startedApp();
  const seen: (string | null)[] = [];
  const visit = (): (() => void) =>
    $effect.root(() => {
      const choice = app.recall("dossier.choice", () => new Choice());
      $effect(() => void seen.push(choice.form?.date ?? null));
    });
  const leave = visit();
  flushSync();
  leave();
  const back = visit();
  flushSync();
  app.recall("dossier.choice", () => new Choice()).date = "2026-02-28";
  flushSync();
  back();
  expect(seen).toEqual([null, null, "2026-02-28"]);
});
