import type { RecordStates } from '@galley/dataset';
import {
  defineProblem,
  knownProblem,
  type FieldError,
  type GalleyError,
  type Problem,
} from '@galley/platform';

export const IllegalMove = defineProblem(
  'illegal-move',
  409,
  'The record cannot go there from where it stands',
);

/** What moves from elsewhere are refused with. */
export function illegalMoveOf({ illegal }: RecordStates): Problem {
  return illegal ? knownProblem(illegal) : IllegalMove;
}

/** `illegal-move`, or what the entity has in its place, with the state it is in, the one asked for, and those that may follow. */
export function illegalMove(
  label: string,
  states: RecordStates,
  { from, to }: { readonly from: string; readonly to: string },
  errors: readonly FieldError[] = [],
): GalleyError {
  const allowed = Object.values(states.moves)
    .filter((move) => move.from.includes(from))
    .map((move) => move.to);
  const ways = allowed.length === 0 ? 'nothing follows it' : `only ${allowed.join(' or ')} follows it`;
  return illegalMoveOf(states).error(`The ${label} is ${from} and cannot become ${to}: ${ways}.`, {
    facts: { from, to, allowed },
    errors,
  });
}
