import type { XmlElement } from '@galley/template';
import type { TextTemplate } from '../../../expressions/contract.js';
import { staticText } from '../../../expressions/parse-text-template.js';
import type { BarcodeObject } from '../../../model/objects.js';
import { font } from '../appearance/font.js';
import {
  ignored,
  partOf,
  prefixed,
  unsupported,
  type AttributeTable,
  type Values,
} from '../attributes/attribute.js';
import { choice, flag, formula, number, text } from '../attributes/kinds.js';
import type { FrxContext } from '../frx-context.js';
import { changedText } from '../objects/changed-text.js';
import { columnFormula } from '../objects/column-formula.js';
import { COMPONENT, componentOf } from '../objects/component.js';
import { BARCODE_PARTS, optionsOf } from './barcode-options.js';
import { freePostnet } from './free-postnet.js';
import { SYMBOLOGIES } from './symbologies.js';

export const BARCODE = {
  ...COMPONENT,
  ...prefixed('Barcode', BARCODE_PARTS),
  Barcode: choice(SYMBOLOGIES, 'Code39'),
  'Barcode.Font': ignored,
  Text: text('12345678'),
  DataColumn: formula,
  Expression: formula,
  AllowExpressions: flag(false),
  Brackets: ignored,
  ShowText: flag(true),
  AutoSize: flag(true),
  Angle: number(0),
  Zoom: number(1),
  Font: font('Arial, 8pt'),
  Padding: ignored,
  HorzAlign: ignored,
  HideIfNoData: ignored,
  NoDataText: unsupported('a barcode without text is not drawn'),
  AsBitmap: ignored,
} satisfies AttributeTable;

export function readBarcode(element: XmlElement, context: FrxContext): BarcodeObject {
  const read = context.read(element, BARCODE);
  const symbology = read.Barcode;
  const parts = partOf(read, 'Barcode', BARCODE_PARTS);
  const written = textOf(read, context);
  const suit = symbology.text;
  const suited = suit ? changedText(written, (text) => (text === '' ? '' : suit(text))) : written;
  const free = symbology.name === 'postnet' && !written.is_dynamic ? freePostnet(written.text) : null;
  return {
    kind: 'barcode',
    ...componentOf(element, read, context),
    symbology: free?.symbology ?? symbology.name,
    text: free ? staticText(free.bars) : suited,
    options: free?.options ?? optionsOf(symbology, parts),
    show_text: read.ShowText,
    color: parts['.Color'],
    angle: (((Math.round(read.Angle / 90) * 90) % 360) + 360) % 360,
    // The designer has sized a code that is always the same, and any that is zoomed.
    auto_size: read.AutoSize && read.Zoom === 1 && written.is_dynamic,
    font: read.Font,
  };
}

function textOf(read: Values<typeof BARCODE>, { formulas }: FrxContext): TextTemplate {
  const value = formulas.textOf(
    columnFormula(read.DataColumn) ?? read.Expression,
    'BarcodeObject.Expression',
  );
  if (value) return value;
  return read.AllowExpressions ? formulas.text(read.Text, 'BarcodeObject.Text') : staticText(read.Text);
}
