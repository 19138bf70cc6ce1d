/** The least EXIF that an iPhone writes into a capture: when, and that it is one; as PNG's `eXIf` chunk. */
import { dashed } from "../story/wall.mjs";

/** A TIFF block with DateTime, DateTimeOriginal and UserComment. @param {number} t */
function tiff(t) {
  const when = Buffer.from(`${dashed(t).replace("-", ":").replace("-", ":")}\0`, "ascii");
  const comment = Buffer.concat([Buffer.from("ASCII\0\0\0", "latin1"), Buffer.from("Screenshot", "ascii")]);
  const head = 8, first = 2 + 2 * 12 + 4, second = 2 + 2 * 12 + 4;
  const data = head + first + second;
  const out = Buffer.alloc(data + when.length * 2 + comment.length);
  out.write("MM\0*", 0, "latin1");
  out.writeUInt32BE(head, 4);
  /** @param {number} at @param {number} tag @param {number} type @param {number} count @param {number} value */
  const entry = (at, tag, type, count, value) => {
    out.writeUInt16BE(tag, at);
    out.writeUInt16BE(type, at + 2);
    out.writeUInt32BE(count, at + 4);
    out.writeUInt32BE(value, at + 8);
  };
  out.writeUInt16BE(2, head);
  entry(head + 2, 0x0132, 2, when.length, data);
  entry(head + 14, 0x8769, 4, 1, head + first);
  const exif = head + first;
  out.writeUInt16BE(2, exif);
  entry(exif + 2, 0x9003, 2, when.length, data + when.length);
  entry(exif + 14, 0x9286, 7, comment.length, data + when.length * 2);
  when.copy(out, data);
  when.copy(out, data + when.length);
  comment.copy(out, data + when.length * 2);
  return out;
}

/** The PNG with EXIF in it. @param {Buffer} png @param {number} t */
export function withExif(png, t) {
  const body = Buffer.concat([Buffer.from("eXIf", "ascii"), tiff(t)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc(body), body.length + 4);
  // Behind the signature and IHDR.
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

/** @param {Buffer} bytes */
function crc(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) {
    c ^= byte;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  }
  return (c ^ 0xffffffff) >>> 0;
}
