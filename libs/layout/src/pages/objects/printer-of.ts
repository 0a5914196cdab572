import type { LayoutObject } from '../../model/objects.js';
import { onLastPage } from '../bands/band-items.js';
import { showingOn } from '../bands/print-on.js';
import { isTrue } from '../totals/total-board.js';
import { chartPrinter } from './chart-printer.js';
import type { ObjectPrinter, ObjectSetting } from './object-printer.js';
import { signaturePrinter } from './signature-printer.js';
import {
  barcodePrinter,
  checkBoxPrinter,
  linePrinter,
  picturePrinter,
  shapePrinter,
} from './simple-printers.js';
import { subreportPrinter } from './subreport-printer.js';
import { tablePrinter } from './table-printer.js';
import { textPrinter } from './text-printer.js';
import { zipCodePrinter } from './zipcode-printer.js';

/** What prints an object, but for what decides whether it shows at all. */
function kindPrinter(object: LayoutObject, setting: ObjectSetting): ObjectPrinter {
  switch (object.kind) {
    case 'text':
      return textPrinter(object, setting);
    case 'line':
      return linePrinter(object, setting);
    case 'shape':
      return shapePrinter(object, setting);
    case 'picture':
      return picturePrinter(object, setting);
    case 'barcode':
      return barcodePrinter(object, setting);
    case 'checkbox':
      return checkBoxPrinter(object, setting);
    case 'table':
      return tablePrinter(object, setting, (one) => printerOf(one, setting));
    case 'chart':
      return chartPrinter(object, setting);
    case 'subreport':
      return subreportPrinter(object);
    case 'signatures':
      return signaturePrinter(object, setting);
    case 'zipcode':
      return zipCodePrinter(object, setting);
    case 'matrix':
      // Matrices flow over pages below their band; inside cells they do not stand.
      return () => null;
  }
}

/** Prints an object where its condition and its pages let it show. */
export function printerOf(object: LayoutObject, setting: ObjectSetting): ObjectPrinter {
  const print = kindPrinter(object, setting);
  const { visible, print_on } = object;
  if (!visible && !print_on) return print;
  return (run, turn) => {
    if (visible && !isTrue(visible.evaluate(run.scope))) return null;
    const showing = showingOn(print_on, run.scope.state.page, turn.is_repeated);
    if (showing === 'never') return null;
    const part = print(run, turn);
    if (!part || showing === 'always') return part;
    const onLast = showing === 'only_last';
    return { ...part, items: part.items.map((item) => onLastPage(item, onLast, run.scope.sight(false))) };
  };
}
