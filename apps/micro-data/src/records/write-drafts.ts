import { newId, Prisma, type SqlTx } from '@galley/platform';
import type { RecordFault } from './record-problem.js';
import type { ChildShape, EntityShape } from './shape/record-shape.js';
import { askDeferred } from './statements/ask-deferred.js';
import { resolveReferences, type KnownReferences } from './statements/resolve-references.js';
import { selectRecords } from './statements/select-records.js';
import {
  insertRows,
  touchRows,
  updateRows,
  writeChildren,
  type RowToWrite,
  type Writer,
} from './statements/write-rows.js';
import { withFilled, type RecordStep } from './steps/record-steps.js';
import type { DraftToWrite } from './values/draft-to-write.js';
import type { Draft } from './values/read-record.js';
import { storedOf } from './values/stored-values.js';

/** Where drafts are written, by whom, and who else looks at them. */
export interface WriteTarget {
  readonly tx: SqlTx;
  readonly shape: EntityShape;
  readonly writer: Writer;
  readonly steps: readonly RecordStep[];
}

export interface WriteOptions {
  /** References that were found before, and will be. */
  readonly known?: KnownReferences;
  /** Columns of records that are there already which may change; absent = all. */
  readonly columns?: readonly string[];
}

/** What became of drafts. Nothing was written where there are faults. */
export interface Written {
  readonly faults: readonly RecordFault[];
  /** Records that were there and are not as they were. */
  readonly changed: number;
}

/**
 * Writes drafts and their children, all of them or, when a reference leads nowhere or a step finds fault, none: then the
 * faults are the answer. What the database refuses is thrown as it comes.
 */
export async function writeDrafts(
  target: WriteTarget,
  drafts: readonly DraftToWrite[],
  { known, columns }: WriteOptions = {},
): Promise<Written> {
  const { tx, writer, steps } = target;
  const { shape, filled } = withFilled(target.shape, steps);
  const faults = await settleReferences(tx, shape, drafts, known);
  if (faults.length === 0 && steps.length > 0) {
    if (columns) await fillIn(tx, shape, drafts, columns);
    for (const step of steps) faults.push(...((await step.before?.(tx, writer, drafts)) ?? []));
    belong(shape, drafts);
  }
  if (faults.length > 0) return { faults, changed: 0 };
  const rowOf = ({ draft, id }: DraftToWrite): RowToWrite => ({ id, values: storedOnly(shape, draft) });
  const existing = drafts.filter(({ isNew }) => !isNew);
  const coming = drafts.filter(({ isNew }) => isNew);
  const changeable = (columns ? [...columns, ...filled] : shape.stored).filter(
    (name) => name !== shape.state,
  );
  const updated = new Set(await updateRows(tx, shape, writer, existing.map(rowOf), changeable));
  await insertRows(tx, shape, writer, coming.map(rowOf));
  const touched = await writeAllChildren(target, drafts);
  const ids = existing.map(({ id }) => id);
  await touchRows(
    tx,
    shape,
    writer,
    ids.filter((id) => !updated.has(id) && touched.has(id)),
  );
  const changed = ids.filter((id) => updated.has(id) || touched.has(id));
  const created = coming.map(({ id }) => id);
  for (const step of steps) await step.after?.(tx, writer, { created, changed });
  await askDeferred(tx);
  return { faults: [], changed: changed.length };
}

/** Puts ids into drafts and their children. Answers every reference that leads nowhere. */
async function settleReferences(
  tx: SqlTx,
  shape: EntityShape,
  drafts: readonly DraftToWrite[],
  known?: KnownReferences,
): Promise<RecordFault[]> {
  const own = drafts.map(({ draft }) => draft);
  const faults: RecordFault[] = await resolveReferences(tx, shape, own, known);
  belong(shape, drafts);
  for (const child of shape.children) {
    const rows = own.flatMap((draft) => draft.children[child.name] ?? []);
    faults.push(...(await resolveReferences(tx, child, rows, known)), ...namedTwice(child, own));
  }
  return faults;
}

/** Tells children whose they are, and where they stand. */
function belong(shape: EntityShape, drafts: readonly DraftToWrite[]): void {
  for (const { name, children } of shape.children) {
    for (const { draft, id } of drafts) {
      for (const [place, row] of (draft.children[name] ?? []).entries()) {
        row.values[children.parent] = id;
        if (children.order) row.values[children.order] = place;
        for (const carried of children.carries ?? []) row.values[carried] = draft.values[carried] ?? null;
      }
    }
  }
}

/** Makes drafts of records that are there whole: what may not change is as it is. */
async function fillIn(
  tx: SqlTx,
  shape: EntityShape,
  drafts: readonly DraftToWrite[],
  columns: readonly string[],
): Promise<void> {
  const existing = drafts.filter(({ isNew }) => !isNew);
  if (existing.length === 0) return;
  const ids = existing.map(({ id }) => id);
  const rows = await selectRecords(tx, shape, [Prisma.sql`t.id = any (${ids}::uuid[])`]);
  const stored = new Map(rows.map((row) => [row.id, storedOf(shape, row)]));
  const kept = shape.stored.filter((name) => !columns.includes(name));
  for (const { draft, id } of existing) {
    for (const name of kept) draft.values[name] = stored.get(id)?.[name] ?? null;
  }
}

/** Answers the records whose children are not what they were. */
async function writeAllChildren(
  { tx, shape, writer }: WriteTarget,
  drafts: readonly DraftToWrite[],
): Promise<ReadonlySet<string>> {
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
  return touched;
}

/** Rows of one record whose key leads to the same, in whatever way they name it. Other keys were compared when they were read. */
function namedTwice({ name, key, references }: ChildShape, drafts: readonly Draft[]): RecordFault[] {
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
