import type { PlacedItem } from '@galley/layout';
import { drawChart } from '../../chart/draw-chart.js';
import { drawBarcode } from './barcode/draw-barcode.js';
import { drawBackground, drawBorder } from './draw-box.js';
import { drawCheckBox } from './draw-check-box.js';
import { drawLine } from './draw-line.js';
import { drawShape } from './draw-shape.js';
import type { Pen } from './pen.js';
import { drawPicture } from './picture/draw-picture.js';
import { soundFrame } from './sound-frame.js';
import { drawText } from './text/draw-text.js';

/** Draws one placed item: what lies under it, itself, its border, its link. */
export function drawItem(pen: Pen, placed: PlacedItem): void {
  const item = { ...placed, frame: soundFrame(placed.frame) };
  if (item.link !== null) pen.link(item.frame, item.link);
  if (item.kind === 'shape') return drawShape(pen, item);
  drawBackground(pen, item.frame, item.box);
  drawContent(pen, item);
  drawBorder(pen, item.frame, item.box.border);
}

function drawContent(pen: Pen, item: Exclude<PlacedItem, { kind: 'shape' }>): void {
  switch (item.kind) {
    case 'text':
      return drawText(pen, item);
    case 'line':
      return drawLine(pen, item);
    case 'picture':
      return drawPicture(pen, item);
    case 'barcode':
      return drawBarcode(pen, item);
    case 'checkbox':
      return drawCheckBox(pen, item);
    case 'chart':
      return drawChart(pen, item.figures, item.frame);
    case 'box':
      return;
  }
}
