import { checkSize, PictureFault } from './picture.js';
import type { Raster } from './raster.js';

const PLAIN = 0;
const BIT_FIELDS = 3;
const DEPTHS = new Set([1, 4, 8, 16, 24, 32]);

type Pixel = (
  row: number,
  column: number,
) => readonly [red: number, green: number, blue: number, alpha: number];

/** An uncompressed BMP. Throws `PictureFault`. */
export function decodeBmp(bytes: Buffer): Raster {
  if (bytes.length < 54) throw new PictureFault('The picture is cut off');
  const [start, headerSize] = [bytes.readUInt32LE(10), bytes.readUInt32LE(14)];
  const [width, rows] = [bytes.readInt32LE(18), bytes.readInt32LE(22)];
  const [depth, compression] = [bytes.readUInt16LE(28), bytes.readUInt32LE(30)];
  const height = Math.abs(rows);
  checkSize(width, height);
  const isKnown = compression === PLAIN || (compression === BIT_FIELDS && depth >= 16);
  if (headerSize < 40 || !DEPTHS.has(depth) || !isKnown) {
    throw new PictureFault('The picture is a BMP of a rare kind');
  }
  const stride = Math.ceil((width * depth) / 32) * 4;
  if (start + stride * height > bytes.length) throw new PictureFault('The picture is cut off');
  const pixel = pixelsOf(bytes, { start, stride, depth, headerSize, isMasked: compression === BIT_FIELDS });
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    const row = rows > 0 ? height - 1 - y : y;
    for (let x = 0; x < width; x++) rgba.set(pixel(row, x), (y * width + x) * 4);
  }
  return { width, height, rgba };
}

function pixelsOf(
  bytes: Buffer,
  file: { start: number; stride: number; depth: number; headerSize: number; isMasked: boolean },
): Pixel {
  const { start, stride, depth, headerSize, isMasked } = file;
  const at = (row: number, bit: number): number => start + row * stride + (bit >> 3);
  if (depth === 24) {
    return (row, x) => {
      const from = at(row, x * 24);
      return [bytes[from + 2]!, bytes[from + 1]!, bytes[from]!, 255];
    };
  }
  if (depth >= 16) {
    const masks = masksOf(bytes, depth, headerSize, isMasked);
    return (row, x) => {
      const from = at(row, x * depth);
      const value = depth === 32 ? bytes.readUInt32LE(from) : bytes.readUInt16LE(from);
      const [red = 0, green = 0, blue = 0] = masks.map((mask) => share(value, mask));
      return [red, green, blue, 255];
    };
  }
  const palette = 14 + headerSize;
  const mask = 2 ** depth - 1;
  return (row, x) => {
    const byte = bytes[at(row, x * depth)]!;
    const color = palette + ((byte >> (8 - depth - ((x * depth) & 7))) & mask) * 4;
    return [bytes[color + 2] ?? 0, bytes[color + 1] ?? 0, bytes[color] ?? 0, 255];
  };
}

/** Bits of red, green and blue in a pixel. */
function masksOf(bytes: Buffer, depth: number, headerSize: number, isMasked: boolean): readonly number[] {
  if (!isMasked) return depth === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];
  if (bytes.length < 66 || headerSize < 40) throw new PictureFault('The picture is cut off');
  return [54, 58, 62].map((at) => bytes.readUInt32LE(at));
}

/** The bits of a value under a mask, from 0 to 255. */
function share(value: number, mask: number): number {
  if (mask === 0) return 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const most = mask >>> shift;
  return Math.round((((value & mask) >>> shift) / most) * 255);
}
