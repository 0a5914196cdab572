import { Injectable } from '@nestjs/common';
import {
  created,
  Database,
  Invalid,
  mapPage,
  newId,
  onceIn,
  pageOf,
  requireProjectMember,
  requireProject,
  type AfterCommit,
  type Answer,
  type Author,
  type Page,
  type Principal,
  type SqlTx,
} from '@galley/platform';
import { settingsOf } from '../administration/organizations/organization-settings.js';
import { orderOf } from '../generate/order-reader.js';
import type { Requester } from '../jobs/job-row.js';
import type { JobOrder } from '../jobs/job-order.js';
import { RunFailure } from '../rendering/run-failure.js';
import { approvalReasons, thresholdOf } from './approval-rules.js';
import type { ExportBody, ExportsQuery } from './export-bodies.js';
import { CUSTOM, exportTemplate } from './export-template.js';
import { exportView, type ExportRow, type ExportView } from './export-row.js';
import { missing, visibleExports } from './export-visibility.js';
import { MeasureExport, type ExportExtent, type ExportQuestion } from './measure-export.js';
import { withStableOrder } from './stable-order.js';
import { StartExport } from './start-export.js';
import { askForDecision, auditExport, publishExport } from './tell-about-export.js';

const SORTABLE = ['created_at', 'status', 'data_type', 'format'];
const FORMATS: Readonly<Record<string, string>> = { excel: 'xlsx' };

/** A wish that has been checked, with the question that counts it. */
interface ReadWish {
  readonly order: JobOrder;
  readonly default_options: unknown;
  readonly question: ExportQuestion;
}

/** Requests to take data out: asked for, counted, and either let through by the rules or put before a second person. */
@Injectable()
export class ExportRequests {
  constructor(
    private readonly database: Database,
    private readonly measure: MeasureExport,
    private readonly starter: StartExport,
  ) {}

  /**
   * Counts with the requester's rights, outside of any transaction, then decides and writes in one. Throws `invalid`,
   * `not-found`, `bu-required`, `bu-not-allowed` and `queue-full`.
   */
  async create(author: Author, body: ExportBody): Promise<Answer<ExportView>> {
    const { caller, request } = author;
    const wish = await this.database.withTenantSql(caller.organization.id, (tx) =>
      this.#read(tx, caller, body),
    );
    const extent = await this.#extentOf(caller, wish.question);
    const order = { ...wish.order, options: optionsOf(body, wish, extent) };
    let afterCommit: AfterCommit = () => Promise.resolve();
    const answer = await this.database.withTenantSql(caller.organization.id, (tx) =>
      onceIn(tx, caller, request, async () => {
        const asked = await this.#insert(tx, author, body, order, extent);
        let row = asked;
        if (!asked.requires_approval) {
          row = await approveByRules(tx, asked);
          afterCommit = await this.starter.start(tx, row, rightsOf(caller), request);
          row = await reread(tx, row.id);
        }
        await publishExport(tx, 'export.requested', asked);
        if (row.requires_approval) await askForDecision(tx, row);
        else await publishExport(tx, 'export.approved', row);
        await auditExport(tx, row, { action: 'request', actor_id: caller.id, request });
        return created(exportView(row), `/api/exports/request/${row.id}`);
      }),
    );
    await afterCommit();
    return answer;
  }

  list(caller: Principal, query: ExportsQuery): Promise<Page<ExportView>> {
    const { status, data_type, requested_by } = query;
    const own = requested_by && { requested_by: caller.id };
    const where = { AND: [visibleExports(caller), { status, data_type, ...own }] };
    return this.database.withActor(caller, async (tx) => {
      const page = await pageOf(
        query,
        { by: SORTABLE, initially: '-created_at' },
        (window) => tx.export_request.findMany({ where, ...window }),
        () => tx.export_request.count({ where }),
      );
      return mapPage(page, exportView);
    });
  }

  /** `not-found` when it is not there or not the caller's to see. */
  async find(caller: Principal, id: string): Promise<ExportView> {
    const row = await this.database.withActor(caller, (tx) =>
      tx.export_request.findFirst({ where: { AND: [visibleExports(caller), { id }] } }),
    );
    if (!row) throw missing();
    return exportView(row);
  }

