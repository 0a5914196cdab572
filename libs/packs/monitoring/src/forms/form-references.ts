import { referencesOf } from './calculation/calculation-tree.js';
import { namesOfTest, SELF, testsOf } from './condition.js';
import { LOGIC, type FormField, type LogicPart } from './form.js';
import { LogicFault } from './logic-fault.js';

/** Which fields of a form refer to which: each may refer to earlier ones only, so nothing goes round in circles. */
export class FormReferences {
  readonly #places: ReadonlyMap<string, number>;

  constructor(private readonly fields: readonly FormField[]) {
    // Of two of a name the first is meant.
    this.#places = new Map(fields.map(({ name }, index) => [name, index] as const).toReversed());
  }

  /** Answers true. Throws `LogicFault` for a name that leads nowhere, to a note, to itself, or to a later field. */
  check(index: number, part: LogicPart): true {
    const field = this.fields[index];
    if (!field) return true;
    for (const { name, pointer } of namesIn(field, part)) {
      const place = this.#places.get(name);
      const other = place === undefined ? undefined : this.fields[place];
      if (place === undefined || !other)
        throw new LogicFault(`names ${name}, which is no field of this form`, pointer);
      if (other.type === 'note') throw new LogicFault(`names ${name}, a note, which nobody answers`, pointer);
      if (place < index || (place === index && part === 'constraint')) continue;
      if (place === index) throw new LogicFault('refers to itself', pointer);
      const way = this.#wayBack(place, index);
      const circle = [...way, place].toReversed().map((step) => this.fields[step]?.name);
      throw new LogicFault(
        way.length > 0
          ? `goes round in a circle: ${[field.name, ...circle].join(' → ')}`
          : `refers to ${name}, which comes later`,
        pointer,
      );
    }
    return true;
  }

  /** The places that lead from one field to another, the last first; none when they do not. */
  #wayBack(from: number, to: number): readonly number[] {
    const cameFrom = new Map<number, number>([[from, from]]);
    for (const place of cameFrom.keys()) {
      const field = this.fields[place];
      for (const part of LOGIC) {
        for (const { name } of field ? namesIn(field, part) : []) {
          const next = this.#places.get(name);
          if (next === undefined || cameFrom.has(next)) continue;
          cameFrom.set(next, place);
        }
      }
    }
    const way: number[] = [];
    for (let step = to; cameFrom.has(step) && step !== from; step = cameFrom.get(step) ?? from)
      way.push(step);
    return way;
  }
}

/** Fields that a part of a field speaks of, and where; its own answer by its own name. */
export function namesIn(
  { name: own, relevant, constraint, calculation }: FormField,
  part: LogicPart,
): readonly Named[] {
  if (part === 'calculation') {
    return calculation ? referencesOf(calculation).map((name) => ({ name, pointer: '' })) : [];
  }
  const condition = part === 'relevant' ? relevant : constraint;
  return (condition ? testsOf(condition) : []).flatMap((test) =>
    namesOfTest(test).map((name) => ({ name: name === SELF ? own : name, pointer: test.pointer })),
  );
}

interface Named {
  readonly name: string;
  readonly pointer: string;
}
