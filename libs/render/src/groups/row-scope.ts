import type { Column, RowCells } from '@galley/dataset';
import {
  columnValue,
  type DateValue,
  type DocumentInfo,
  localInstant,
  type Reference,
  type Scope,
  sourceKey,
  type Value,
} from '@galley/layout';

type Lookup = (scope: RowScope) => Value | undefined;

const NO_CELLS = { from: new Int32Array(0), to: new Int32Array(0) };
const NO_BYTES = Buffer.alloc(0);

/**
 * What expressions of a table see: columns of the row that was read last, `Value` of the cell in question, and what the
 * document says of itself (`Title`, `Organization`, `Date`, its filters and parameters) with whatever `say` added.
 */
export class RowScope implements Scope {
  readonly locale: string;
  readonly currency: string | null;
  readonly now: DateValue;
  /** Of the cell whose condition is asked. */
  value: Value = null;
  private batch: Buffer = NO_BYTES;
  private cells: Pick<RowCells, 'from' | 'to'> = NO_CELLS;
  private readonly places: ReadonlyMap<string, number>;
  private readonly said = new Map<string, Value>();
  private readonly lookups = new WeakMap<Reference, Lookup>();

  constructor(
    private readonly columns: readonly Column[],
    document: DocumentInfo,
  ) {
    this.locale = document.locale;
    this.currency = document.currency ?? null;
    const { iso } = localInstant(document.generated_at, document.timezone);
    this.now = { iso, has_time: true };
    this.places = new Map(columns.map(({ name }, index) => [sourceKey(name), index]));
    for (const [name, value] of Object.entries(document.values ?? {})) this.say(name, value);
    this.say('Title', document.title);
    this.say('Organization', document.organization);
    this.say('Date', { iso: iso.slice(0, 10), has_time: false });
    this.say('Time', this.now);
  }

  /** Gives a name a value; columns of the same name come first. */
  say(name: string, value: Value): void {
    this.said.set(sourceKey(name), value);
  }

  /** Looks at a row that `cells` has read. */
  read(batch: Buffer, cells: Pick<RowCells, 'from' | 'to'>): void {
    this.batch = batch;
    this.cells = cells;
  }

  lookup(reference: Reference): Value | undefined {
    let find = this.lookups.get(reference);
    if (!find) this.lookups.set(reference, (find = this.lookupOf(reference)));
    return find(this);
  }

  /** A cell's PostgreSQL text; null for null, and before a row was read. */
  text(index: number): string | null {
    const to = this.cells.to[index] ?? -1;
    return to < 0 ? null : this.batch.toString('utf8', this.cells.from[index], to);
  }

  private lookupOf({ path, text }: Reference): Lookup {
    const index = this.places.get(sourceKey(path.at(-1) ?? text));
    const column = index === undefined ? undefined : this.columns[index];
    if (index !== undefined && column) return (scope) => columnValue(scope.text(index), column.type);
    const name = sourceKey(text);
    if (name === 'value') return (scope) => scope.value;
    return (scope) => scope.said.get(name);
  }
}
