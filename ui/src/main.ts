/** The window's first line: the page over the real program. */
import { mount } from "svelte";
import App from "./App.svelte";
import { tauriBackend } from "./lib/api/tauri";
import "./styles/tokens.css";
import "./styles/base.css";

const target = document.getElementById("window");
if (target === null) throw new Error("index.html has no place for the window");
mount(App, { target, props: { backend: tauriBackend() } });
