import type { Frame, PlacedPicture } from '@galley/layout';
import { Canvas } from '../../document/canvas.js';
import { resourceName } from '../../document/page-resources.js';
import type { PdfDocument } from '../../document/pdf-document.js';
import { drawNotice } from '../draw-notice.js';
import { fine, num } from '../numbers.js';
import type { Pen } from '../pen.js';
import { type Picture, PictureFault } from './picture.js';
import { readPicture } from './read-picture.js';

/** Points per pixel at 96 dpi. */
const PIXEL = 0.75;
const HAS_SWAPPED_SIDES = 5;

/**
 * Exif's orientations as matrices (a b c d e f) of the unit square that a picture fills, from the lower left corner.
 * 1 is the picture as it is stored.
 */
const ORIENTATIONS: readonly (readonly number[])[] = [
  [1, 0, 0, 1, 0, 0],
  [-1, 0, 0, 1, 1, 0],
  [-1, 0, 0, -1, 1, 1],
  [1, 0, 0, -1, 0, 1],
  [0, -1, -1, 0, 1, 1],
  [0, -1, 1, 0, 0, 1],
  [0, 1, 1, 0, 0, 0],
  [0, 1, -1, 0, 1, 0],
];

/** Natural size in points at 96 dpi, upright; null when the bytes are no picture that is drawn. */
export function naturalSize(bytes: Buffer): { width: number; height: number } | null {
  const picture = readPicture(bytes);
  return picture instanceof PictureFault ? null : sizeOf(picture);
}

/** A picture in its frame, or a box that says why there is none. */
export function drawPicture(pen: Pen, item: PlacedPicture): void {
  if (item.bytes.length === 0) return;
  const picture = readPicture(item.bytes, item.grayscale);
  if (picture instanceof PictureFault) return drawNotice(pen, item.frame, picture.message);
  const name = pictureName(pen, picture);
  const place = placeOf(item, sizeOf(picture));
  const draw = (): void => {
    pen.turned(item.angle, place.x + place.width / 2, place.y + place.height / 2, () => {
      drawImage(pen, name, unturned(place, item.angle), picture.orientation);
    });
  };
  const isCut = item.fit === 'natural' || item.fit === 'center';
  pen.faded(1 - item.transparency, () => {
    if (isCut) pen.clipped(pen.path().rectangle(item.frame), draw);
    else draw();
  });
}

/** Draws a picture that fills a frame. */
export function drawImage(pen: Pen, name: string, { x, y, width, height }: Frame, orientation: number): void {
  const matrix = ORIENTATIONS[orientation - 1] ?? ORIENTATIONS[0]!;
  const bottom = pen.pageHeight - y - height;
  pen.canvas.saved(() => {
    pen.canvas.operators(`${num(width)} 0 0 ${num(height)} ${num(x)} ${num(bottom)} cm\n`);
    if (orientation !== 1) pen.canvas.operators(`${matrix.map(fine).join(' ')} cm\n`);
    pen.canvas.operators(`/${pen.canvas.use(name)} Do\n`);
  });
}

/** The picture's name in the resources of this file, where it is written once. */
export function pictureName(pen: Pen, picture: Picture): string {
  return pen.resources.picture(picture.key, () => {
    const id = writePicture(pen.pdf, picture);
    return picture.needsDesaturation ? writeDesaturated(pen, id) : id;
  });
}

function writePicture(pdf: PdfDocument, { width, height, image, mask }: Picture): number {
  const head = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}`;
  const maskId = mask && pdf.stream(head + mask.entries, mask.data);
  return pdf.stream(`${head}${image.entries}${maskId === null ? '' : `/SMask ${maskId} 0 R`}`, image.data);
}

/** A form of unit size: the picture, and over it a grey that takes its saturation away. */
function writeDesaturated({ pdf, resources }: Pen, imageId: number): number {
  const canvas = new Canvas();
  const image = canvas.use(resourceName('XObject', imageId));
  const state = canvas.use(resources.state('/BM/Saturation'));
  canvas.operators(`/${image} Do /${state} gs .5 g 0 0 1 1 re f\n`);
  const form = pdf.declareForm();
  pdf.writeForm(form, [0, 0, 1, 1], canvas, '/Group<</S/Transparency/CS/DeviceRGB/I true>>');
  return Number(form.slice(1));
}

function sizeOf({ width, height, orientation }: Picture): { width: number; height: number } {
  const [wide, high] = orientation >= HAS_SWAPPED_SIDES ? [height, width] : [width, height];
  return { width: wide * PIXEL, height: high * PIXEL };
}

/** Where a turned picture stands on the page. */
function placeOf(
  { frame, fit, angle, align, vertical }: PlacedPicture,
  size: { width: number; height: number },
): Frame {
  const isUpright = Math.abs(angle % 180) !== 90;
  const [wide, high] = isUpright ? [size.width, size.height] : [size.height, size.width];
  if (fit === 'stretch' || fit === 'auto_size') return frame;
  const scale = fit === 'zoom' ? Math.min(frame.width / wide, frame.height / high) : 1;
  const [width, height] = [wide * scale, high * scale];
  const side = fit === 'center' ? 'center' : align;
  const level = fit === 'center' ? 'center' : vertical;
  const [roomX, roomY] = [frame.width - width, frame.height - height];
  return {
    x: frame.x + (side === 'right' ? roomX : side === 'center' ? roomX / 2 : 0),
    y: frame.y + (level === 'bottom' ? roomY : level === 'center' ? roomY / 2 : 0),
    width,
    height,
  };
}

/** The frame that, turned around its middle, becomes this one. */
function unturned(frame: Frame, angle: number): Frame {
  if (Math.abs(angle % 180) !== 90) return frame;
  const { x, y, width, height } = frame;
  return { x: x + (width - height) / 2, y: y + (height - width) / 2, width: height, height: width };
}
