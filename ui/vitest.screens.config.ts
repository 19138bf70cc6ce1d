/** Tests of whole screens in Chromium, against the built fake page under the page's real security policy. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["screens/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A machine that is busy elsewhere is slow, not wrong.
    expect: { poll: { timeout: 10_000 } },
    retry: 1,
    // Two cores: one browser at a time.
    fileParallelism: false,
  },
});
