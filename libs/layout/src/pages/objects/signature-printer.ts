import type { SignatureObject, TextLook } from '../../model/objects.js';
import type { PlacedItem } from '../placed.js';
import { BLACK } from './colors.js';
import { dresser, type ObjectPrinter, type ObjectSetting, ownFrame } from './object-printer.js';

/** Points between two blocks. */
const GAP = 18;
/** Parts of a block's height above its line: room to sign. */
const ROOM_TO_SIGN = 0.4;
/** Multiple of the font's size from line to line. */
const LEADING = 1.35;
const DATE_DOTS = ' ____________';

/** Blocks side by side: room to sign, a line, name, label and date. */
export function signaturePrinter(object: SignatureObject, setting: ObjectSetting): ObjectPrinter {
  const dressOf = dresser(setting, object);
  const look: TextLook = {
    font: object.font,
    text_fill: { kind: 'solid', color: BLACK },
    align: 'left',
    vertical: 'top',
    padding: { left: 0, top: 0, right: 0, bottom: 0 },
    angle: 0,
    wrap: false,
    direction: 'auto',
    line_spacing: 1,
    underlines: false,
    auto_shrink: false,
  };
  const line = object.font.size * LEADING;
  return (run, turn) => {
    const dress = dressOf(run, turn, null);
    if (!dress || object.blocks.length === 0) return null;
    const frame = ownFrame(object);
    const width = Math.max(1, (frame.width - GAP * (object.blocks.length - 1)) / object.blocks.length);
    const items: PlacedItem[] = [
      { kind: 'box', frame: { ...frame, x: 0, y: 0 }, box: dress.box, link: null },
    ];
    object.blocks.forEach((block, at) => {
      const x = at * (width + GAP);
      const top = frame.height * ROOM_TO_SIGN;
      const name = block.name?.evaluate(run.scope, run.write) ?? '';
      const label = block.label.evaluate(run.scope, run.write) + (block.required ? ' *' : '');
      const texts = [name, label, object.date_label + DATE_DOTS].filter((text) => text !== '');
      items.push(ruleAt(x, top, width));
      texts.forEach((text, row) => {
        const place = { x, y: top + 2 + row * line, width, height: line };
        items.push({ kind: 'text', frame: place, box: NO_BOX, link: null, text, markup: 'plain', look });
      });
      frame.height = Math.max(frame.height, top + 2 + texts.length * line);
    });
    return { object, frame, items };
  };
}

const NO_BOX = { fill: null, border: null };

function ruleAt(x: number, y: number, width: number): PlacedItem {
  return {
    kind: 'line',
    frame: { x, y, width, height: 0 },
    box: NO_BOX,
    link: null,
    diagonal: false,
    stroke: { color: BLACK, width: 0.75, style: 'solid' },
    start_cap: 'none',
    end_cap: 'none',
  };
}
