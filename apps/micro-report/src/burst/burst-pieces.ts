import type { Json } from '@galley/dataset';
import type { JobWarning } from '../jobs/job-row.js';
import { RunFailure } from '../rendering/run-failure.js';
import type { BurstKey } from './burst-keys.js';
import type { BurstOrder, PieceOrder } from './burst-order.js';

/** A file to be made of the rows of one key. */
export interface BurstPiece {
  readonly key: Json;
  readonly label: string;
  readonly recipients: readonly Json[];
  readonly format: string | null;
  readonly locale: string | null;
}

export interface BurstPlan {
  readonly pieces: readonly BurstPiece[];
  readonly warnings: readonly JobWarning[];
}

/** How a key is named where a text is wanted; the empty name is the key of rows that have none. */
export const labelOf = (key: Json): string =>
  key === null ? '' : typeof key === 'string' ? key : JSON.stringify(key);

/**
 * Which files a run is split into. Nothing is silently missing: keys that nobody listed become files, warnings or a
 * failure as the order says, listed keys without rows are warned of, and rows that changed between the reading of the
 * whole and of the keys are too. Throws `RunFailure` `burst-unlisted-key`.
 */
export function planPieces(order: BurstOrder, keys: readonly BurstKey[], rows: number): BurstPlan {
  const listed = new Map((order.pieces ?? []).map((piece) => [piece.key ?? '', piece]));
  const unlisted = keys.filter(({ key }) => !listed.has(labelOf(key)));
  const policy = order.pieces ? (order.unlisted ?? 'file') : 'file';
  if (policy === 'fail' && unlisted.length > 0) {
    const message = `The data have keys that no piece names: ${namesOf(unlisted)}.`;
    throw new RunFailure('final', 'burst-unlisted-key', message);
  }
  const wanted = policy === 'skip' ? keys.filter((key) => !unlisted.includes(key)) : keys;
  return {
    pieces: wanted.map((key) => pieceOf(key, listed.get(labelOf(key.key)))),
    warnings: warningsOf(keys, listed, policy === 'skip' ? unlisted : [], rows),
  };
}

function pieceOf({ key, recipient }: BurstKey, listed: PieceOrder | undefined): BurstPiece {
  const own = listed?.recipients ?? [];
  return {
    key,
    label: labelOf(key),
    recipients: own.length > 0 || recipient === null ? own : [{ type: 'email', value: recipient }],
    format: listed?.format ?? null,
    locale: listed?.locale ?? null,
  };
}

function warningsOf(
  keys: readonly BurstKey[],
  listed: ReadonlyMap<string, PieceOrder>,
  skipped: readonly BurstKey[],
  rows: number,
): JobWarning[] {
  const found = new Set(keys.map(({ key }) => labelOf(key)));
  const empty = [...listed.keys()].filter((label) => !found.has(label));
  const split = keys.reduce((sum, { row_count }) => sum + row_count, 0);
  return [
    ...(skipped.length > 0
      ? [{ code: 'burst-skipped', detail: `No file was made for ${namesOf(skipped)}.` }]
      : []),
    ...empty.map((label) => ({
      code: 'burst-empty',
      detail: `There are no rows of "${label}"; no file was made.`,
    })),
    ...(split === rows
      ? []
      : [
          {
            code: 'burst-rows-changed',
            detail: `The whole has ${rows} rows, its pieces ${split}: the data changed meanwhile.`,
          },
        ]),
  ];
}

function namesOf(keys: readonly BurstKey[]): string {
  const names = keys.slice(0, 20).map(({ key }) => `"${labelOf(key)}"`);
  return names.join(', ') + (keys.length > names.length ? ` and ${keys.length - names.length} more` : '');
}
