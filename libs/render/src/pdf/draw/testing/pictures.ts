import { encode } from 'fast-png';

/** A PNG of a gradient, of any kind that fast-png writes. */
export function samplePng(
  channels: 1 | 2 | 3 | 4,
  more: { depth?: 8 | 16; interlace?: 'Adam7' } = {},
  [width, height]: readonly [number, number] = [16, 12],
): Buffer {
  const { depth = 8, interlace } = more;
  const values = Array.from({ length: width * height * channels }, (_, at) => (at * 7) % 256);
  const data = depth === 16 ? Uint16Array.from(values, (value) => value * 257) : Uint8Array.from(values);
  return Buffer.from(encode({ width, height, data, channels, depth }, interlace ? { interlace } : {}));
}

/**
 * The frame of a JPEG around no pixels worth seeing: what is read of one before a viewer decodes it. `metadata` stands
 * where a camera puts it.
 */
export function sampleJpeg(components: 1 | 3 | 4, metadata: readonly Buffer[] = []): Buffer {
  const frame = segment(
    0xc0,
    Buffer.from([8, 0, 12, 0, 16, components, ...new Array<number>(components * 3).fill(1)]),
  );
  const scan = segment(0xda, Buffer.from([components, ...new Array<number>(components * 2 + 3).fill(0)]));
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...metadata,
    frame,
    scan,
    Buffer.from([0x12, 0x34, 0x56]),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** An Exif segment that says how a picture is to be turned. */
export function exifSegment(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));
}

export function adobeSegment(): Buffer {
  return segment(0xee, Buffer.from('Adobe\0d\0\0\0\0\x02', 'latin1'));
}

/** A GIF of four colours; each pixel is its own code, behind a clear code that keeps codes three bits wide. */
export function sampleGif(width: number, height: number, clear: number | null = null): Buffer {
  const head = Buffer.from('GIF89a\0\0\0\0\xa1\0\0', 'latin1');
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  const palette = Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]);
  const control = clear === null ? Buffer.alloc(0) : Buffer.from([0x21, 0xf9, 4, 1, 0, 0, clear, 0]);
  const image = Buffer.alloc(10);
  image[0] = 0x2c;
  image.writeUInt16LE(width, 5);
  image.writeUInt16LE(height, 7);
  const codes = Array.from({ length: width * height }, (_, at) => [4, at % 4]).flat();
  const data = packed([...codes, 5], 3);
  return Buffer.concat([
    head,
    palette,
    control,
    image,
    Buffer.from([2, data.length]),
    data,
    Buffer.from([0, 0x3b]),
  ]);
}

/** A BMP of 24 bits: rows from the bottom, blue first. */
export function sampleBmp(width: number, height: number): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let at = 0; at < width * height; at++) {
    file[54 + Math.floor(at / width) * stride + (at % width) * 3] = 200;
  }
  return file;
}

function packed(codes: readonly number[], bits: number): Buffer {
  const bytes: number[] = [];
  let [held, count] = [0, 0];
  for (const code of codes) {
    held |= code << count;
    for (count += bits; count >= 8; count -= 8) {
      bytes.push(held & 0xff);
      held >>= 8;
    }
  }
  if (count > 0) bytes.push(held & 0xff);
  return Buffer.from(bytes);
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}
