import type { ConstraintWords, RecordEntity, RecordProblem } from './record-entity.js';

/** What constraints of a table say, by their names without the table's. */
export type TableWords = Readonly<
  Record<string, readonly [field: string, says: string, problem?: RecordProblem]>
>;

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
