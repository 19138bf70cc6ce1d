/** Takes the README's pictures of the window: no test, but driven like one. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["pictures.ts"], testTimeout: 180_000, hookTimeout: 60_000 },
});
