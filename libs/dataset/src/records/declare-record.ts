import type { ConstraintWords, RecordEntity, RecordProblem } from './record-entity.js';

/** What constraints of a table say, by their names without the table's. */
export type TableWords = Readonly<
  Record<string, readonly [field: string, says: string, problem?: RecordProblem]>
>;

/**
 * Declares a problem that records are refused with, in literals: `declareProblem('period-locked', 409, 'The period is locked')`.
 * It is listed in `docs/errors.md` and in the API document. A service that answers the same elsewhere declares it as well.
 */
export function declareProblem(code: string, status: RecordProblem['status'], title: string): RecordProblem {
  return { code, status, title };
}

export interface DeclaredRecord extends Omit<RecordEntity, 'area' | 'schema' | 'constraints'> {
  readonly says?: TableWords;
}

/** An entity of a pack whose area of the API and schema of the database have its name. */
export function declareRecord(pack: string, { says = {}, ...declared }: DeclaredRecord): RecordEntity {
  return { area: pack, schema: pack, ...declared, constraints: constraintWords(declared.table, says) };
}

export function constraintWords(table: string, says: TableWords): ConstraintWords {
  return Object.fromEntries(
    Object.entries(says).map(([name, [field, words, problem]]) => [
      `${table}_${name}`,
      { field, says: words, ...(problem && { problem }) },
    ]),
  );
}
