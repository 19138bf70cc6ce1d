/** How the window is built: `index.html` into `dist`, and in mode `fake` the test page `fake.html` into `.fake-dist`. */
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  base: "./",
  clearScreen: false,
  server: { port: 5173, strictPort: true, host: "127.0.0.1" },
  build: {
    // WebKitGTK 2.40 and newer.
    target: "safari15",
    outDir: mode === "fake" ? ".fake-dist" : "dist",
    emptyOutDir: true,
    // The page's security policy allows no inline script, style or data font.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    reportCompressedSize: false,
    rolldownOptions: { input: mode === "fake" ? "fake.html" : "index.html" },
  },
}));
