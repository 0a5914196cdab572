import type { PlacedItem, PlacedText, TextLook, Typesetter } from '@galley/layout';
import { naturalBarcodeSize } from './barcode/draw-barcode.js';
import { naturalSize } from './picture/draw-picture.js';
import { heightOf } from './text/compose.js';
import { LINE_HEIGHT } from './text/line-metrics.js';
import { splitText } from './text/split-text.js';
import { letterSize } from './text/styled-text.js';
import { naturalLines } from './text/text-block.js';
import { turn } from './text/text-frame.js';

/** A text as wide as it was measured is not wrapped, whatever floats make of its width; points. */
const ROUNDING = 0.02;

/** Measures with the code that draws. */
export class PdfTypesetter implements Typesetter {
  height(text: PlacedText, width: number): number {
    const { padding, angle } = text.look;
    const turned = turn(angle);
    const sides = padding.left + padding.right;
    if (turned % 180 === 0) return heightOf(naturalLines(text, width - sides)) + upright(text);
    const [cos, sin] = unit(turned);
    return this.longest(text) * sin + heightOf(naturalLines(text, Infinity)) * cos + upright(text);
  }

  width(text: PlacedText): number {
    const { padding, angle } = text.look;
    const [cos, sin] = unit(turn(angle));
    const across = sin === 0 ? 0 : heightOf(naturalLines(text, Infinity)) * sin;
    return this.longest(text) * cos + across + padding.left + padding.right;
  }

  split(text: PlacedText, width: number, height: number): readonly [head: string, rest: string] | null {
    return splitText(text, width, height);
  }

  pictureSize(bytes: Buffer): { readonly width: number; readonly height: number } | null {
    return naturalSize(bytes);
  }

  barcodeSize(item: PlacedItem): { readonly width: number; readonly height: number } | null {
    return item.kind === 'barcode' ? naturalBarcodeSize(item) : null;
  }

  lineHeight(look: TextLook): number {
    return letterSize(look.font.size) * LINE_HEIGHT * (look.line_spacing || 1);
  }

  private longest(text: PlacedText): number {
    const lines = naturalLines(text, Infinity);
    return lines.reduce((most, line) => Math.max(most, line.width + line.indent), 0) + ROUNDING;
  }
}

function upright({ look: { padding } }: PlacedText): number {
  return padding.top + padding.bottom;
}

/** How far a direction goes across and down. */
function unit(angle: number): readonly [cos: number, sin: number] {
  const radians = (angle * Math.PI) / 180;
  const exact = (value: number): number => Math.abs(Math.round(value * 1e9) / 1e9);
  return [exact(Math.cos(radians)), exact(Math.sin(radians))];
}
