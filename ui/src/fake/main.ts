/** The first line of the test page: the same window over the imitated program, as the address's query asks. */
import { mount, type Component } from "svelte";
import AppWindow from "../App.svelte";
import { fakeBackend, type FakeOptions } from "../lib/api/fake";
import { App, appContext } from "../lib/app/app.svelte";
import { views } from "../lib/app/route";
import "../styles/tokens.css";
import "../styles/base.css";

declare global {
  interface Window {
    /** For tests of screens: the window's state, and the imitated program behind it. */
    juzheng: { app: App; backend: ReturnType<typeof fakeBackend> };
  }
}

const query = new URLSearchParams(location.search);
const options: FakeOptions = {
  messages: Number(query.get("messages") ?? 600),
  language: query.get("lang") === "en" ? "en" : "zh",
  empty: query.has("empty"),
  closed: query.has("closed"),
  readOnly: query.has("readOnly"),
  shifted: query.has("shifted"),
  damaged: query.has("damaged"),
  strangers: query.has("strangers"),
  sealed: query.has("sealed"),
  encrypted: query.has("encrypted"),
  pictures: Number(query.get("pictures") ?? 0),
};
const theme = query.get("theme");
if (theme === "light" || theme === "dark") options.theme = theme;
const step = query.get("step");
if (step !== null) options.stepMs = Number(step);

const backend = fakeBackend(options);
const app = new App(backend);
window.juzheng = { app, backend };

const target = document.getElementById("window");
if (target === null) throw new Error("fake.html has no place for the window");
if (query.has("gallery")) {
  void import("./Gallery.svelte").then((gallery: { default: Component }) => {
    document.documentElement.dataset["theme"] = theme ?? "light";
    mount(gallery.default, { target, context: appContext(app) });
  });
} else {
  mount(AppWindow, { target, props: { backend, app } });
}

const view = views.find((one) => one === query.get("view"));
if (view !== undefined) {
  const wait = setInterval(() => {
    if (app.overview === null && view !== "cases") return;
    if (app.started === null) return;
    clearInterval(wait);
    app.go(view);
  }, 10);
}
