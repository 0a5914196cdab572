import type { RecordValue, RecordValues, ReferenceField } from '@galley/dataset';
import { isUuid, Prisma, type FieldError, type SqlTx } from '@galley/platform';
import { carriedFields, type ReferenceColumn, type TableShape } from '../shape/record-shape.js';
import type { Draft, NamedReference } from '../values/read-record.js';
import { column, list, tableOf } from './names.js';

/** Columns of a record that somebody named: its id, and what the reference asks for. */
type Found = Readonly<Record<string, string | null>> & { readonly id: string };

/** What was found for a reference, kept from one part of a long file to the next. */
export type KnownReferences = Map<ReferenceColumn, Map<string, readonly Found[]>>;

/** Keys of one reference that are remembered; a file that names more asks again. */
const MAX_KNOWN = 50_000;

/**
 * Puts ids, and the columns that references carry, into the drafts. Whatever row-level security hides is not there, so
 * another organization's record and another project's are named in vain. Answers every fault.
 */
export async function resolveReferences(
  tx: SqlTx,
  shape: TableShape,
  drafts: readonly Draft[],
  known: KnownReferences = new Map(),
): Promise<FieldError[]> {
  const faults: FieldError[] = [];
  // In the order declared: a clause is found within the contract that was found before it.
  for (const reference of shape.references) {
    const named = drafts.flatMap((draft) =>
      draft.references
        .filter((one) => one.reference.column === reference.column)
        .map((one) => ({ draft, one })),
    );
    if (named.length === 0) continue;
    // Records of the same kind may come to be while these are written.
    const isOwnKind = reference.target.table === shape.table && reference.target.schema === shape.schema;
    const found = await lookUp(
      tx,
      reference,
      named.map(({ one }) => one),
      isOwnKind ? new Map() : known,
    );
    for (const { draft, one } of named) {
      const fault = settle(shape, draft, one, found.get(keyOf(one)) ?? []);
      if (fault) faults.push(fault);
    }
  }
  return faults;
}

function settle(
  shape: TableShape,
  { values, references }: Draft,
  { reference, by, text, pointer }: NamedReference,
  candidates: readonly Found[],
): FieldError | null {
  const { column: own, field, target } = reference;
  const { carries = [] } = field;
  const matching = by === 'id' ? candidates : meantBy(field, values, candidates);
  const [match] = matching;
  if (!match || matching.length > 1) {
    const shown = by === 'id' ? 'of this id' : `"${text.slice(0, 100)}"`;
    return { pointer, detail: match ? `${shown} names several` : `there is no ${target.label} ${shown}` };
  }
  const isNamedTwice = references.filter((other) => other.reference.column === own).length > 1;
  if (isNamedTwice && by === 'key' && values[own] !== match.id) {
    return { pointer, detail: `names another ${target.label} than ${own}` };
  }
  values[own] = match.id;
  const plain = carriedFields(shape.plain, reference);
  for (const carried of carries) {
    // Own says where it belongs itself: then it must say the same.
    const isOwn = shape.references.some((other) => other.column === carried && !other.field.read_only);
    if (isOwn && (values[carried] ?? null) !== match[carried]) {
      return { pointer, detail: `the ${target.label} is of another ${carried.replace(/_id$/, '')}` };
    }
    if (plain.includes(carried) && !agrees(values[carried], match[carried])) {
      return { pointer, detail: `the ${target.label} has another ${carried}; leave that out` };
    }
    values[carried] = match[carried] ?? null;
  }
  return null;
}

/** Those of a key that a record can mean. */
function meantBy(
  { within = [], narrowed_by = [], preferring }: ReferenceField,
  values: RecordValues,
  candidates: readonly Found[],
): readonly Found[] {
  const matching = candidates.filter(
    (found) =>
      within.every((shared) => (values[shared] ?? null) === found[shared]) &&
      narrowed_by.every((name) => agrees(values[name], found[name])),
  );
  const preferred = preferring?.values
    .map((value) => matching.filter((found) => found[preferring.column] === value))
    .find((some) => some.length > 0);
  return preferred ?? matching;
}

/** Whether a cell, where it is stated, says what was found: as texts, for so it was read. */
function agrees(stated: RecordValue | undefined, found: string | null | undefined): boolean {
  return (stated ?? null) === null || String(stated) === found;
}

async function lookUp(
  tx: SqlTx,
  reference: ReferenceColumn,
  named: readonly NamedReference[],
  known: KnownReferences,
): Promise<ReadonlyMap<string, readonly Found[]>> {
  const remembered = known.get(reference) ?? new Map<string, readonly Found[]>();
  if (remembered.size > MAX_KNOWN) remembered.clear();
  known.set(reference, remembered);
  const missing = named.filter((one) => !remembered.has(keyOf(one)));
  for (const by of ['id', 'key'] as const) {
    const texts = [...new Set(missing.filter((one) => one.by === by).map(({ text }) => text))];
    if (texts.length === 0) continue;
    for (const text of texts) remembered.set(JSON.stringify([by, text]), []);
    for (const row of await read(tx, reference, by, texts)) {
      const key = JSON.stringify([by, by === 'id' ? row.id : row.named_by]);
      remembered.set(key, [...(remembered.get(key) ?? []), row]);
    }
  }
  return remembered;
}

function read(
  tx: SqlTx,
  { field, target }: ReferenceColumn,
  by: 'id' | 'key',
  texts: readonly string[],
): Promise<(Found & { readonly named_by: string })[]> {
  const { within = [], carries = [], narrowed_by = [], preferring } = field;
  const asked = [within, carries, narrowed_by, preferring?.column ?? []].flat();
  const also = [...new Set(asked)].map((name) => Prisma.sql`${column(name)}::text as ${column(name)}`);
  const wanted =
    by === 'id'
      ? Prisma.sql`id = any (${texts.filter(isUuid)}::uuid[])`
      : Prisma.sql`${column(field.by)} = any (${[...texts]}::text[])`;
  return tx.$queryRaw`
    select ${list([Prisma.sql`id`, Prisma.sql`${column(field.by)}::text as named_by`, ...also])}
    from ${tableOf(target)}
    where deleted_at is null and organization_id = (select platform.current_organization()) and ${wanted}`;
}

function keyOf({ by, text }: NamedReference): string {
  return JSON.stringify([by, text]);
}
