/** Draws a set of pictures with their truth: `node generate.mjs --seed N --count N --out DIR [--variant V]`. */
import { parseArgs } from "node:util";
import { makeSet } from "./story/sets.mjs";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, count: { type: "string", default: "10" }, out: { type: "string" }, variant: { type: "string", default: "base" } },
});
if (values.out === undefined) throw new Error("say where to: --out DIR");
const truths = await makeSet({
  seed: values.seed, count: Number(values.count), folder: values.out,
  variant: /** @type {import("./render/write.mjs").Variant} */ (values.variant),
});
console.log(`${truths.length} pictures in ${values.out}`);
