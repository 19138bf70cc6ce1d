/** All words of the window in English; a missing one is a type error. */
import { cases } from "./en/cases";
import { custody } from "./en/custody";
import { dossier } from "./en/dossier";
import { encryption } from "./en/encryption";
import { errors } from "./en/errors";
import { findings } from "./en/findings";
import { links } from "./en/links";
import { materials } from "./en/materials";
import { sealing } from "./en/sealing";
import { pictures } from "./en/pictures";
import { settings } from "./en/settings";
import { shell } from "./en/shell";
import { terms } from "./en/terms";
import { timeline } from "./en/timeline";
import type { zh } from "./zh";

export const en: typeof zh = {
  shell,
  terms,
  cases,
  materials,
  pictures,
  timeline,
  links,
  findings,
  dossier,
  custody,
  sealing,
  settings,
  encryption,
  errors,
};
