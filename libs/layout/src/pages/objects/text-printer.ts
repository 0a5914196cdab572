import type { Value } from '../../expressions/contract.js';
import { isNumber } from '../../expressions/values.js';
import { formatPattern } from '../../format/format-pattern.js';
import type { TextLook, TextObject } from '../../model/objects.js';
import { Deferred, Mergeable, type MovingFrame } from '../bands/band-items.js';
import type { PlacedText } from '../placed.js';
import { seesRows, type Waiting, waitingOf } from '../plan/layout-plan.js';
import { momentOf } from '../plan/total-plan.js';
import { namingsOfObject } from '../walk/namings-of.js';
import { type Dress, dressedLook } from './dress.js';
import {
  dresser,
  linkOf,
  type ObjectPrinter,
  type ObjectRun,
  type ObjectSetting,
  type ObjectTurn,
  ownFrame,
} from './object-printer.js';

/** A text for the row in sight, and the value that highlights judge. */
interface Content {
  readonly value: Value;
  readonly text: string;
}

/** Prints texts: formatted, highlighted, equal neighbours hidden, those not yet known kept a place. */
export function textPrinter(object: TextObject, setting: ObjectSetting): ObjectPrinter {
  const waiting = waitingOfText(object, setting);
  const contentOf = contentReader(object);
  const dressOf = dresser(setting, object);
  const looks = new Map<Dress, TextLook>();
  const { markup } = object;

  const write = (run: ObjectRun, turn: ObjectTurn, frame: MovingFrame): PlacedText | null => {
    const { value, text } = contentOf(run);
    const dress = dressOf(run, turn, value);
    if (!dress) return null;
    const look = dressedLook(object.look, looks, dress);
    return { kind: 'text', frame, box: dress.box, link: linkOf(run, object), text, markup, look };
  };

  if (waiting) {
    const withRows = seesRows(setting.plan, namingsOfObject(object));
    return (run, turn) => {
      const frame = ownFrame(object);
      const place: PlacedText = {
        kind: 'text',
        frame,
        box: object.box,
        link: null,
        text: '',
        markup,
        look: object.look,
      };
      const sight = run.scope.sight(withRows);
      const item = new Deferred(place, waiting, sight, (seen) =>
        run.scope.seeing(seen, () => write(run, turn, frame)),
      );
      return { object, frame, items: [item] };
    };
  }

  const isElastic = object.can_grow || object.can_shrink;
  return (run, turn) => {
    const frame = ownFrame(object);
    const item = write(run, turn, frame);
    const shown = item && object.duplicates !== 'show' ? withoutDuplicate(run, object, item) : item;
    if (!shown) return null;
    if (isElastic && turn.is_elastic) fitHeight(run, object, shown, frame);
    if (!object.can_break) run.whole.add(shown);
    const isMerged = object.duplicates === 'merge';
    return { object, frame, items: [isMerged ? new Mergeable(shown, object) : shown] };
  };
}

function fitHeight(run: ObjectRun, object: TextObject, item: PlacedText, frame: MovingFrame): void {
  const needed = item.text === '' && object.can_shrink ? 0 : run.typesetter.height(item, frame.width);
  if (needed > frame.height ? object.can_grow : object.can_shrink) frame.height = needed;
}

function contentReader(object: TextObject): (run: ObjectRun) => Content {
  const { text: template, format, further_formats, null_text, hide_zeros, hide_value } = object;
  if (!template.is_dynamic) {
    const content = { value: template.text, text: template.text };
    return () => content;
  }
  const written = (run: ObjectRun, value: Value, at: number): string => {
    if (value === null) return null_text;
    if (hide_zeros && isNumber(value) && value.isZero()) return '';
    const pattern = at === 0 ? format : (further_formats?.[at - 1] ?? format);
    const text = formatPattern(value, pattern, run.scope);
    return text === hide_value ? '' : text;
  };
  const { expression } = template;
  if (expression) {
    return (run) => {
      const value = expression.evaluate(run.scope);
      return { value, text: written(run, value, 0) };
    };
  }
  return (run) => {
    const text = template.evaluate(run.scope, (value, at) => written(run, value, at));
    return { value: text, text };
  };
}

/** Null: hidden, as the row before shows the same. */
function withoutDuplicate(run: ObjectRun, object: TextObject, item: PlacedText): PlacedText | null {
  const isSame = run.shown.get(object) === item.text;
  run.shown.set(object, item.text);
  if (!isSame || object.duplicates === 'merge') return item;
  return object.duplicates === 'clear' ? { ...item, text: '' } : null;
}

function waitingOfText(object: TextObject, { plan, place }: ObjectSetting): Waiting {
  const known = waitingOf(plan, place, object.text);
  if (known) return known;
  switch (object.process_at) {
    case 'page':
    case 'column':
      return { kind: object.process_at };
    case 'report':
      return { kind: 'report' };
    case 'group':
      return place.group ? { kind: 'body', body: place.group } : { kind: 'report' };
    case 'band':
      return place.role === 'row' ? momentOf(place) : null;
    default:
      return null;
  }
}
