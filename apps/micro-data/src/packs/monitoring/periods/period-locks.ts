import { Injectable } from '@nestjs/common';
import {
  Answer,
  appendAudit,
  Conflict,
  Database,
  invalidField,
  newId,
  onceIn,
  requireMatch,
  type Author,
  type Json,
  type Principal,
  type SqlTx,
} from '@galley/platform';
import { RecordCatalog } from '../../../records/shape/record-catalog.js';
import type { EntityShape } from '../../../records/shape/record-shape.js';
import type { RecordRow } from '../../../records/statements/select-records.js';
import { lockRecord, readWhole } from '../../../records/statements/whole-record.js';
import { PeriodHasUnapproved } from './period-problems.js';
import type { LockPeriodBody, PeriodUnlock, PeriodUnlocks, UnlockPeriodBody } from './period-resources.js';

interface Unapproved {
  readonly draft: number;
  readonly submitted: number;
}

/** Closes reporting periods, and opens them again. What that means for their values is the database's matter. */
@Injectable()
export class PeriodLocks {
  readonly #shape: EntityShape;

  constructor(
    private readonly database: Database,
    catalog: RecordCatalog,
  ) {
    this.#shape = catalog.of('monitoring.reporting-periods');
  }

  /** Throws `period-has-unapproved` for one with drafts or submitted values, unless forced (ME-4). */
  lock(
    { caller, request }: Author,
    id: string,
    { force = false }: LockPeriodBody,
  ): Promise<Answer<RecordRow>> {
    return this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        // Whoever is writing a value of it now is waited for, and counted.
        const { project_id } = await readWhole(tx, this.#shape, id);
        await tx.$executeRaw`select monitoring.hold_values(${String(project_id)}::uuid)`;
        const before = await lockRecord(tx, this.#shape, id);
        requireMatch(request, before);
        if (before['locked_at'] !== null) return new Answer(200, before);
        const unapproved = await countUnapproved(tx, id);
        if (!before['is_locked'] && !force) requireNone(unapproved);
        await tx.$executeRaw`
          update monitoring.reporting_period set is_locked = true, version = version + 1, updated_at = now(),
            updated_by_id = ${caller.id}::uuid
          where id = ${id}::uuid`;
        const after = await readWhole(tx, this.#shape, id);
        await this.#audit(tx, { caller, request }, 'record.lock', before, after, { force, ...unapproved });
        return new Answer(200, after);
      }),
    );
  }

  /** Throws `conflict` for one that is not locked. */
  unlock(
    { caller, request }: Author,
    id: string,
    { reason, until }: UnlockPeriodBody,
  ): Promise<Answer<RecordRow>> {
    if (until !== undefined && Date.parse(until) <= Date.now())
      throw invalidField('/until', 'must be in the future');
    return this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        const before = await lockRecord(tx, this.#shape, id);
        requireMatch(request, before);
        if (!before['is_locked']) throw Conflict.error('The period is not locked.');
        await tx.$executeRaw`
          insert into monitoring.period_unlock (id, organization_id, project_id, period_id, reason, until)
          values (${newId()}::uuid, ${caller.organization.id}::uuid, ${String(before['project_id'])}::uuid, ${id}::uuid,
            ${reason.trim()}, ${until ?? null}::timestamptz)`;
        const after = await readWhole(tx, this.#shape, id);
        await this.#audit(tx, { caller, request }, 'record.unlock', before, after, { until: until ?? null });
        return new Answer(200, after);
      }),
    );
  }

  history(caller: Principal, id: string): Promise<PeriodUnlocks> {
    return this.database.withActorSql(caller, async (tx) => {
      await readWhole(tx, this.#shape, id);
      const items = await tx.$queryRaw<PeriodUnlock[]>`
        select id, reason, unlocked_by_id, unlocked_at, until, relocked_at from monitoring.period_unlock
        where period_id = ${id}::uuid order by unlocked_at desc, id desc`;
      return { items };
    });
  }

  #audit(
    tx: SqlTx,
    { caller, request }: Author,
    action: string,
    before: RecordRow,
    after: RecordRow,
    facts: Readonly<Record<string, Json>>,
  ): Promise<void> {
    return appendAudit(tx, {
      organization_id: caller.organization.id,
      actor_id: caller.id,
      action,
      entity_type: this.#shape.full_name,
      entity_id: after.id,
      before,
      after,
      facts,
      request_id: request.request_id,
      ip: request.ip,
    });
  }
}

async function countUnapproved(tx: SqlTx, id: string): Promise<Unapproved> {
  const [counts] = await tx.$queryRaw<Unapproved[]>`
    select count(*) filter (where status = 'draft')::integer as draft,
      count(*) filter (where status = 'submitted')::integer as submitted
    from monitoring.indicator_report where reporting_period_id = ${id}::uuid and deleted_at is null`;
  return counts ?? { draft: 0, submitted: 0 };
}

function requireNone({ draft, submitted }: Unapproved): void {
  if (draft + submitted === 0) return;
  throw PeriodHasUnapproved.error(
    `Of its values, ${draft} are drafts and ${submitted} are waiting for approval. Decide on them first, or lock with force.`,
    { facts: { draft, submitted } },
  );
}
