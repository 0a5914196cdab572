import { newId, type FieldError, type SqlTx } from '@galley/platform';
import type { ChildShape, EntityShape } from './shape/record-shape.js';
import { resolveReferences, type KnownReferences } from './statements/resolve-references.js';
import {
  insertRows,
  touchRows,
  updateRows,
  writeChildren,
  type RowToWrite,
  type Writer,
} from './statements/write-rows.js';
import type { Draft } from './values/read-record.js';

/** A checked draft on its way to the table. */
export interface DraftToWrite {
  readonly draft: Draft;
  readonly id: string;
  readonly isNew: boolean;
}

/** What became of drafts. Nothing was written where there are faults. */
export interface Written {
  readonly faults: readonly FieldError[];
  /** Records that were there and are not as they were. */
  readonly changed: number;
}

/**
 * Writes drafts and their children, all of them or, when a reference leads nowhere, none: then the faults are the answer.
 * What the database refuses is thrown as it comes.
 */
export async function writeDrafts(
  tx: SqlTx,
  shape: EntityShape,
  writer: Writer,
  drafts: readonly DraftToWrite[],
  { known, columns }: { readonly known?: KnownReferences; readonly columns?: readonly string[] } = {},
): Promise<Written> {
  const own = drafts.map(({ draft }) => draft);
  const faults = await resolveReferences(tx, shape, own, known);
  for (const child of shape.children) {
    for (const { draft, id } of drafts) {
      for (const row of draft.children[child.name] ?? []) {
        row.values[child.children.parent] = id;
        for (const carried of child.children.carries ?? []) {
          row.values[carried] = draft.values[carried] ?? null;
        }
      }
    }
    const rows = own.flatMap((draft) => draft.children[child.name] ?? []);
    faults.push(...(await resolveReferences(tx, child, rows, known)));
    faults.push(...namedTwice(child, own));
  }
  if (faults.length > 0) return { faults, changed: 0 };
  const rowOf = ({ draft, id }: DraftToWrite): RowToWrite => ({ id, values: storedOnly(shape, draft) });
  const existing = drafts.filter(({ isNew }) => !isNew);
  const changeable = (columns ?? shape.stored).filter((name) => name !== shape.state);
  const changed = new Set(await updateRows(tx, shape, writer, existing.map(rowOf), changeable));
  await insertRows(tx, shape, writer, drafts.filter(({ isNew }) => isNew).map(rowOf));
  const touched = new Set<string>();
  for (const child of shape.children) {
    const given = drafts.filter(({ draft }) => draft.children[child.name] !== undefined);
    if (given.length === 0) continue;
    const rows = given.flatMap(({ draft }) =>
      (draft.children[child.name] ?? []).map((row) => ({ id: newId(), values: storedOnly(child, row) })),
    );
    const parents = given.map(({ id }) => id);
    for (const id of await writeChildren(tx, child, writer, parents, rows)) touched.add(id);
  }
  const isUntouched = ({ id }: DraftToWrite): boolean => !changed.has(id) && touched.has(id);
  await touchRows(
    tx,
    shape,
    writer,
    existing.filter(isUntouched).map(({ id }) => id),
  );
  const isChanged = ({ id }: DraftToWrite): boolean => changed.has(id) || touched.has(id);
  return { faults: [], changed: existing.filter(isChanged).length };
}

/** Rows of one record whose key leads to the same, in whatever way they name it. Other keys were compared when they were read. */
function namedTwice({ name, key, references }: ChildShape, drafts: readonly Draft[]): FieldError[] {
  const named = references.filter(({ column }) => key.includes(column));
  if (named.length === 0) return [];
  const labels = named.map(({ target }) => target.label).join(' and ');
  const others = key.filter((column) => !named.some((one) => one.column === column)).slice(1);
  const detail = `names the same ${[labels, ...others].join(', ')} twice`;
  return drafts.flatMap((draft) => {
    const seen = new Set<string>();
    return (draft.children[name] ?? []).flatMap(({ values, pointer }) => {
      const cells = key.map((column) => values[column] ?? null);
      const cell = JSON.stringify(cells);
      const isTwin = !cells.includes(null) && seen.has(cell);
      seen.add(cell);
      return isTwin ? [{ pointer, detail }] : [];
    });
  });
}

function storedOnly({ stored }: Pick<EntityShape, 'stored'>, { values }: Draft): RowToWrite['values'] {
  return Object.fromEntries(stored.map((name) => [name, values[name] ?? null]));
}
