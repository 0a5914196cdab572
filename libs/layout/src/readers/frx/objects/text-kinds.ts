import type { XmlElement } from '@galley/template';
import type { TextObject } from '../../../model/objects.js';
import { ignored, unsupported, type AttributeTable } from '../attributes/attribute.js';
import { formula } from '../attributes/kinds.js';
import type { FrxContext } from '../frx-context.js';
import { changedText } from './changed-text.js';
import { columnFormula } from './column-formula.js';
import { rtfText } from './rtf-text.js';
import { TEXT, textOf } from './text.js';

export const RICH = {
  ...TEXT,
  DataColumn: formula,
  Expression: formula,
  ActualTextStart: ignored,
  ActualTextLength: ignored,
  OldBreakStyle: ignored,
  ConvertRichText: ignored,
} satisfies AttributeTable;

/** Rich text loses its letters' looks and keeps its words. */
export function readRich(element: XmlElement, context: FrxContext): TextObject {
  context.findings.add('RichObject', 'printed as plain text');
  const read = context.read(element, RICH);
  const Text = columnFormula(read.DataColumn) ?? rtfText(read.Text);
  const object = textOf(element, { ...read, Text }, context);
  return { ...object, text: changedText(object.text, rtfText) };
}

export const HTML = {
  ...RICH,
  Url: unsupported('only the text of the template is printed'),
} satisfies AttributeTable;

export function readHtml(element: XmlElement, context: FrxContext): TextObject {
  const read = context.read(element, HTML);
  const Text = columnFormula(read.DataColumn) ?? read.Text;
  return { ...textOf(element, { ...read, Text }, context), markup: 'html' };
}

export const CELLULAR = {
  ...TEXT,
  CellWidth: ignored,
  CellHeight: ignored,
  HorzSpacing: ignored,
  VertSpacing: ignored,
} satisfies AttributeTable;

export function readCellular(element: XmlElement, context: FrxContext): TextObject {
  context.findings.add('CellularTextObject', 'printed as a text in one frame');
  return textOf(element, context.read(element, CELLULAR), context);
}
