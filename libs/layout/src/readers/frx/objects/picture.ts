import type { XmlElement } from '@galley/template';
import type { HorizontalAlign, VerticalAlign } from '../../../model/appearance.js';
import type { LayoutObject, PictureObject, PictureSource } from '../../../model/objects.js';
import {
  attribute,
  ignored,
  unsupported,
  type AttributeTable,
  type Values,
} from '../attributes/attribute.js';
import { choice, flag, formula, number, text } from '../attributes/kinds.js';
import type { FrxContext } from '../frx-context.js';
import { columnFormula } from './column-formula.js';
import { COMPONENT, componentOf } from './component.js';

const place = (align: HorizontalAlign, vertical: VerticalAlign) => ({ align, vertical });

/** Bytes written as base64; empty where it is none. */
export const bytes = attribute<Buffer>('base64', Buffer.alloc(0), (written) => {
  const compact = written.replaceAll(/\s/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(compact) ? Buffer.from(compact, 'base64') : undefined;
});

export const PICTURE = {
  ...COMPONENT,
  DataColumn: formula,
  ImageSourceExpression: unsupported('pictures come from columns and from the template itself'),
  Image: bytes,
  ImageLocation: unsupported('files and addresses are not read; the frame stays empty'),
  SizeMode: choice(
    {
      Normal: 'natural',
      StretchImage: 'stretch',
      AutoSize: 'auto_size',
      CenterImage: 'center',
      Zoom: 'zoom',
    },
    'Zoom',
  ),
  Angle: number(0),
  Transparency: number(0),
  TransparentColor: unsupported('every colour is drawn'),
  Grayscale: flag(false),
  ImageAlign: choice(
    {
      None: null,
      Top_Left: place('left', 'top'),
      Top_Center: place('center', 'top'),
      Top_Right: place('right', 'top'),
      Center_Left: place('left', 'center'),
      Center_Center: place('center', 'center'),
      Center_Right: place('right', 'center'),
      Bottom_Left: place('left', 'bottom'),
      Bottom_Center: place('center', 'bottom'),
      Bottom_Right: place('right', 'bottom'),
    },
    'None',
  ),
  Padding: text(),
  MaxWidth: ignored,
  MaxHeight: ignored,
  ShowErrorImage: ignored,
  Tile: unsupported('the picture is drawn once'),
  ImageFormat: ignored,
  Shape: unsupported('the picture is drawn as a rectangle'),
} satisfies AttributeTable;

/** A picture, or the frame of one that has no source. */
export function readPicture(element: XmlElement, context: FrxContext): LayoutObject {
  const read = context.read(element, PICTURE);
  const base = componentOf(element, read, context);
  const source = sourceOf(read, context);
  if (!source) {
    return {
      kind: 'shape',
      ...base,
      shape: 'rectangle',
      curve: 0,
      points: [],
      stroke: base.box.border?.top ?? {
        color: { red: 0, green: 0, blue: 0, alpha: 0 },
        width: 0,
        style: 'solid',
      },
    };
  }
  const isCentered = read.SizeMode === 'center' || read.SizeMode === 'zoom';
  return {
    kind: 'picture',
    ...base,
    source,
    fit: read.SizeMode,
    angle: (((Math.round(read.Angle / 90) * 90) % 360) + 360) % 360,
    transparency: Math.min(1, Math.max(0, read.Transparency)),
    grayscale: read.Grayscale,
    ...(read.ImageAlign ?? (isCentered ? place('center', 'center') : place('left', 'top'))),
  } satisfies PictureObject;
}

function sourceOf(read: Values<typeof PICTURE>, { formulas }: FrxContext): PictureSource | null {
  const value = formulas.expression(columnFormula(read.DataColumn), 'PictureObject.DataColumn');
  if (value) return { kind: 'expression', value };
  return read.Image.length > 0 ? { kind: 'inline', bytes: read.Image } : null;
}
