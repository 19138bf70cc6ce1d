/** The words of the window in the chosen language: `t.area.word`, read anew wherever the language is switched. */
import type { Language } from "../lib/api/generated/Language";
import { en } from "./en";
import { zh } from "./zh";

/** Every word, by area. */
export type Words = typeof zh;

const all: Record<Language, Words> = { zh, en };
let chosen = $state<Language>("zh");

/** The words of one language, for what must not follow the switch (tests). */
export function wordsIn(language: Language): Words {
  return all[language];
}

/** Switches every word that is on screen. */
export function setLanguage(language: Language): void {
  chosen = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

export const language = {
  get current(): Language {
    return chosen;
  },
};

/** The words now: reactive wherever it is read in markup, `$derived` or `$effect`. */
export const t: Words = {
  get shell() {
    return all[chosen].shell;
  },
  get terms() {
    return all[chosen].terms;
  },
  get cases() {
    return all[chosen].cases;
  },
  get materials() {
    return all[chosen].materials;
  },
  get pictures() {
    return all[chosen].pictures;
  },
  get timeline() {
    return all[chosen].timeline;
  },
  get links() {
    return all[chosen].links;
  },
  get findings() {
    return all[chosen].findings;
  },
  get dossier() {
    return all[chosen].dossier;
  },
  get custody() {
    return all[chosen].custody;
  },
  get sealing() {
    return all[chosen].sealing;
  },
  get settings() {
    return all[chosen].settings;
  },
  get encryption() {
    return all[chosen].encryption;
  },
  get errors() {
    return all[chosen].errors;
  },
};
