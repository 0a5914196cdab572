import type { PlacedBarcode } from '@galley/layout';
import { bounded } from '../numbers.js';
import { BarcodeFault, type BarcodeSymbol, makeSymbol, type SymbolOptions } from './symbol.js';

/** Symbols kept by the process: the same number is often printed on several copies. */
const MAX_CACHED = 500;
/** Heights of text and the room above it, in font sizes. */
const TEXT_HEIGHT = 1.1;

const known = new Map<string, BarcodeSymbol | BarcodeFault>();

/** A symbol of the code alone, without text, as wide as its modules; `BarcodeFault` when the text does not suit it. */
export function bareSymbol(item: PlacedBarcode): BarcodeSymbol | BarcodeFault {
  return cached({ ...wanted(item), showsText: false, barHeight: null, textSize: null });
}

/** True for bars side by side, which may be of any height; false for patterns that keep their proportions. */
export function isLinear({ bars }: BarcodeSymbol): boolean {
  return bars.length > 0;
}

/** The symbol of a linear code, with its text, in the proportions of `width` × `height` points. */
export function linearSymbol(
  item: PlacedBarcode,
  width: number,
  height: number,
): BarcodeSymbol | BarcodeFault {
  const showsText = item.show_text;
  const size = bounded(item.font_size, 1, 200);
  const first = cached({ ...wanted(item), showsText, barHeight: 30, textSize: size });
  if (first instanceof BarcodeFault) return first;
  const module = width / first.width;
  const bars = Math.max(1, (height - (showsText ? size * TEXT_HEIGHT : 0)) / module);
  return cached({
    ...wanted(item),
    showsText,
    barHeight: rounded(Math.min(bars, 2000)),
    textSize: rounded(Math.min(size / module, 100)),
  });
}

function wanted({
  symbology,
  text,
  options,
}: PlacedBarcode): Pick<SymbolOptions, 'symbology' | 'text' | 'options'> {
  return { symbology, text, options };
}

function cached(asked: SymbolOptions): BarcodeSymbol | BarcodeFault {
  const key = JSON.stringify(asked);
  let symbol = known.get(key);
  if (!symbol) {
    if (known.size >= MAX_CACHED) known.clear();
    known.set(key, (symbol = made(asked)));
  }
  return symbol;
}

function made(asked: SymbolOptions): BarcodeSymbol | BarcodeFault {
  try {
    return makeSymbol(asked);
  } catch (error) {
    if (error instanceof BarcodeFault) return error;
    throw error;
  }
}

function rounded(value: number): number {
  return Math.max(0.1, Math.round(value * 10) / 10);
}
