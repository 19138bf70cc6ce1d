/**
 * What the page asks of the program, as one interface: `tauri.ts` asks the real one, `fake.ts` imitates it for tests.
 *
 * Every promise that is refused is refused with a {@link Trouble}. Long work tells its progress to a listener, can be
 * stopped with {@link Backend.stop}, and never blocks what only looks.
 */
import type { AddedFiles } from "./generated/AddedFiles";
import type { AddProgress } from "./generated/AddProgress";
import type { Audience } from "./generated/Audience";
import type { CaptureScope } from "./generated/CaptureScope";
import type { CheckPane } from "./generated/CheckPane";
import type { CustodyPane } from "./generated/CustodyPane";
import type { Decision } from "./generated/Decision";
import type { DossierForm } from "./generated/DossierForm";
import type { DossierMade } from "./generated/DossierMade";
import type { DossierPreview } from "./generated/DossierPreview";
import type { DossierTarget } from "./generated/DossierTarget";
import type { Effect } from "./generated/Effect";
import type { FindingGroup } from "./generated/FindingGroup";
import type { FindingPage } from "./generated/FindingPage";
import type { FrameEvent } from "./generated/FrameEvent";
import type { GapCause } from "./generated/GapCause";
import type { LinkDetail } from "./generated/LinkDetail";
import type { LinkPage } from "./generated/LinkPage";
import type { LinkQuery } from "./generated/LinkQuery";
import type { Material } from "./generated/Material";
import type { MaterialDetail } from "./generated/MaterialDetail";
import type { NewCaseForm } from "./generated/NewCaseForm";
import type { Opened } from "./generated/Opened";
import type { Overview } from "./generated/Overview";
import type { Packed } from "./generated/Packed";
import type { PackForm } from "./generated/PackForm";
import type { PageExhibit } from "./generated/PageExhibit";
import type { Picture } from "./generated/Picture";
import type { PicturePage } from "./generated/PicturePage";
import type { PictureQuery } from "./generated/PictureQuery";
import type { Preferences } from "./generated/Preferences";
import type { QueryPane } from "./generated/QueryPane";
import type { RecentCase } from "./generated/RecentCase";
import type { Reveals } from "./generated/Reveals";
import type { SealsPane } from "./generated/SealsPane";
import type { SettingsChange } from "./generated/SettingsChange";
import type { StampShape } from "./generated/StampShape";
import type { Start } from "./generated/Start";
import type { Surroundings } from "./generated/Surroundings";
import type { TablePage } from "./generated/TablePage";
import type { TextPage } from "./generated/TextPage";
import type { TimelineQuery } from "./generated/TimelineQuery";
import type { TimelineRow } from "./generated/TimelineRow";
import type { TimelineSummary } from "./generated/TimelineSummary";
import type { Undone } from "./generated/Undone";
import type { WorkProgress } from "./generated/WorkProgress";

/** Where a jump on the timeline goes. */
export type Target = { at: number } | { message: string } | { transfer: string };

export interface Backend {
  // the program

  /** What the window starts with. Called once. */
  start(): Promise<Start>;
  /** Hears the frame of the window from now on: menu, drops, a case to open, closing. Called once. */
  listen(hear: (event: FrameEvent) => void): Promise<void>;
  /** Keeps what the user chose; the menu changes its language too. */
  setPreferences(preferences: Preferences): Promise<void>;
  /** Cases that were open lately, the latest first. */
  recentCases(): Promise<RecentCase[]>;
  /** Takes a case off that list; the case itself stays. */
  forgetCase(folder: string): Promise<void>;
  /** Closes this window, whatever is going on (what is going on is stopped first). */
  closeWindow(): Promise<void>;
  /** Opens another window. */
  newWindow(): Promise<void>;

  // the system's own dialogs: null where the user cancels

  chooseCase(): Promise<string | null>;
  choosePlace(): Promise<string | null>;
  chooseFiles(): Promise<string[] | null>;
  chooseFolder(): Promise<string | null>;
  /** Where the dossier is to be written; `name` is proposed. */
  chooseDossierFile(name: string): Promise<string | null>;

  // the case

  /** With a passphrase the case is encrypted, and its folder does not tell its title. */
  createCase(form: NewCaseForm, passphrase: string | null): Promise<Overview>;
  /** An encrypted case without its passphrase is refused as `locked`, with another one as `wrong-passphrase`. */
  openCase(folder: string, passphrase: string | null): Promise<Opened>;
  /** Writes an encrypted copy beside the open case, and opens the copy; the case itself stays, unencrypted. */
  encryptCase(
    passphrase: string,
    listener: (progress: WorkProgress) => void,
  ): Promise<Overview>;
  /** Gives the open case, which is encrypted, another passphrase; copies of it keep theirs. */
  setPassphrase(passphrase: string): Promise<void>;
  /** Makes the sample case (or opens the one made before). */
  openSample(listener: (progress: AddProgress) => void): Promise<Opened>;
  closeCase(): Promise<void>;
  overview(): Promise<Overview>;
  /** Asks what is going on to stop; what was finished stays. */
  stop(): Promise<void>;

  // materials

