import type { Value } from '../../expressions/contract.js';
import type {
  BarcodeObject,
  CheckBoxObject,
  LineObject,
  PictureObject,
  ShapeObject,
} from '../../model/objects.js';
import type { PlacedItem } from '../placed.js';
import { isTrue } from '../totals/total-board.js';
import {
  dresser,
  linkOf,
  type ObjectPrinter,
  type ObjectRun,
  type ObjectSetting,
  ownFrame,
} from './object-printer.js';
import { pictureBytes } from './picture-bytes.js';

export function linePrinter(object: LineObject, setting: ObjectSetting): ObjectPrinter {
  const dressOf = dresser(setting, object);
  const { diagonal, stroke, start_cap, end_cap } = object;
  return (run, turn) => {
    const dress = dressOf(run, turn, null);
    if (!dress) return null;
    const frame = ownFrame(object);
    const link = linkOf(run, object);
    const item: PlacedItem = {
      kind: 'line',
      frame,
      box: dress.box,
      link,
      diagonal,
      stroke,
      start_cap,
      end_cap,
    };
    return { object, frame, items: [item] };
  };
}

export function shapePrinter(object: ShapeObject, setting: ObjectSetting): ObjectPrinter {
  const dressOf = dresser(setting, object);
  const { shape, curve, points, stroke } = object;
  return (run, turn) => {
    const dress = dressOf(run, turn, null);
    if (!dress) return null;
    const frame = ownFrame(object);
    const link = linkOf(run, object);
    const item: PlacedItem = { kind: 'shape', frame, box: dress.box, link, shape, curve, points, stroke };
    return { object, frame, items: [item] };
  };
}

/** A picture that is missing or unreadable leaves its box. */
export function picturePrinter(object: PictureObject, setting: ObjectSetting): ObjectPrinter {
  const dressOf = dresser(setting, object);
  const { fit, angle, transparency, grayscale, align, vertical, source } = object;
  const stored = source.kind === 'inline' ? source.bytes : null;
  return (run, turn) => {
    const bytes = stored ?? bytesOf(run, object);
    const dress = dressOf(run, turn, null);
    if (!dress) return null;
    const frame = ownFrame(object);
    const base = { frame, box: dress.box, link: linkOf(run, object) };
    if (!bytes) {
      if (object.can_shrink && turn.is_elastic) frame.height = 0;
      return { object, frame, items: [{ kind: 'box', ...base }] };
    }
    const size = fit === 'auto_size' ? run.typesetter.pictureSize(bytes) : null;
    if (size) Object.assign(frame, size);
    const look = { fit, angle, transparency, grayscale, align, vertical };
    return { object, frame, items: [{ kind: 'picture', ...base, bytes, ...look }] };
  };
}

function bytesOf(run: ObjectRun, { source }: PictureObject): Buffer | null {
  if (source.kind === 'asset') return run.context.assets.get(source.name) ?? null;
  return source.kind === 'expression' ? pictureBytes(source.value.evaluate(run.scope)) : source.bytes;
}

export function barcodePrinter(object: BarcodeObject, setting: ObjectSetting): ObjectPrinter {
  const dressOf = dresser(setting, object);
  const { symbology, options, show_text, color, angle, auto_size } = object;
  return (run, turn) => {
    const text = object.text.evaluate(run.scope, run.write);
    const dress = dressOf(run, turn, text);
    if (!dress) return null;
    const frame = ownFrame(object);
    const base = { frame, box: dress.box, link: linkOf(run, object) };
    if (text === '') return { object, frame, items: [{ kind: 'box', ...base }] };
    const font_size = (dress.font ?? object.font).size;
    const look = { symbology, options, show_text, color, angle, auto_size, font_size };
    const item: PlacedItem = { kind: 'barcode', ...base, text, ...look };
    const size = auto_size ? run.typesetter.barcodeSize(item) : null;
    if (size) Object.assign(frame, size);
    return { object, frame, items: [item] };
  };
}

export function checkBoxPrinter(object: CheckBoxObject, setting: ObjectSetting): ObjectPrinter {
  const dressOf = dresser(setting, object);
  const { checked_symbol, unchecked_symbol, color } = object;
  return (run, turn) => {
    const value: Value = object.value ? object.value.evaluate(run.scope) : object.checked;
    const checked = isTrue(value);
    if (!checked && object.hide_if_unchecked) return null;
    const dress = dressOf(run, turn, value);
    if (!dress) return null;
    const frame = ownFrame(object);
    const base = { frame, box: dress.box, link: linkOf(run, object) };
    return {
      object,
      frame,
      items: [{ kind: 'checkbox', ...base, checked, checked_symbol, unchecked_symbol, color }],
    };
  };
}
