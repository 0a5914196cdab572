import { Injectable } from '@nestjs/common';
import {
  appendAudit,
  Conflict,
  created,
  Database,
  once,
  pageOf,
  requireMatch,
  type Answer,
  type IncomingRequest,
  type Page,
  type Principal,
  type Tx,
} from '@galley/platform';
import { DatasetResolver } from '../datasets/dataset-resolver.js';
import { exportBuilderKeys, looksAtExports } from '../datasets/export-sources.js';
import { findSourceRow, SOURCE_COLUMNS, type SourceRow } from './find-source.js';
import type { SourceBody } from './http/source-body.js';
import type { SourcesQuery } from './http/sources-query.js';
import { sourceFields } from './source-fields.js';

const SORTS = { by: ['name', 'label', 'created_at', 'updated_at'], initially: 'name' };
const UNIQUE_VIOLATION = 'P2002';

/** The registry of dataset sources: an organization's own, and those the platform gives to all. */
@Injectable()
export class SourcesService {
  constructor(
    private readonly database: Database,
    private readonly datasets: DatasetResolver,
  ) {}

  list(caller: Principal, query: SourcesQuery): Promise<Page<SourceRow>> {
    const where = {
      deleted_at: null,
      OR: [{ organization_id: caller.organization.id }, { organization_id: null }],
      ...(query.source_type && { source_type: query.source_type }),
      AND: [
        ...(query.q ? [{ OR: matching(query.q) }] : []),
        ...(looksAtExports(caller) ? [] : [noneOf(exportBuilderKeys(this.datasets.builders))]),
      ],
      ...(query.is_shared !== undefined && sharedOnly(query.is_shared)),
    };
    return this.database.withTenant(caller.organization.id, (tx) =>
      pageOf(
        query,
        SORTS,
        (window) => tx.tb_dataset_source.findMany({ where, select: SOURCE_COLUMNS, ...window }),
        () => tx.tb_dataset_source.count({ where }),
      ),
    );
  }

  read(caller: Principal, name: string): Promise<SourceRow> {
    return this.database.withTenant(caller.organization.id, (tx) => findSourceRow(tx, caller, name));
  }

  /** A new source of the caller's organization. Throws `conflict` when the name is taken. */
  create(caller: Principal, request: IncomingRequest, body: SourceBody): Promise<Answer<SourceRow>> {
    const fields = sourceFields(body, this.datasets.builders);
    return this.written(body.name, () =>
      once(this.database, caller, request, async (tx) => {
        const data = {
          ...fields,
          organization_id: caller.organization.id,
          created_by_id: caller.id,
          updated_by_id: caller.id,
        };
        const row = await tx.tb_dataset_source.create({ data, select: SOURCE_COLUMNS });
        await audit(tx, caller, request, 'dataset-source.create', null, row);
        return created(row, `/api/datasets/sources/${encodeURIComponent(row.name)}`);
      }),
    );
  }

  /** Replaces a source whole; what the body leaves out becomes empty. */
  async replace(
    caller: Principal,
    request: IncomingRequest,
    name: string,
    body: SourceBody,
  ): Promise<SourceRow> {
    const fields = sourceFields(body, this.datasets.builders);
    return this.written(body.name, () =>
      this.change(caller, request, name, 'dataset-source.update', (tx, { id }) =>
        tx.tb_dataset_source.update({
          where: { id },
          data: { ...fields, updated_by_id: caller.id, version: { increment: 1 } },
          select: SOURCE_COLUMNS,
        }),
      ),
    );
  }

  /** Throws `conflict` while a template reads it. */
  async remove(caller: Principal, request: IncomingRequest, name: string): Promise<void> {
    await this.written(name, () =>
      this.change(caller, request, name, 'dataset-source.delete', async (tx, { id }) => {
        const users = await tx.tb_report_template.count({
          where: { dataset_source_id: id, deleted_at: null },
        });
        if (users > 0) {
          throw Conflict.error(`${users} template(s) read "${name}"; bind them to another source first.`, {
            facts: { templates: users },
          });
        }
        return tx.tb_dataset_source.update({
          where: { id },
          data: { deleted_at: new Date(), deleted_by_id: caller.id, version: { increment: 1 } },
          select: SOURCE_COLUMNS,
        });
      }),
    );
  }

  /** Runs a write; whoever reads afterwards, through this process, reads what it wrote. */
  private async written<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await uniquely(name, work);
    } finally {
      this.datasets.forgetSources();
    }
  }

  /** Finds, locks and changes a source. Those of the platform are written by the system role: no tenant owns them. */
  private async change(
    caller: Principal,
    request: IncomingRequest,
    name: string,
    action: string,
    work: (tx: Tx, row: SourceRow) => Promise<SourceRow>,
  ): Promise<SourceRow> {
    const found = await this.read(caller, name);
    const run = async (tx: Tx): Promise<SourceRow> => {
      await tx.$queryRaw`select id from platform.tb_dataset_source where id = ${found.id}::uuid for update`;
      const before = await findSourceRow(tx, caller, name);
      requireMatch(request, before);
      const after = await work(tx, before);
      await audit(tx, caller, request, action, before, after);
      return after;
    };
    return found.organization_id === null
      ? this.database.asSystem(run)
      : this.database.withTenant(caller.organization.id, run);
  }
}

/** Sources that a template keeps for itself are named after it; the others are there to be built on. */
function sharedOnly(isShared: boolean) {
  const own = { name: { startsWith: 'template.' } };
  return isShared ? { NOT: own } : own;
}

/** SQL has it that nothing is not among them either. */
function noneOf(builder_keys: string[]) {
  return { OR: [{ builder_key: null }, { builder_key: { notIn: builder_keys } }] };
}

function matching(q: string) {
  return (['name', 'label', 'source_name', 'builder_key'] as const).map((column) => ({
    [column]: { contains: q, mode: 'insensitive' as const },
  }));
}

function audit(
  tx: Tx,
  caller: Principal,
  request: IncomingRequest,
  action: string,
  before: SourceRow | null,
  after: SourceRow,
): Promise<void> {
  return appendAudit(tx, {
    organization_id: caller.organization.id,
    actor_id: caller.id,
    action,
    entity_type: 'dataset_source',
    entity_id: after.id,
    before,
    after,
    facts: { name: after.name, version: after.version },
    request_id: request.request_id,
    ip: request.ip,
  });
}

async function uniquely<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    throw Conflict.error(`There is a dataset source "${name}" already.`, { facts: { name }, cause: error });
  }
}
