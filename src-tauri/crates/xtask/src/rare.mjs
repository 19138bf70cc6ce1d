// Joins the slices of a font for rare Han signs (CJK Extensions B to F) into one TrueType file:
// node rare.mjs FOLDER-OF-THE-PACKAGE OUT.ttf
//
// The package holds the font cut into slices of at most 1,024 signs, packed for browsers. Each slice is unpacked, and
// outlines, widths and characters are put one after the other. The same slices give the same bytes.

import { createRequire } from "node:module";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const [folder, out] = process.argv.slice(2);
const { decompress } = createRequire(resolve("package.json"))("wawoff2");

/** The tables of a font by their names. */
function tables(font) {
  const found = new Map();
  for (let ix = 0; ix < font.readUInt16BE(4); ix++) {
    const at = 12 + 16 * ix;
    const from = font.readUInt32BE(at + 8);
    found.set(font.toString("latin1", at, at + 4), font.subarray(from, from + font.readUInt32BE(at + 12)));
  }
  return found;
}

/** Characters and their glyphs, from the table of characters in its format for all planes. */
function characters(cmap) {
  for (let ix = 0; ix < cmap.readUInt16BE(2); ix++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + 8 * ix + 4));
    if (table.readUInt16BE(0) !== 12) continue;
    const groups = [];
    for (let group = 0; group < table.readUInt32BE(12); group++) {
      const at = 16 + 12 * group;
      groups.push([table.readUInt32BE(at), table.readUInt32BE(at + 4), table.readUInt32BE(at + 8)]);
    }
    return groups;
  }
  throw new Error("a slice without characters beyond the basic plane");
}

const slices = [];
for (const name of readdirSync(folder)) {
  if (!/^HanaMinB\.CJK-Unified-Ideographs-Extension-[B-F](-\d+)?\.woff2$/.test(name)) continue;
  const slice = tables(Buffer.from(await decompress(readFileSync(join(folder, name)))));
  slices.push({ slice, groups: characters(slice.get("cmap")) });
}
slices.sort((one, other) => one.groups[0][0] - other.groups[0][0]);

const [outlines, offsets, widths, groups] = [[], [0], [], []];
const bounds = [0x7fff, 0x7fff, -0x8000, -0x8000];
let [length, most] = [0, Buffer.from(slices[0].slice.get("maxp"))];
for (const [ix, { slice, groups: own }] of slices.entries()) {
  const [head, loca, glyf, hmtx, maxp] = ["head", "loca", "glyf", "hmtx", "maxp"].map((name) => slice.get(name));
  const measured = slice.get("hhea").readUInt16BE(34);
  const long = head.readInt16BE(50) === 1;
  const offset = (glyph) => (long ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph));
  // The sign for what is missing comes from the first slice only.
  const first = ix === 0 ? 0 : 1;
  const begins = offsets.length - 1 - first;
  for (let glyph = first; glyph < maxp.readUInt16BE(4); glyph++) {
    const outline = glyf.subarray(offset(glyph), offset(glyph + 1));
    if (outline.length > 0 && outline.readInt16BE(0) < 0) throw new Error("a glyph made of others");
    const padded = Buffer.alloc((outline.length + 3) & ~3);
    outline.copy(padded);
    outlines.push(padded);
    offsets.push((length += padded.length));
    const advance = hmtx.readUInt16BE(4 * Math.min(glyph, measured - 1));
    const bearing = glyph < measured ? 4 * glyph + 2 : 4 * measured + 2 * (glyph - measured);
    const metric = Buffer.alloc(4);
    metric.writeUInt16BE(advance, 0);
    metric.writeInt16BE(hmtx.readInt16BE(bearing), 2);
    widths.push(metric);
  }
  for (const [from, to, glyph] of own) if (from >= 0x20000) groups.push([from, to, glyph + begins]);
  for (let side = 0; side < 4; side++) {
    bounds[side] = Math[side < 2 ? "min" : "max"](bounds[side], head.readInt16BE(36 + 2 * side));
  }
  for (let at = 6; at < maxp.length; at += 2) {
    most.writeUInt16BE(Math.max(most.readUInt16BE(at), maxp.readUInt16BE(at)), at);
  }
}

const [base, glyphs] = [slices[0].slice, offsets.length - 1];
if (glyphs > 0xffff) throw new Error("more glyphs than a font can hold");
most.writeUInt16BE(glyphs, 4);
const head = Buffer.from(base.get("head"));
head.writeUInt32BE(0, 8);
bounds.forEach((bound, side) => head.writeInt16BE(bound, 36 + 2 * side));
head.writeInt16BE(1, 50);
const hhea = Buffer.from(base.get("hhea"));
hhea.writeUInt16BE(glyphs, 34);
const loca = Buffer.alloc(4 * offsets.length);
offsets.forEach((offset, ix) => loca.writeUInt32BE(offset, 4 * ix));
const cmap = Buffer.alloc(12 + 16 + 12 * groups.length);
cmap.writeUInt16BE(1, 2);
[3, 10].forEach((number, ix) => cmap.writeUInt16BE(number, 4 + 2 * ix));
cmap.writeUInt32BE(12, 8);
cmap.writeUInt16BE(12, 12);
cmap.writeUInt32BE(16 + 12 * groups.length, 16);
cmap.writeUInt32BE(groups.length, 24);
groups.flat().forEach((number, ix) => cmap.writeUInt32BE(number, 28 + 4 * ix));
const post = Buffer.alloc(32);
post.writeUInt32BE(0x30000, 0);

const parts = Object.entries({
  "OS/2": base.get("OS/2"),
  cmap,
  glyf: Buffer.concat(outlines),
  head,
  hhea,
  hmtx: Buffer.concat(widths),
  loca,
  maxp: most,
  name: base.get("name"),
  post,
});
const directory = Buffer.alloc(12 + 16 * parts.length);
directory.writeUInt32BE(0x10000, 0);
directory.writeUInt16BE(parts.length, 4);
const power = Math.floor(Math.log2(parts.length));
[16 << power, power, 16 * (parts.length - (1 << power))].forEach((n, ix) => directory.writeUInt16BE(n, 6 + 2 * ix));
const written = [directory];
let at = directory.length;
for (const [ix, [name, bytes]] of parts.entries()) {
  const padded = Buffer.alloc((bytes.length + 3) & ~3);
  bytes.copy(padded);
  let sum = 0;
  for (let word = 0; word < padded.length; word += 4) sum = (sum + padded.readUInt32BE(word)) >>> 0;
  directory.write(name, 12 + 16 * ix, "latin1");
  [sum, at, bytes.length].forEach((n, word) => directory.writeUInt32BE(n, 16 + 16 * ix + 4 * word));
  written.push(padded);
  at += padded.length;
}
writeFileSync(out, Buffer.concat(written));
