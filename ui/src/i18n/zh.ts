/** All words of the window in Chinese, which is the original: the shape that every other language must have. */
import { cases } from "./zh/cases";
import { custody } from "./zh/custody";
import { dossier } from "./zh/dossier";
import { encryption } from "./zh/encryption";
import { errors } from "./zh/errors";
import { findings } from "./zh/findings";
import { links } from "./zh/links";
import { materials } from "./zh/materials";
import { sealing } from "./zh/sealing";
import { pictures } from "./zh/pictures";
import { settings } from "./zh/settings";
import { shell } from "./zh/shell";
import { terms } from "./zh/terms";
import { timeline } from "./zh/timeline";

export const zh = {
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