  async #read(tx: SqlTx, caller: Principal, body: ExportBody): Promise<ReadWish> {
    requireProject(caller, body.project_id);
    requireProjectMember(caller, body.project_id);
    const template = await exportTemplate(tx, caller, body);
    const context = { caller, now: new Date(), keep_days: 1 };
    const { format, filters, options, bu_codes, project_id } = body;
    const order = await orderOf(tx, context, template, { format, filters, options, bu_codes, project_id });
    const question = await this.measure.question(tx, {
      ...order,
      organization_id: caller.organization.id,
      report_template_id: template.id,
      template_version: template.version,
    });
    if (!question) throw missing();
    return { order, question, default_options: template.default_options };
  }

  /** Null = nobody knows, which needs an approval (EN-AP-4). What micro-data refuses is the requester's to mend. */
  async #extentOf(caller: Principal, question: ExportQuestion): Promise<ExportExtent | null> {
    try {
      return await this.measure.extent(question, { id: caller.id, ...rightsOf(caller) });
    } catch (error) {
      if (!(error instanceof RunFailure)) throw error;
      if (error.verdict !== 'final' || error.code === 'query-timeout') return null;
      throw Invalid.error(error.message, {
        errors: [{ pointer: '/filters', detail: error.message }],
        facts: { reason: error.code },
        cause: error,
      });
    }
  }

  async #insert(
    tx: SqlTx,
    { caller, request }: Author,
    body: ExportBody,
    order: JobOrder,
    extent: ExportExtent | null,
  ): Promise<ExportRow> {
    const { data_type, reason } = body;
    const organization_id = caller.organization.id;
    const { exports: settings } = await settingsOf(tx, organization_id);
    const recent = await recentRecords(tx, caller, data_type);
    const reasons = approvalReasons({ data_type, count: extent?.count ?? null, recent }, settings);
    const format = FORMATS[order.format] ?? order.format;
    const [row] = await tx.$queryRaw<ExportRow[]>`
      insert into tenant.export_request (
        id, organization_id, data_type, report_template_id, template_version, format, bu_codes, project_id, filters, options,
        reason, estimated_record_count, requires_approval, approval_reasons, threshold, requested_by, requester,
        max_downloads, request_id, created_at, created_by_id, updated_at, updated_by_id)
      values (
        ${newId()}::uuid, ${organization_id}::uuid, ${data_type}, ${order.template.id}::uuid, ${order.template.version},
        ${format}, ${[...order.bu_codes]}::text[], ${order.project_id ?? null}::uuid,
        ${JSON.stringify(order.filters)}::jsonb, ${JSON.stringify(order.options)}::jsonb, ${reason},
        ${extent?.count ?? null}::bigint, ${reasons.length > 0}, ${reasons}::text[], ${thresholdOf(data_type, settings)},
        ${caller.id}::uuid, ${JSON.stringify(rightsOf(caller))}::jsonb, ${settings.max_downloads}, ${request.request_id},
        clock_timestamp(), ${caller.id}::uuid, clock_timestamp(), ${caller.id}::uuid)
      returning *`;
    if (!row) throw new Error('the request was not written');
    return row;
  }
}

/**
 * Records of this type that the caller has asked for within the last hour and may get, or has got (EN-AP-12). Their
 * requests queue up here until the commit: of two that come at the same time the second counts the first.
 */
async function recentRecords(tx: SqlTx, caller: Principal, dataType: string): Promise<number> {
  const { id: organizationId } = caller.organization;
  const lock = `export:${organizationId}:${caller.id}:${dataType}`;
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
  const [row] = await tx.$queryRaw<{ records: bigint }[]>`
    select coalesce(sum(coalesce(actual_record_count, estimated_record_count)), 0)::bigint as records
    from tenant.export_request
    where organization_id = ${organizationId}::uuid and requested_by = ${caller.id}::uuid and data_type = ${dataType}
      and created_at > clock_timestamp() - interval '1 hour' and status not in ('cancelled', 'failed')`;
  return Number(row?.records ?? 0);
}

/** EN-AP-6: in the same transaction, with the count that was let through. */
async function approveByRules(tx: SqlTx, { id }: ExportRow): Promise<ExportRow> {
  await tx.$executeRaw`
    update tenant.export_request set status = 'approved', approved_record_count = estimated_record_count,
      updated_at = clock_timestamp()
    where id = ${id}::uuid and status = 'pending' and not requires_approval`;
  return reread(tx, id);
}

/** The row as it stands in this transaction. */
export async function reread(tx: SqlTx, id: string): Promise<ExportRow> {
  const [row] = await tx.$queryRaw<ExportRow[]>`select * from tenant.export_request where id = ${id}::uuid`;
  if (!row) throw missing();
  return row;
}

/** Data is exported in an order; any report (`custom`) has its own, or none. */
function optionsOf(body: ExportBody, wish: ReadWish, extent: ExportExtent | null): JobOrder['options'] {
  const { options } = wish.order;
  if (extent === null || body.data_type === CUSTOM) return options;
  return withStableOrder(options, wish.default_options, extent.columns);
}

function rightsOf({ kind, roles, bu_codes, project_ids }: Principal): Requester {
  return { kind, roles, bu_codes, project_ids };
}
