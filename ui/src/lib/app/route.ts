/** Where the window is: a view, and what it was asked to show there. */
import type { Target } from "../api/backend";
import type { DossierTarget } from "../api/generated/DossierTarget";
import type { Jump } from "../api/generated/Jump";
import type { PictureShow } from "../api/generated/PictureShow";
import type { Verdict } from "../api/generated/Verdict";

/** The pages of the view of seals and packages. */
export type PackageSection = "seal" | "pack" | "check";

/** What each view can be asked to show when it is gone to. */
export interface Payloads {
  /** `form`: open the form of a new case. */
  cases: { form?: "new" };
  /** `paths`: add these now (dropped, or chosen); `artifact`: open it in the side panel, with the row lit or at its page. */
  materials: { paths?: string[]; artifact?: string; line?: number | null; sheet?: string | null; page?: number | null };
  /** `artifact`: look at this picture, at the record or the place on it; `show`: only these. */
  pictures: { artifact?: string; record?: string; bounds?: readonly [number, number, number, number] | null; show?: PictureShow };
  timeline: { target?: Target };
  links: { link?: string; verdicts?: Verdict[] };
  findings: { code?: string };
  dossier: { export?: boolean; find?: DossierTarget };
  custody: { check?: boolean };
  /** `section`: the page of the view. */
  package: { section?: PackageSection };
  settings: { party?: number };
}

export type View = keyof Payloads;

/**
 * In the order of the navigation, which is that of Ctrl+1 … Ctrl+8; the review of pictures, a part of the materials, has Ctrl+9; seals and packages,
 * which came later, have Ctrl+Shift+P, so that no key that is known changes its meaning.
 */
export const views = [
  "cases",
  "materials",
  "pictures",
  "timeline",
  "links",
  "findings",
  "dossier",
  "custody",
  "package",
  "settings",
] as const satisfies readonly View[];

/** A view with its payload; `visit` grows with every going, so that asking for the same place twice is seen. */
export type Route = { [V in View]: { view: V; payload: Payloads[V]; visit: number } }[View];

/** Where a jump leads: the first that is there is meant; null where nothing is. */
export function destination(
  jump: Jump,
):
  | { view: "links"; payload: Payloads["links"] }
  | { view: "timeline"; payload: Payloads["timeline"] }
  | { view: "pictures"; payload: Payloads["pictures"] }
  | { view: "materials"; payload: Payloads["materials"] }
  | null {
  if (jump.link !== null) return { view: "links", payload: { link: jump.link } };
  if (jump.message !== null) {
    return { view: "timeline", payload: { target: { message: jump.message } } };
  }
  if (jump.transfer !== null) {
    return { view: "timeline", payload: { target: { transfer: jump.transfer } } };
  }
  if (jump.artifact !== null) {
    const { artifact, line, sheet, page, picture, bounds } = jump;
    if (picture) return { view: "pictures", payload: { artifact, bounds } };
    return { view: "materials", payload: { artifact, line, sheet, page } };
  }
  return null;
}
