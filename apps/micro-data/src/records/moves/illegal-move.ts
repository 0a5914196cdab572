import { defineProblem, type FieldError, type GalleyError } from '@galley/platform';
import type { RecordStates } from '@galley/dataset';

export const IllegalMove = defineProblem(
  'illegal-move',
  409,
  'The record cannot go there from where it stands',
);

/** `illegal-move` with the state it is in, the one asked for, and those that may follow. */
export function illegalMove(
  label: string,
  { moves }: RecordStates,
  { from, to }: { readonly from: string; readonly to: string },
  errors: readonly FieldError[] = [],
): GalleyError {
  const allowed = Object.values(moves)
    .filter((move) => move.from.includes(from))
    .map((move) => move.to);
  const ways = allowed.length === 0 ? 'nothing follows it' : `only ${allowed.join(' or ')} follows it`;
  return IllegalMove.error(`The ${label} is ${from} and cannot become ${to}: ${ways}.`, {
    facts: { from, to, allowed },
    errors,
  });
}
