/** How a test puts a component on screen: with the window's state around it, over an imitated program. */
import { render } from "@testing-library/svelte";
import type { Component, ComponentProps } from "svelte";
import { fakeBackend, type FakeBackend, type FakeOptions } from "../lib/api/fake";
import { App, appContext } from "../lib/app/app.svelte";

/** The window's state, begun: the case of the options is open. */
export async function startedApp(options: FakeOptions = {}): Promise<{ app: App; backend: FakeBackend }> {
  const backend = fakeBackend({ stepMs: 1, ...options });
  const app = new App(backend);
  await app.start();
  return { app, backend };
}

/** A component in the window's context. */
export function renderIn<P extends Record<string, unknown>>(
  app: App,
  component: Component<P>,
  props: ComponentProps<Component<P>>,
): ReturnType<typeof render> {
  return render(component as Component, { props, context: appContext(app) });
}
