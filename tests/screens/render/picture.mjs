/** Pictures that Chromium's own capture does not give: shrunk ones, and ones longer than it can take at once. */

/** A blank page to work in. @param {import("playwright-core").Page} page */
async function bench(page) {
  const context = await /** @type {import("playwright-core").Browser} */ (page.context().browser()).newContext();
  return context.newPage();
}

/** A PNG as a JPEG of another size. @param {import("playwright-core").Page} page @param {Buffer} png @param {{ width: number, height: number, quality: number }} to @returns {Promise<Buffer>} */
export async function shrunk(page, png, to) {
  const at = await bench(page);
  try {
    const base64 = await at.evaluate(async ({ png: bytes, to: size }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${bytes}`;
      await image.decode();
      const whole = await createImageBitmap(image, { resizeWidth: size.width, resizeHeight: size.height, resizeQuality: "high" });
      const canvas = document.createElement("canvas");
      canvas.width = size.width;
      canvas.height = size.height;
      canvas.getContext("2d")?.drawImage(whole, 0, 0);
      return canvas.toDataURL("image/jpeg", size.quality / 100).split(",")[1] ?? "";
    }, { png: png.toString("base64"), to });
    return Buffer.from(base64, "base64");
  } finally {
    await at.context().close();
  }
}

/** A long capture, taken in pieces and stitched. @param {import("playwright-core").Page} page @param {{ width: number, height: number, scale: number }} size points @returns {Promise<Buffer>} */
export async function stitched(page, { width, height, scale }) {
  const step = 1000;
  await page.evaluate((tall) => {
    const screen = document.querySelector(".screen");
    if (screen instanceof HTMLElement) screen.style.height = `${tall}px`;
  }, height);
  await page.setViewportSize({ width, height: step });
  const at = await bench(page);
  try {
    await at.evaluate(([w, h]) => {
      const canvas = document.createElement("canvas");
      canvas.width = /** @type {number} */ (w);
      canvas.height = /** @type {number} */ (h);
      document.body.append(canvas);
    }, [Math.round(width * scale), Math.round(height * scale)]);
    for (let top = 0; top < height; top += step) {
      const from = Math.min(top, height - step);
      await page.evaluate((y) => scrollTo(0, y), from);
      const piece = (await page.screenshot()).toString("base64");
      await at.evaluate(async ({ piece: bytes, y }) => {
        const image = new Image();
        image.src = `data:image/png;base64,${bytes}`;
        await image.decode();
        document.querySelector("canvas")?.getContext("2d")?.drawImage(image, 0, y);
      }, { piece, y: Math.round(from * scale) });
    }
    const base64 = await at.evaluate(() => document.querySelector("canvas")?.toDataURL("image/png").split(",")[1] ?? "");
    return Buffer.from(base64, "base64");
  } finally {
    await at.context().close();
  }
}
