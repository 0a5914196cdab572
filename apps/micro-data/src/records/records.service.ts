import { Injectable } from '@nestjs/common';
import {
  Answer,
  appendAudit,
  Conflict,
  created,
  Database,
  newId,
  onceIn,
  pageOf,
  Prisma,
  requireMatch,
  type Author,
  type Page,
  type PageWindow,
  type Principal,
  type SqlTx,
} from '@galley/platform';
import { readListQuery } from './http/list-query.js';
import { requireStating } from './moves/require-stating.js';
import { invalidRecord, recordProblem } from './record-problem.js';
import { writeDrafts } from './write-drafts.js';
import { RecordCatalog } from './shape/record-catalog.js';
import { RecordSteps } from './steps/record-steps.js';
import type { EntityShape } from './shape/record-shape.js';
import { askDeferred } from './statements/ask-deferred.js';
import { column, tableOf } from './statements/names.js';
import { countRecords, selectRecords, type RecordRow } from './statements/select-records.js';
import { lockRecord, readWhole } from './statements/whole-record.js';
import { resolveReferences } from './statements/resolve-references.js';
import { deleteRows, findByKey, type Writer } from './statements/write-rows.js';
import { readValueIn } from './values/local-days.js';
import { readRecord, type Draft, type ReadMode } from './values/read-record.js';
import type { DraftToWrite } from './values/draft-to-write.js';
import { settleRecord } from './values/settle-record.js';
import { storedOf } from './values/stored-values.js';

/** What is to become of a record. */
export interface RecordChange {
  readonly id: string;
  readonly body: unknown;
  readonly mode: Exclude<ReadMode, 'create'>;
}

/** Records of every entity alike: everything particular stands in the declaration, and in the database. */
@Injectable()
export class RecordsService {
  constructor(
    private readonly database: Database,
    private readonly catalog: RecordCatalog,
    private readonly steps: RecordSteps,
  ) {}

  list(
    caller: Principal,
    shape: EntityShape,
    query: Readonly<Record<string, unknown>>,
  ): Promise<Page<RecordRow>> {
    const { page, conditions } = readListQuery(shape, query, caller.organization.timezone);
    return this.database.withActorSql(caller, (tx) =>
      pageOf(
        page,
        shape.entity.sorting,
        (window) => selectRecords(tx, shape, [...conditions, ...after(shape, window)], tailOf(window)),
        () => countRecords(tx, shape, conditions),
      ),
    );
  }

  read(caller: Principal, shape: EntityShape, id: string): Promise<RecordRow> {
    return this.database.withActorSql(caller, (tx) => readWhole(tx, shape, id));
  }

