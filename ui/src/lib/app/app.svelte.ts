/** The state of the window: the open case, where one is, what is going on, what was told; and the ways to change it. */
import { getContext, setContext } from "svelte";
import { setLanguage, t } from "../../i18n/index.svelte";
import type { Backend } from "../api/backend";
import type { Decision } from "../api/generated/Decision";
import type { FrameEvent } from "../api/generated/FrameEvent";
import type { Jump } from "../api/generated/Jump";
import type { NewCaseForm } from "../api/generated/NewCaseForm";
import type { Opened } from "../api/generated/Opened";
import type { Overview } from "../api/generated/Overview";
import type { Preferences } from "../api/generated/Preferences";
import type { Start } from "../api/generated/Start";
import type { Trouble } from "../api/generated/Trouble";
import { troubleOf } from "../api/trouble";
import { Answers, isActionId } from "./actions";
import { destination, type Payloads, type Route, type View } from "./route";
import { Toasts } from "./toasts.svelte";
import { CaseUnlocking } from "./unlocking.svelte";
import { Works, type Work } from "./works.svelte";

/** Which of the frame's own dialogs is open. */
export type FrameDialog = "shortcuts" | "about" | "close" | null;

export class App {
  readonly backend: Backend;
  readonly answers = new Answers();
  readonly toasts = new Toasts();
  readonly works: Works;
  readonly unlocking: CaseUnlocking;

  /** Null until the program has answered. */
  started = $state.raw<Start | null>(null);
  /** Why the window could not start. */
  trouble = $state.raw<Trouble | null>(null);
  preferences = $state.raw<Preferences>({ language: null, theme: "system", welcomed: true });
  /** The open case; null without one. */
  overview = $state.raw<Overview | null>(null);
  route = $state.raw<Route>({ view: "cases", payload: {}, visit: 0 });
  /** Grows whenever the data of the case may have changed: what shows it reads anew. */
  changes = $state(0);
  dialog = $state<FrameDialog>(null);
  /** The folder of the case, not encrypted, that the open one was made of just now; until its user puts the note away. */
  leftBehind = $state.raw<string | null>(null);
  /** Asks before something on screen that is not kept yet is left; true where it may be. Null where nothing is. */
  held: (() => Promise<boolean>) | null = null;
  /** Whether something hovers over the window that would be dropped. */
  dropping = $state(false);

  #memory = new Map<string, unknown>();

  constructor(backend: Backend) {
    this.backend = backend;
    this.works = new Works(backend, this.toasts);
    this.unlocking = new CaseUnlocking(this);
  }

  /** Whether the open case takes changes. */
  get writable(): boolean {
    return this.overview !== null && this.overview.read_only === null;
  }

  get mac(): boolean {
    return this.started?.platform === "macos";
  }

  /** Begins: preferences, language, the case that was asked for. */
  async start(): Promise<void> {
    try {
      const started = await this.backend.start();
      setLanguage(started.language);
      this.preferences = started.preferences;
      this.started = started;
      await this.backend.listen((event) => this.hear(event));
      if (started.open !== null) await this.openCase(started.open);
    } catch (thrown) {
      this.trouble = troubleOf(thrown);
    }
  }

  /** What the frame of the window tells. */
  hear(event: FrameEvent): void {
    switch (event.type) {
      case "menu":
        if (isActionId(event.action)) this.answers.run(event.action);
        break;
      case "drag-over":
        this.dropping = true;
        break;
      case "drag-leave":
        this.dropping = false;
        break;
      case "dropped":
        this.dropping = false;
        this.onDropped(event.paths);
        break;
      case "open":
        void this.openCase(event.folder);
        break;
      case "close-asked":
        void this.#closeAsked();
        break;
    }
  }

  /** Goes to a view; the payload says what to show there. */
  go<V extends View>(view: V, ...payload: Partial<[Payloads[V]]>): void {
    if (this.held !== null && view !== this.route.view) {
      void this.held().then((may) => {
        if (may) this.#show(view, payload[0] ?? {});
      });
    } else {
      this.#show(view, payload[0] ?? {});
    }
  }

