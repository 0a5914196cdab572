import { deflateSync } from 'node:zlib';
import type { ImageObject } from './picture.js';

/** Decoded pixels: red, green, blue, opacity, a byte each. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** Image and mask of decoded pixels; grey where asked for, without a mask where all are opaque. */
export function rasterObjects(
  { width, height, rgba }: Raster,
  isGray: boolean,
): { image: ImageObject; mask: ImageObject | null } {
  const pixels = width * height;
  const channels = isGray ? 1 : 3;
  const colors = Buffer.allocUnsafe(pixels * channels);
  const alpha = Buffer.allocUnsafe(pixels);
  let isOpaque = true;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const from = pixel * 4;
    const [red, green, blue] = [rgba[from]!, rgba[from + 1]!, rgba[from + 2]!];
    if (isGray) colors[pixel] = luma(red, green, blue);
    else {
      colors[pixel * 3] = red;
      colors[pixel * 3 + 1] = green;
      colors[pixel * 3 + 2] = blue;
    }
    alpha[pixel] = rgba[from + 3]!;
    isOpaque &&= alpha[pixel] === 255;
  }
  return {
    image: flat(colors, isGray ? '/DeviceGray' : '/DeviceRGB'),
    mask: isOpaque ? null : flat(alpha, '/DeviceGray'),
  };
}

/** Brightness as the eye weighs colours (Rec. 601). */
function luma(red: number, green: number, blue: number): number {
  return Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
}

function flat(data: Buffer, space: string): ImageObject {
  return {
    entries: `/ColorSpace${space}/BitsPerComponent 8/Filter/FlateDecode`,
    data: deflateSync(data, { level: 6 }),
  };
}