  create({ caller, request }: Author, shape: EntityShape, body: unknown): Promise<Answer<RecordRow>> {
    const read = readValueIn(caller.organization.timezone);
    const { draft, faults } = readRecord(shape, body, { mode: 'create', pointer: '', read });
    const settled = settleRecord(shape, draft, null, faults);
    if (settled.length > 0) throw invalidRecord(shape, settled);
    requireStating(caller, shape, [draft]);
    return this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        const again = shape.entity.is_repeatable ? await this.#repeated(tx, shape, caller, draft) : null;
        if (again) return new Answer(200, again);
        const id = newId();
        await this.#write(tx, shape, writerOf(caller), { draft, id, isNew: true });
        const record = await readWhole(tx, shape, id);
        await this.#audit(tx, { caller, request }, shape, 'create', null, record);
        return created(record, `/api/${shape.entity.area}/${shape.entity.name}/${id}`);
      }),
    );
  }

  /** `change` leaves alone what the body does not name; `replace` takes the body for the whole record. */
  change(
    { caller, request }: Author,
    shape: EntityShape,
    { id, body, mode }: RecordChange,
  ): Promise<RecordRow> {
    const read = readValueIn(caller.organization.timezone);
    const { draft, faults } = readRecord(shape, body, { mode, pointer: '', read });
    if (faults.length > 0) throw invalidRecord(shape, faults);
    return this.database.withActorSql(caller, async (tx) => {
      const before = await lockRecord(tx, shape, id);
      requireMatch(request, before);
      const settled = settleRecord(shape, draft, storedOf(shape, before));
      if (settled.length > 0) throw invalidRecord(shape, settled);
      await this.#write(tx, shape, writerOf(caller), { draft, id, isNew: false });
      const record = await readWhole(tx, shape, id);
      if (record.version !== before.version) {
        await this.#audit(tx, { caller, request }, shape, 'update', before, record);
      }
      return record;
    });
  }

  /** Throws `conflict` while another living record names it or the database keeps it. Its children go with it. */
  async remove({ caller, request }: Author, shape: EntityShape, id: string): Promise<void> {
    await this.database.withActorSql(caller, async (tx) => {
      const before = await lockRecord(tx, shape, id);
      requireMatch(request, before);
      await this.#requireUnreferred(tx, shape, id);
      await this.#delete(tx, shape, writerOf(caller), id);
      await this.#audit(tx, { caller, request }, shape, 'delete', before, null);
    });
  }

  /** The record that a create says again; null where there is none of its name. Throws `conflict` where it says otherwise. */
  async #repeated(tx: SqlTx, shape: EntityShape, caller: Principal, draft: Draft): Promise<RecordRow | null> {
    const faults = await resolveReferences(tx, shape, [draft]);
    const given = newId();
    const known =
      faults.length > 0 ? null : await findByKey(tx, shape, [{ id: given, values: draft.values }]);
    const id = known?.get(given);
    if (id === undefined) return null;
    const before = await readWhole(tx, shape, id);
    await this.#write(tx, shape, writerOf(caller), { draft, id, isNew: false });
    const record = await readWhole(tx, shape, id);
    if (record.version === before.version) return record;
    throw Conflict.error(`This ${shape.label} is there, and says otherwise; change that one.`, {
      facts: { id },
    });
  }

  async #delete(tx: SqlTx, shape: EntityShape, writer: Writer, id: string): Promise<void> {
    try {
      for (const child of shape.children) {
        const parent = column(child.children.parent);
        await deleteRows(tx, child, writer, [Prisma.sql`t.${parent} = ${id}::uuid`]);
      }
      await deleteRows(tx, shape, writer, [Prisma.sql`t.id = ${id}::uuid`]);
      await askDeferred(tx);
    } catch (error) {
      throw recordProblem(error, '', shape, ...shape.children);
    }
  }

  async #write(tx: SqlTx, shape: EntityShape, writer: Writer, draft: DraftToWrite): Promise<void> {
    try {
      const steps = this.steps.of(shape);
      const { faults } = await writeDrafts({ tx, shape, writer, steps }, [draft]);
      if (faults.length > 0) throw invalidRecord(shape, faults);
    } catch (error) {
      throw recordProblem(error, '', shape, ...shape.children);
    }
  }

  async #requireUnreferred(tx: SqlTx, shape: EntityShape, id: string): Promise<void> {
    for (const { shape: other, reference } of this.catalog.referrersTo(shape)) {
      const [referrer] = await tx.$queryRaw<object[]>`
        select 1 from ${tableOf(other)} t
        where t.${column(reference.column)} = ${id}::uuid and t.deleted_at is null
          and t.organization_id = (select platform.current_organization()) limit 1`;
      if (referrer) {
        throw Conflict.error(
          `The ${shape.label} is named by a ${other.label}; remove that first, or let it name another.`,
          { facts: { referred_by: other.table } },
        );
      }
    }
  }

  /** Who did what to which record, and a digest of its state; no values. */
  #audit(
    tx: SqlTx,
    { caller, request }: Author,
    shape: EntityShape,
    verb: 'create' | 'update' | 'delete',
    before: RecordRow | null,
    after: RecordRow | null,
  ): Promise<void> {
    return appendAudit(tx, {
      organization_id: caller.organization.id,
      actor_id: caller.id,
      action: `record.${verb}`,
      entity_type: shape.full_name,
      entity_id: (after ?? before)?.id ?? '',
      before,
      after,
      request_id: request.request_id,
      ip: request.ip,
    });
  }
}

export function writerOf(caller: Principal): Writer {
  return { organization_id: caller.organization.id, actor_id: caller.id };
}

/** Where the page before ended; the database compares, so no precision is lost on the way. */
function after(shape: EntityShape, { cursor, orderBy }: PageWindow): readonly Prisma.Sql[] {
  if (!cursor) return [];
  const [[name = 'id', direction] = []] = orderBy.map((term) => Object.entries(term)[0] ?? []);
  const sign = Prisma.raw(direction === 'desc' ? '<' : '>');
  return [
    Prisma.sql`(t.${column(name)}, t.id) ${sign}
      (select c.${column(name)}, c.id from ${tableOf(shape)} c where c.id = ${cursor.id}::uuid)`,
  ];
}

function tailOf({ take, orderBy }: PageWindow): Prisma.Sql {
  const terms = orderBy.flatMap((term) =>
    Object.entries(term).map(([name, direction]) => Prisma.sql`t.${column(name)} ${Prisma.raw(direction)}`),
  );
  return Prisma.sql`order by ${Prisma.join(terms, ', ')} limit ${take}::bigint`;
}