  materials(): Promise<Material[]>;
  material(id: string): Promise<MaterialDetail>;
  /** Rows of an original from the `from`-th line or sheet row (1-based) on. */
  tablePage(id: string, sheet: string | null, from: number, count: number): Promise<TablePage>;
  /** Text of an original from a byte on. */
  textPage(id: string, from: number): Promise<TextPage>;
  addFiles(
    paths: string[],
    password: string | null,
    listener: (progress: AddProgress) => void,
  ): Promise<AddedFiles>;
  /** Tries a password on archives that are in the case already. */
  unlock(
    ids: string[],
    password: string,
    listener: (progress: AddProgress) => void,
  ): Promise<AddedFiles>;
  /** Writes a copy of an original to a place that the user chooses; null where the user cancels. */
  saveOriginal(id: string): Promise<string | null>;
  /** Digests (64 hex digits) that stand in the text of an original, at most 20, in their order; none in pictures and scans. */
  digestsIn(id: string): Promise<string[]>;
  /** Says which digest stands on a receipt, and for which material (null where the receipt does not say). A decision. */
  claimReceipt(id: string, digest: string, of: string | null): Promise<Overview>;

  // review of pictures

  /** Pictures in the order in which they are best checked. */
  pictures(query: PictureQuery, from: number, count: number): Promise<PicturePage>;
  /** The number of a picture under a query; null where the query hides it. */
  pictureFind(query: PictureQuery, id: string): Promise<number | null>;
  picture(id: string): Promise<Picture>;
  /** Says when pictures were captured (`2024-03-01 20:15`), and reads them again. */
  setCaptured(
    scope: CaptureScope,
    at: string,
    listener: (progress: AddProgress) => void,
  ): Promise<Overview>;

  // the timeline

  timeline(query: TimelineQuery): Promise<TimelineSummary>;
  timelineRows(query: TimelineQuery, from: number, count: number): Promise<TimelineRow[]>;
  /** The row nearest to an instant, a message or a transfer; null where the query hides it. */
  timelineFind(query: TimelineQuery, target: Target): Promise<number | null>;

  // links

  links(query: LinkQuery, from: number, count: number): Promise<LinkPage>;
  link(id: string): Promise<LinkDetail>;
  /** The row of a link under a query; null where the query hides it. */
  linkFind(query: LinkQuery, id: string): Promise<number | null>;
  /** Messages of the transfer's party: around one of them, or those that hold a text (nearest in time first). */
  surroundings(link: string, message: string | null, text: string): Promise<Surroundings>;
  gapCauses(): Promise<GapCause[]>;
  decide(decision: Decision): Promise<Overview>;
  undo(): Promise<Undone>;

  // findings

  findings(): Promise<FindingGroup[]>;
  findingPage(code: string, from: number, count: number): Promise<FindingPage>;

  // dossier

  previewDossier(
    form: DossierForm,
    listener: (progress: WorkProgress) => void,
  ): Promise<DossierPreview>;
  /** The files that a page (from 1) of a preview shows; none where the preview was let go. */
  dossierPage(token: number, page: number): Promise<PageExhibit[]>;
  /** The page (from 1) of a preview on which something stands first; null where nothing of it is printed. */
  dossierFind(token: number, target: DossierTarget): Promise<number | null>;
  exportDossier(
    form: DossierForm,
    path: string,
    listener: (progress: WorkProgress) => void,
  ): Promise<DossierMade>;
  /** Opens the exported dossier with the system's program. */
  openDossier(path: string): Promise<void>;
  /** Shows it, or a package that was written, in its folder. */
  showDossier(path: string): Promise<void>;
  /** Begins to drag it out of the window as a file; called when the pointer begins to drag. */
  dragDossier(path: string): Promise<void>;
  /** Shows the system's print dialog for it. */
  printDossier(path: string): Promise<void>;

  // seals, timestamps and packages

  /** The root of the case as it is now, and its seals, the latest first. */
  seals(): Promise<SealsPane>;
  /** Seals the case and prepares a query over its root; nothing leaves the computer. */
  prepareQuery(): Promise<QueryPane>;
  /** Sends the query that was prepared last to an authority, and keeps what it answers. */
  sendQuery(query: string, url: string): Promise<StampShape | null>;
  /** Writes the query that was prepared last to a place that the user chooses; null where the user cancels. */
  saveQuery(query: string, name: string): Promise<string | null>;
  /** Takes in a reply that the user chooses; null where the user cancels. */
  takeReply(): Promise<StampShape | null>;
  /** Trusts certificates that the user chooses, for all cases. */
  trustRoots(): Promise<void>;
  distrustRoots(name: string): Promise<void>;
  /** What a package would show of strangers and withhold; nothing is written. */
  weighPackage(audience: Audience): Promise<Reveals>;
  /** Where a package is to be written; `name` is proposed. Null where the user cancels. */
  choosePackagePlace(name: string): Promise<string | null>;
  choosePackageZip(): Promise<string | null>;
  /** With a passphrase it is an encrypted zip, whose name ends in `.zip.age`. */
  pack(
    form: PackForm,
    path: string,
    passphrase: string | null,
    listener: (progress: WorkProgress) => void,
  ): Promise<Packed>;
  /** Checks a package, or another case, that lies somewhere; an encrypted one is refused as by {@link Backend.openCase}. */
  checkPackage(
    path: string,
    passphrase: string | null,
    listener: (progress: WorkProgress) => void,
  ): Promise<CheckPane>;

  // custody and check

  custody(): Promise<CustodyPane[]>;
  check(listener: (progress: WorkProgress) => void): Promise<CheckPane>;

  // settings

  tryChange(change: SettingsChange): Promise<Effect>;
  change(change: SettingsChange): Promise<Overview>;

  // addresses of pictures: the window's own read-only scheme

  /** A small picture of an original. */
  thumbnailUrl(id: string): string;
  /** The whole picture of an original; of a PDF its page (from 1). */
  pictureUrl(id: string, page?: number): string;
  /** A slice (from 0) of a tall picture. */
  sliceUrl(id: string, slice: number): string;
  /** A page (from 1) of a dossier preview, so many pixels wide. */
  previewUrl(token: number, page: number, width: number): string;
}