  #show<V extends View>(view: V, payload: Payloads[V]): void {
    const route = { view, payload, visit: this.route.visit + 1 };
    // TypeScript cannot see that a view and its own payload stay together through a generic.
    this.route = route as Route;
  }

  async #closeAsked(): Promise<void> {
    if (this.works.current !== null && this.works.current.kind !== "preview") this.dialog = "close";
    else if (this.held === null || (await this.held())) await this.attempt(this.backend.closeWindow());
  }

  /** Goes to the link, message, transfer or material that something is about; false where it leads nowhere. */
  jump(jump: Jump): boolean {
    const where = destination(jump);
    if (where === null) return false;
    this.go(where.view, where.payload);
    return true;
  }

  /** Files were dropped on the window, or chosen: the materials take them in. */
  onDropped(paths: string[]): void {
    if (!this.writable || paths.length === 0) return;
    this.go("materials", { paths });
  }

  /** Opens a case; true where it is open now. Of an encrypted one the passphrase is asked for, in the frame. */
  async openCase(folder: string): Promise<boolean> {
    if (this.works.refuseIfBusy()) return false;
    if (this.held !== null && !(await this.held())) return false;
    try {
      return this.took(await this.backend.openCase(folder, null));
    } catch (thrown) {
      const trouble = troubleOf(thrown);
      if (trouble.code === "locked") this.unlocking.ask(folder);
      else this.toasts.trouble(trouble);
      return false;
    }
  }

  async openSample(): Promise<boolean> {
    if (this.works.refuseIfBusy()) return false;
    if (this.held !== null && !(await this.held())) return false;
    const opened = await this.attempt(
      this.works.run("sample", (work) =>
        this.backend.openSample((progress) => work.hearAdding(progress)),
      ),
    );
    return opened !== null && this.took(opened);
  }

  /** Makes a case, an encrypted one where there is a passphrase, and opens it; refused with a Trouble, for the form to show. */
  async createCase(form: NewCaseForm, passphrase: string | null): Promise<void> {
    this.took({ type: "here", overview: await this.backend.createCase(form, passphrase) });
  }

  /** Writes an encrypted copy of the open case and opens the copy; refused with a Trouble, for the dialog to show. */
  async encryptCase(passphrase: string, begun: (work: Work) => void): Promise<void> {
    const former = this.overview?.folder ?? null;
    const overview = await this.works.run("encrypt", (work) => {
      begun(work);
      return this.backend.encryptCase(passphrase, (progress) => work.hear(progress));
    });
    this.#memory.clear();
    this.changed(overview);
    this.leftBehind = former;
    this.#show("settings", {});
  }

  async closeCase(): Promise<void> {
    if (this.works.refuseIfBusy()) return;
    if (this.held !== null && !(await this.held())) return;
    if ((await this.attempt(this.backend.closeCase().then(() => true))) === null) return;
    this.#memory.clear();
    this.leftBehind = null;
    this.overview = null;
    this.go("cases");
  }

  #refreshes = 0;

  /** Reads the overview anew and lets every view read its data anew. */
  async refresh(): Promise<void> {
    const mine = ++this.#refreshes;
    const overview = await this.attempt(this.backend.overview());
    // A later answer knows more than an earlier one, whichever arrives first.
    if (overview !== null && mine === this.#refreshes) this.changed(overview);
  }

  /** A use case gave the overview as it is now. */
  changed(overview: Overview): void {
    this.#refreshes += 1;
    this.overview = overview;
    this.changes += 1;
  }

  /** Decides on a link or corrects a record; true where it was kept. Trouble is told in a toast. */
  async decide(decision: Decision): Promise<boolean> {
    const overview = await this.attempt(this.backend.decide(decision));
    if (overview !== null) this.changed(overview);
    return overview !== null;
  }

  /** Takes the last decision back, and goes to the link that it was about where links are shown. */
  async undo(): Promise<void> {
    const undone = await this.attempt(this.backend.undo());
    if (undone === null) return;
    await this.refresh();
    this.toasts.tell(t.shell.told.undone(undone.words));
    if (undone.link !== null && this.route.view === "links") this.go("links", { link: undone.link });
  }

  /** Keeps what the user chose, at once on screen. */
  async prefer(change: Partial<Preferences>): Promise<void> {
    this.preferences = { ...this.preferences, ...change };
    if (this.preferences.language !== null) setLanguage(this.preferences.language);
    await this.attempt(this.backend.setPreferences(this.preferences));
    // What the program says is read again in its new language.
    if (change.language !== undefined && this.overview !== null) await this.refresh();
  }

  /** Waits for something; trouble is told in a toast and gives null. */
  async attempt<T>(promise: Promise<T>): Promise<T | null> {
    try {
      return await promise;
    } catch (thrown) {
      this.toasts.trouble(troubleOf(thrown));
      return null;
    }
  }

  /**
   * What a view keeps while the case is open, though it leaves the screen: made once, then the same.
   *
   * It is made under a root of its own: what it derives would stand still once the view that asked first is gone.
   */
  recall<T>(key: string, make: () => T): T {
    if (!this.#memory.has(key)) $effect.root(() => void this.#memory.set(key, make()));
    return this.#memory.get(key) as T;
  }

  /** Shows what was opened; false where another window has it. */
  took(opened: Opened): boolean {
    this.unlocking.dismiss();
    if (opened.type === "elsewhere") {
      this.toasts.tell(t.shell.told.elsewhere);
      return false;
    }
    this.#memory.clear();
    this.leftBehind = null;
    this.changed(opened.overview);
    this.go(opened.overview.artifacts === 0 ? "materials" : "timeline");
    return true;
  }
}

const key = Symbol("app");

/** Gives the window's state to every component below. */
export function provideApp(app: App): App {
  return setContext(key, app);
}

/** For tests: the context that {@link useApp} reads. */
export function appContext(app: App): Map<symbol, App> {
  return new Map([[key, app]]);
}

/** The window's state; only while a component is made. */
export function useApp(): App {
  return getContext<App>(key);
}
