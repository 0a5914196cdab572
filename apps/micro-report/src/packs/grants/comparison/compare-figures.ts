import type { ReportData } from '@galley/pack-grants/bufdir';
import { Decimal } from 'decimal.js';
import { figuresIn, type Figure, type FigureValue } from './figure-list.js';

export interface FigureDifference extends Pick<Figure, 'figure' | 'label'> {
  /** Null = not stated, or not in that report: a unit, type or reason that it has nothing of. */
  readonly before: FigureValue;
  readonly after: FigureValue;
  /** After minus before, where what a report has nothing of is zero; null = unknown, because one of them does not state it. */
  readonly difference: FigureValue;
}

const NOTHING = { value: 0 };

/** The figures that differ between two reports, in the order of the second; exact, hours with their two decimals. */
export function compareFigures(before: ReportData, after: ReportData): readonly FigureDifference[] {
  const were = new Map([...figuresIn(before)].map((each) => [each.figure, each]));
  const are = new Map([...figuresIn(after)].map((each) => [each.figure, each]));
  const gone = [...were.values()].filter(({ figure }) => !are.has(figure));
  return [...are.values(), ...gone]
    .map(({ figure, label }) => {
      const [was, is] = [were.get(figure), are.get(figure)];
      const difference = minus((is ?? NOTHING).value, (was ?? NOTHING).value);
      return { figure, label, before: was?.value ?? null, after: is?.value ?? null, difference };
    })
    .filter((each) => each.before !== each.after && !isNothing(each));
}

function minus(after: FigureValue, before: FigureValue): FigureValue {
  if (after === null || before === null) return null;
  const difference = new Decimal(after).minus(before);
  const areCounts = typeof after === 'number' && typeof before === 'number';
  return areCounts ? difference.toNumber() : difference.toFixed(2);
}

/** A unit that is new or gone, and of which there is nothing. */
function isNothing({ difference }: FigureDifference): boolean {
  return difference !== null && new Decimal(difference).isZero();
}
