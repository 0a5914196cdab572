import type { Frame, PlacedWatermark } from '@galley/layout';
import { mainColor } from './paint-fill.js';
import { Pen, tuple } from './pen.js';
import { drawImage, pictureName } from './picture/draw-picture.js';
import { PictureFault } from './picture/picture.js';
import { readPicture } from './picture/read-picture.js';
import { letterSize } from './text/styled-text.js';
import { cleanText } from '../text/clean-text.js';

/** Share of the page's diagonal, width or height that words may take. */
const REACH = 0.85;
/** Opacity of words that a template made opaque and that stand over figures. */
const VEIL = 0.25;
const MAX_CHARACTERS = 200;

/** Words and picture across a whole page, under what is drawn or over it. */
export function drawWatermark(pen: Pen, mark: PlacedWatermark, page: Frame): void {
  if (mark.image && mark.image.length > 0) drawMarkPicture(pen, mark, mark.image, page);
  if (mark.text === null || mark.text.trim() === '') return;
  const color = mainColor(mark.look.fill);
  const alpha = mark.on_top && color.alpha >= 1 ? VEIL : color.alpha;
  const name = wordsForm(pen, mark, mark.text, page);
  pen.faded(alpha, () => pen.canvas.form(name, 0, 0));
}

/** The words as one group, drawn once per file: letters that touch are not darker where they do. */
function wordsForm(pen: Pen, mark: PlacedWatermark, text: string, page: Frame): string {
  const { font, fill } = mark.look;
  const key = JSON.stringify([text, font, mainColor(fill), mark.rotation, page.width, page.height]);
  return pen.resources.picture(`watermark ${key}`, () => {
    const words = new Pen(pen.resources, pen.pageHeight, pen.link);
    drawWords(words, mark, text, page);
    const form = pen.pdf.declareForm();
    const box = [0, 0, page.width, page.height] as const;
    pen.pdf.writeForm(form, box, words.canvas, '/Group<</S/Transparency/CS/DeviceRGB/I true>>');
    return Number(form.slice(1));
  });
}

function drawWords(pen: Pen, mark: PlacedWatermark, text: string, page: Frame): void {
  const { width, height } = page;
  const { bold, italic, size } = mark.look.font;
  const cleaned = cleanText(text.slice(0, MAX_CHARACTERS)).replaceAll('\n', ' ');
  const line = pen.pdf.text.line(cleaned, bold, 'auto', italic);
  const slope = (Math.atan2(height, width) * 180) / Math.PI;
  const angles = { horizontal: 0, vertical: -90, forward_diagonal: -slope, backward_diagonal: slope };
  const angle = angles[mark.rotation];
  const reach = angle === 0 ? width : angle === -90 ? height : Math.hypot(width, height);
  const fitting = Math.min(letterSize(size), (reach * REACH * 1000) / Math.max(1, line.width));
  const [x, y] = [width / 2, height / 2];
  pen.turned(angle, x, y, () => {
    pen.canvas.useFill(tuple(mainColor(mark.look.fill)));
    pen.canvas.text(line, x - (line.width * fitting) / 2000, pen.pageHeight - y - fitting * 0.35, fitting);
  });
}

/** As large as the page allows, in its middle; a picture that cannot be drawn is left out. */
function drawMarkPicture(pen: Pen, mark: PlacedWatermark, bytes: Buffer, page: Frame): void {
  const picture = readPicture(bytes);
  if (picture instanceof PictureFault) return;
  const scale = Math.min(page.width / picture.width, page.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const frame = { x: (page.width - width) / 2, y: (page.height - height) / 2, width, height };
  const name = pictureName(pen, picture);
  pen.faded(1 - mark.image_transparency, () => drawImage(pen, name, frame, picture.orientation));
}
