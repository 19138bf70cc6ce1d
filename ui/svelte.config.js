/** How Svelte compiles the window: runes everywhere; styles leave as files, because the page allows no inline ones. */
import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default {
  preprocess: vitePreprocess(),
  // Runes for our own code only: libraries choose for themselves.
  vitePlugin: {
    dynamicCompileOptions: ({ filename }) =>
      filename.includes("node_modules") ? undefined : { runes: true },
  },
};
