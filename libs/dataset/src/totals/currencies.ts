import type { Aggregate, Column, DatasetHeader } from '../dataset.js';
import { DatasetStreamError } from '../dataset-stream.js';
import { int32At, ROW_HEAD } from '../encode/data-row.js';

/** ISO 4217: "no currency"; for a business unit that states none. */
export const NO_CURRENCY = 'XXX';

const BU_CODE = 'bu_code';

/** True for a total of money, which never adds up over currencies. Counts of money are numbers like any other. */
export function isPerCurrency(column: Pick<Column, 'format'>, aggregate: Aggregate): boolean {
  return column.format === 'money' && aggregate !== 'count' && aggregate !== 'count_distinct';
}

/** `currencies` of a dataset's header: null unless its units have more than one base currency. */
export function currenciesOf(
  units: readonly { readonly bu_code: string | null; readonly currency: string | null }[],
): Record<string, string> | null {
  const stated = units.flatMap(({ bu_code, currency }): [string, string][] =>
    bu_code === null ? [] : [[bu_code, currency ?? NO_CURRENCY]],
  );
  const isMixed = new Set(stated.map(([, currency]) => currency)).size > 1;
  return isMixed ? Object.fromEntries(stated) : null;
}

/** Tells the currency of a row by the bytes of its first cell: its business unit, or the currency itself. */
export class RowCurrencies {
  /** The currencies by their code; empty where there is but one, which then needs no name. */
  readonly codes: readonly string[];
  private readonly byUnit: ReadonlyMap<string, number>;
  private unit: Buffer = Buffer.alloc(0);
  private position = -1;

  /** Throws `DatasetStreamError` when the rows do not say of which unit they are. */
  constructor({ columns, currencies, currency_column = BU_CODE }: DatasetHeader) {
    const byUnit = Object.entries(currencies ?? {});
    if (byUnit.length > 0 && columns[0]?.name !== currency_column) {
      throw new DatasetStreamError(
        `a dataset of several currencies begins with the column "${currency_column}"`,
      );
    }
    const codes = [...new Set(byUnit.map(([, code]) => code))].sort();
    this.codes = codes;
    this.byUnit = new Map(byUnit.map(([unit, code]) => [unit, codes.indexOf(code)]));
  }

  /** Position in `codes` of the currency of the DataRow at `at`; 0 where there is but one. */
  of(batch: Buffer, at: number): number {
    if (this.codes.length === 0) return 0;
    const { unit } = this;
    const from = at + ROW_HEAD + 4;
    const size = int32At(batch, at + ROW_HEAD);
    let same = this.position >= 0 && size === unit.length;
    for (let i = 0; same && i < size; i++) same = unit[i] === batch[from + i];
    if (!same) this.find(batch.subarray(from, from + Math.max(0, size)));
    return this.position;
  }

  /** Units of a currency, as rows name them. */
  unitsOf(position: number): string[] {
    return [...this.byUnit].flatMap(([unit, own]) => (own === position ? [unit] : []));
  }

  private find(bytes: Buffer): void {
    const name = bytes.toString();
    const position = this.byUnit.get(name);
    if (position === undefined) {
      throw new DatasetStreamError(`a row begins with "${name}", whose currency is not stated`);
    }
    this.unit = Buffer.from(bytes);
    this.position = position;
  }
}
