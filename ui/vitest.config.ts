/** Tests of words, state and components in jsdom, with a fake back end. */
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/fake/jsdom.ts"],
    // A machine that is busy elsewhere is slow, not wrong.
    expect: { poll: { timeout: 5_000 } },
  },
});
