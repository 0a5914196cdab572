import type { EntityShape } from '../shape/record-shape.js';
import type { Draft } from './read-record.js';

/**
 * Drafts in parts to be written one after the other, so that whatever names another one of them, as a unit names the one
 * above it, finds it there. One part where records do not refer to their own kind; what goes round in circles comes last.
 */
export function inWaves(shape: EntityShape, drafts: readonly Draft[]): readonly (readonly Draft[])[] {
  const own = shape.references.filter(
    ({ target }) => target.schema === shape.schema && target.table === shape.table,
  );
  if (own.length === 0) return [drafts];
  const waves: (readonly Draft[])[] = [];
  let waiting = drafts;
  while (waiting.length > 0) {
    const names = new Set(
      waiting.flatMap(({ values }) => own.map(({ field }) => nameOf(field.by, values[field.by]))),
    );
    const isWaiting = ({ references }: Draft): boolean =>
      references.some(
        ({ reference: { field }, by, text }) =>
          by === 'key' && own.some((one) => one.field === field) && names.has(nameOf(field.by, text)),
      );
    const ready = waiting.filter((draft) => !isWaiting(draft));
    const wave = ready.length > 0 ? ready : waiting;
    waves.push(wave);
    waiting = ready.length > 0 ? waiting.filter(isWaiting) : [];
  }
  return waves;
}

function nameOf(field: string, value: unknown): string {
  return JSON.stringify([field, value ?? null]);
}
