import type { RecordMove } from '@galley/dataset';
import { isUuid, type FieldError } from '@galley/platform';
import { pointerOf } from '@galley/template';
import { invalidRecord } from '../record-problem.js';
import type { EntityShape } from '../shape/record-shape.js';
import { FieldFault } from '../values/field-fault.js';
import { readValue } from '../values/read-value.js';

const MAX_MOVED = 1_000;

type Body = Readonly<Record<string, unknown>>;

/** Why a move is made, from `{ note }`; null when nothing is said. Throws `invalid`, also where a reason is asked for. */
export function readMove(shape: EntityShape, move: RecordMove, body: unknown): string | null {
  const faults: FieldError[] = [];
  const why = readNote(shape, move, body as Body, faults, []);
  if (faults.length > 0) throw invalidRecord(shape, faults);
  return why;
}

/** The records of a move of several, each once, and why it is made: `{ ids, note }`. Throws `invalid`. */
export function readMoves(
  shape: EntityShape,
  move: RecordMove,
  body: unknown,
): { readonly ids: readonly string[]; readonly why: string | null } {
  const faults: FieldError[] = [];
  const { ids } = body as Body;
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > MAX_MOVED) {
    faults.push({ pointer: '/ids', detail: `ids must be a list of 1 to ${MAX_MOVED} UUIDs` });
  }
  const texts = Array.isArray(ids) ? ids.slice(0, MAX_MOVED) : [];
  const sound = texts.flatMap((id, index) => {
    if (isUuid(id)) return [id.toLowerCase()];
    faults.push({ pointer: `/ids/${index}`, detail: 'must be a UUID' });
    return [];
  });
  const why = readNote(shape, move, body as Body, faults, ['ids']);
  if (faults.length > 0) throw invalidRecord(shape, faults);
  return { ids: [...new Set(sound)], why };
}

function readNote(
  { plain, entity }: EntityShape,
  { asks_why }: RecordMove,
  body: Body,
  faults: FieldError[],
  others: readonly string[],
): string | null {
  for (const name of Object.keys(body)) {
    if (name !== 'note' && !others.includes(name)) {
      faults.push({
        pointer: pointerOf([name]),
        detail: `${name.slice(0, 100)} is no field of it`,
      });
    }
  }
  const { note = null } = body;
  if (note === null) {
    if (asks_why) faults.push({ pointer: '/note', detail: 'note is required: say why' });
    return null;
  }
  const field = plain.find(({ name }) => name === entity.states?.decided.why)?.field;
  const value = field ? readValue(field, note) : new FieldFault('is not taken here');
  if (value instanceof FieldFault) {
    faults.push({ pointer: '/note', detail: `note ${value.says}` });
    return null;
  }
  return String(value);
}
