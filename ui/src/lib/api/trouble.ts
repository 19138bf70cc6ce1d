/** Why something could not be done, whatever was thrown. */
import { t } from "../../i18n/index.svelte";
import type { Trouble } from "./generated/Trouble";

function isTrouble(thrown: unknown): thrown is Trouble {
  return (
    typeof thrown === "object" &&
    thrown !== null &&
    "code" in thrown &&
    typeof thrown.code === "string" &&
    Object.hasOwn(t.errors.hint, thrown.code) &&
    "message" in thrown &&
    typeof thrown.message === "string"
  );
}

/** What was thrown, as a Trouble: one of the program stays as it is, anything else is said in a plain sentence. */
export function troubleOf(thrown: unknown): Trouble {
  return isTrouble(thrown) ? thrown : { code: "unreadable", message: t.errors.unexpected };
}
