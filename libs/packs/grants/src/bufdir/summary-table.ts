import type { SummaryLevel, SummaryRow } from './figure-rows.js';

type Coordinates = Partial<Pick<SummaryRow, 'unit_id' | 'type_key' | 'category_code'>>;

/**
 * The rows of `grants.activity_summary` by what they are about, whatever order they came in. Each is taken once, so that a
 * row about a unit or type the report does not know is an error and never a figure that is quietly left out.
 */
export class SummaryTable {
  private readonly rows = new Map<string, SummaryRow>();

  /** Throws where two rows are about the same. */
  constructor(rows: readonly SummaryRow[]) {
    for (const row of rows) {
      const key = keyOf(row.level, row);
      if (this.rows.has(key)) throw new Error(`The summary has two rows for ${key}.`);
      this.rows.set(key, row);
    }
  }

  /** Undefined = nothing happened there. */
  take(level: SummaryLevel, coordinates: Coordinates = {}): SummaryRow | undefined {
    const key = keyOf(level, coordinates);
    const row = this.rows.get(key);
    this.rows.delete(key);
    return row;
  }

  /** What is left of a level, in the order of category codes; people without one come last. */
  takeCategories(): readonly SummaryRow[] {
    return [...this.rows.values()]
      .filter(({ level }) => level === 'category')
      .sort((a, b) => compareCodes(a.category_code, b.category_code))
      .map((row) => this.take('category', row) ?? row);
  }

  /** Throws while rows are left. */
  requireEmpty(): void {
    const [left] = this.rows.keys();
    if (left) throw new Error(`The summary has a row for ${left}, which is not of this report.`);
  }
}

function keyOf(level: SummaryLevel, { unit_id, type_key, category_code }: Coordinates): string {
  return JSON.stringify([level, unit_id ?? null, type_key ?? null, category_code ?? null]);
}

function compareCodes(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return Number(a > b) - Number(a < b);
}
