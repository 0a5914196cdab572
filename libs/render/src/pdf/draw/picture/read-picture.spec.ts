import { deflateSync, inflateSync } from 'node:zlib';
import { readPdf } from '../../testing/read-pdf.js';
import { drawnPage, frame, memoryDevice, PAGE, placedPicture } from '../testing/drawing.js';
import { operatorsOf } from '../testing/operators-of.js';
import {
  adobeSegment,
  exifSegment,
  sampleBmp,
  sampleGif,
  sampleJpeg,
  samplePng,
} from '../testing/pictures.js';
import { type Picture, PictureFault } from './picture.js';
import { readPicture } from './read-picture.js';

function read(bytes: Buffer, isGray = false): Picture {
  const picture = readPicture(bytes, isGray);
  if (picture instanceof PictureFault) throw picture;
  return picture;
}

describe('a picture', () => {
  it.each([
    ['grey', samplePng(1), '/DeviceGray', false],
    ['RGB', samplePng(3), '/DeviceRGB', false],
    ['grey with opacity', samplePng(2), '/DeviceRGB', true],
    ['RGB with opacity', samplePng(4), '/DeviceRGB', true],
    ['RGB of 16 bits', samplePng(3, { depth: 16 }), '/DeviceRGB', false],
    ['interlaced', samplePng(4, { interlace: 'Adam7' }), '/DeviceRGB', true],
  ])('PNG, %s, is embedded with its size and opacity', (_kind, bytes, space, hasMask) => {
    const picture = read(bytes);
    expect(picture).toMatchObject({ width: 16, height: 12, orientation: 1 });
    expect(picture.image.entries).toContain(`/ColorSpace${space}`);
    expect(picture.mask !== null).toBe(hasMask);
  });

  it('PNG without opacity is passed through as it is compressed', () => {
    const { image } = read(samplePng(3));
    expect(image.entries).toContain('/Predictor 15/Colors 3');
    expect(inflateSync(image.data)).toHaveLength((16 * 3 + 1) * 12);
  });

  it('PNG of one palette keeps it', () => {
    const { image } = read(palettePng());
    expect(image.entries).toContain('/Indexed/DeviceRGB 1<ff000000ff00>');
  });

  it('decoded keeps its pixels', () => {
    const { image, mask } = read(sampleGif(4, 2, 3));
    expect([...inflateSync(image.data).subarray(0, 9)]).toEqual([255, 0, 0, 0, 255, 0, 0, 0, 255]);
    expect([...inflateSync(mask!.data)]).toEqual([255, 255, 255, 0, 255, 255, 255, 0]);
    expect([...inflateSync(read(sampleBmp(3, 2)).image.data).subarray(0, 3)]).toEqual([0, 0, 200]);
  });

  it('JPEG is passed through without what a camera says of its owner', () => {
    const picture = read(sampleJpeg(3, [exifSegment(6)]));
    expect(picture).toMatchObject({ width: 16, height: 12, orientation: 6, mask: null });
    expect(picture.image.data.includes('Exif')).toBe(false);
    expect(picture.image.data.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
  });

  it('JPEG of four inks is turned round where Adobe wrote it', () => {
    expect(read(sampleJpeg(4, [adobeSegment()])).image.entries).toContain('/DeviceCMYK');
    expect(read(sampleJpeg(4, [adobeSegment()])).image.entries).toContain('/Decode[1 0 1 0 1 0 1 0]');
    expect(read(sampleJpeg(4)).image.entries).not.toContain('/Decode');
  });

  it('becomes grey', () => {
    expect(read(samplePng(3), true).image.entries).toContain('/DeviceGray');
    expect(read(sampleJpeg(3), true).needsDesaturation).toBe(true);
    expect(read(sampleJpeg(1), true).needsDesaturation).toBe(false);
  });

  it('has a natural size of 96 pixels an inch, upright', () => {
    const { typesetter } = memoryDevice().device;
    expect(typesetter.pictureSize(samplePng(3))).toEqual({ width: 12, height: 9 });
    expect(typesetter.pictureSize(sampleJpeg(3, [exifSegment(6)]))).toEqual({ width: 9, height: 12 });
    expect(typesetter.pictureSize(Buffer.from('no picture'))).toBeNull();
  });

  it('is written once, however often it is drawn', async () => {
    const bytes = samplePng(4);
    const file = await drawnPage(
      ...[0, 1, 2].map((at) => placedPicture(Buffer.from(bytes), frame(at * 40, 0, 40, 40))),
    );
    expect(file.toString('latin1').match(/\/Subtype\/Image/g)).toHaveLength(2);
    expect(operatorsOf(file).match(/ Do\n/g)).toHaveLength(3);
  });
});

describe('a hostile or broken picture', () => {
  const png = samplePng(3);
  const bomb = withSize(png, 30_000, 30_000);
  const short = withData(png, deflateSync(Buffer.alloc(100)));
  const inflated = withData(png, deflateSync(Buffer.alloc(50_000_000)));

  it.each([
    ['cut JPEG', sampleJpeg(3).subarray(0, -4), 'cut off'],
    ['JPEG cut in a segment', sampleJpeg(3, [exifSegment(1)]).subarray(0, 20), 'damaged'],
    ['JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'damaged'],
    ['cut PNG', png.subarray(0, 60), 'damaged'],
    ['PNG of too many pixels', bomb, 'too large'],
    ['PNG with less data than it says', short, 'cut off'],
    ['PNG with more data than it says', inflated, 'damaged'],
    ['cut GIF', sampleGif(8, 8).subarray(0, 40), 'damaged'],
    ['GIF without a picture', Buffer.from('GIF89a\x01\0\x01\0\0\0\0\x3b', 'latin1'), 'damaged'],
    ['cut BMP', sampleBmp(8, 8).subarray(0, 100), 'cut off'],
    ['tiny BMP', Buffer.from('BM'), 'cut off'],
    ['SVG', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 'SVG'],
    ['text', Buffer.from('hello'), 'Only JPEG, PNG, GIF and BMP'],
    ['file of 21 MB', Buffer.alloc(21 * 1024 * 1024), 'too large'],
  ])('is told in words: %s', async (_kind, bytes, words) => {
    const picture = readPicture(bytes);
    expect(picture).toBeInstanceOf(PictureFault);
    expect((picture as PictureFault).message).toContain(words);
    const { pages } = await readPdf(await drawnPage(placedPicture(bytes, frame(0, 0, PAGE.width, 100))));
    expect(pages[0]!.map((item) => item.text).join(' ')).toContain(words);
  });

  it('never throws, wherever it is cut or changed', () => {
    for (const whole of [
      png,
      samplePng(4, { interlace: 'Adam7' }),
      sampleJpeg(3, [exifSegment(3)]),
      sampleGif(6, 6, 1),
      sampleBmp(5, 5),
    ]) {
      for (let at = 0; at < whole.length; at += 3) {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ 0xff;
        expect(() => readPicture(changed)).not.toThrow();
        expect(() => readPicture(whole.subarray(0, at))).not.toThrow();
      }
    }
  });
});

function withSize(png: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(png);
  changed.writeUInt32BE(width, 16);
  changed.writeUInt32BE(height, 20);
  return changed;
}

/** The header of a PNG before other pixels. */
function withData(png: Buffer, data: Buffer): Buffer {
  return Buffer.concat([png.subarray(0, 33), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function palettePng(): Buffer {
  const header = samplePng(1, {}, [2, 1]).subarray(0, 33);
  header[25] = 3;
  const palette = chunk('PLTE', Buffer.from([255, 0, 0, 0, 255, 0]));
  const data = chunk('IDAT', deflateSync(Buffer.from([0, 0, 1])));
  return Buffer.concat([header, palette, data, chunk('IEND', Buffer.alloc(0))]);
}

function chunk(kind: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(kind, 4, 'latin1');
  return Buffer.concat([head, body, Buffer.alloc(4)]);
}
