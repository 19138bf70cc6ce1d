/** Measures the window: no test, but driven like one. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["measure.ts"], testTimeout: 600_000, hookTimeout: 60_000 },
});
