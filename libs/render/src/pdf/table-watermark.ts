import type { PlacedWatermark } from '@galley/layout';
import type { PageDecoration } from './document/pdf-document.js';
import type { DrawingResources } from './draw/drawing-resources.js';
import { drawWatermark } from './draw/draw-watermark.js';
import { Pen } from './draw/pen.js';

const SIZE = 90;
const GREY = { red: 0.5, green: 0.5, blue: 0.5, alpha: 0.2 };

/** Words across every page of a table. */
export function tableWatermark(resources: DrawingResources, text: string): PageDecoration {
  const font = { family: '', size: SIZE, bold: true, italic: false, underline: false, strikeout: false };
  const mark: PlacedWatermark = {
    text,
    look: { font, fill: { kind: 'solid', color: GREY } },
    rotation: 'forward_diagonal',
    image: null,
    image_transparency: 0,
    on_top: true,
  };
  return (width, height) => {
    const pen = new Pen(resources, height, () => undefined);
    drawWatermark(pen, mark, { x: 0, y: 0, width, height });
    return pen.canvas;
  };
}
