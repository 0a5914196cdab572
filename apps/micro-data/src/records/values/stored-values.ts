import type { RecordValue, RecordValues } from '@galley/dataset';
import type { TableShape } from '../shape/record-shape.js';
import type { RecordRow } from '../statements/select-records.js';

/** Fields whose values are documents. */
function documentsOf({ plain }: TableShape): readonly string[] {
  return plain.flatMap(({ name, field }) => (field.kind === 'json' ? [name] : []));
}

/** The columns of a record as it is, spelled as drafts spell them: what its next state starts from. */
export function storedOf(shape: TableShape, record: RecordRow): RecordValues {
  const documents = documentsOf(shape);
  const valueOf = (name: string): RecordValue => {
    const cell = record[name] ?? null;
    return cell !== null && documents.includes(name) ? JSON.stringify(cell) : (cell as RecordValue);
  };
  return Object.fromEntries(shape.stored.map((name) => [name, valueOf(name)]));
}
