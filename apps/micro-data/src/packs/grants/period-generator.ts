import { Injectable } from '@nestjs/common';
import {
  Answer,
  appendAudit,
  Database,
  invalidField,
  newId,
  onceIn,
  Prisma,
  type Author,
  type SqlTx,
} from '@galley/platform';
import { periodsBetween } from '@galley/pack-grants/records';
import { writerOf } from '../../records/records.service.js';
import { RecordCatalog } from '../../records/shape/record-catalog.js';
import type { EntityShape } from '../../records/shape/record-shape.js';
import { selectRecords } from '../../records/statements/select-records.js';
import { findByKey } from '../../records/statements/write-rows.js';
import { RecordSteps } from '../../records/steps/record-steps.js';
import { readRecord, type Draft } from '../../records/values/read-record.js';
import { settleRecord } from '../../records/values/settle-record.js';
import { writeDrafts } from '../../records/write-drafts.js';
import type { GeneratedPeriod, GeneratedPeriods, GeneratePeriodsBody } from './period-resources.js';

const MAX_YEARS = 50;

/** The years, half years or quarters of several years: those that are missing are made, others stay as they are. */
@Injectable()
export class PeriodGenerator {
  constructor(
    private readonly database: Database,
    private readonly catalog: RecordCatalog,
    private readonly steps: RecordSteps,
  ) {}

  /** Throws `invalid` for years that end before they begin, or are too many. */
  generate(
    { caller, request }: Author,
    { kind, year_from, year_to }: GeneratePeriodsBody,
  ): Promise<Answer<GeneratedPeriods>> {
    if (year_to < year_from || year_to - year_from >= MAX_YEARS) {
      throw invalidField('/year_to', `must be from year_from to ${MAX_YEARS - 1} years later`);
    }
    const shape = this.catalog.of('grants.periods');
    const drafts = periodsBetween(kind, year_from, year_to).map((body) => draftOf(shape, body));
    return this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        // Whoever asks for the same at the same time finds what the first has made.
        await tx.$executeRaw`
          select pg_advisory_xact_lock(hashtextextended('grants-periods:' || platform.current_organization(), 0))`;
        const rows = drafts.map((draft) => ({ id: newId(), values: draft.values, draft, isNew: true }));
        const known = await findByKey(tx, shape, rows);
        const missing = rows.filter(({ id }) => !known.has(id));
        await writeDrafts({ tx, shape, writer: writerOf(caller), steps: this.steps.of(shape) }, missing);
        const items = await periodsOf(
          tx,
          shape,
          rows.map(({ id }) => ({ id: known.get(id) ?? id, is_new: !known.has(id) })),
        );
        await appendAudit(tx, {
          organization_id: caller.organization.id,
          actor_id: caller.id,
          action: 'record.generate',
          entity_type: shape.full_name,
          entity_id: items[0]?.id ?? '',
          after: items,
          facts: { kind, year_from, year_to, created: missing.length },
          request_id: request.request_id,
          ip: request.ip,
        });
        return new Answer(200, { created: missing.length, items });
      }),
    );
  }
}

function draftOf(shape: EntityShape, body: object): Draft {
  const { draft } = readRecord(shape, body, { mode: 'create', pointer: '' });
  settleRecord(shape, draft, null);
  return draft;
}

/** As they stand, in the order asked for. */
async function periodsOf(
  tx: SqlTx,
  shape: EntityShape,
  wanted: readonly Pick<GeneratedPeriod, 'id' | 'is_new'>[],
): Promise<GeneratedPeriod[]> {
  const ids = wanted.map(({ id }) => id);
  const found = await selectRecords(tx, shape, [Prisma.sql`t.id = any (${ids}::uuid[])`]);
  const byId = new Map(found.map((record) => [record.id, record]));
  return wanted.map(({ id, is_new }) => ({
    id,
    is_new,
    label: String(byId.get(id)?.['label']),
    start_date: String(byId.get(id)?.['start_date']),
    end_date: String(byId.get(id)?.['end_date']),
  }));
}
