import type { Principal, Prisma } from '@galley/platform';
import type { ArchiveQuery, ORIGINS } from './archive-query.js';
import type { ArchiveState } from './archive-lifecycle.js';

type Where = Prisma.generated_reportWhereInput;

/** The files that a list asks for; who may see them is decided elsewhere. */
export function filterOf(caller: Principal, query: ArchiveQuery): Where {
  const { report_type, format, job_id, report_template_id, scheduled_report_id, export_request_id } = query;
  const { q, project_id, retention_class, origin, state, legal_hold } = query;
  return {
    report_type,
    format: format === 'xlsx' ? 'excel' : format,
    job_id,
    report_template_id,
    scheduled_report_id,
    export_request_id,
    project_id,
    retention_class,
    AND: [
      ...(origin ? [ORIGIN[origin]] : []),
      ...(state ? [STATE[state]] : []),
      ...(legal_hold === undefined ? [] : [{ legal_hold_at: legal_hold ? { not: null } : null }]),
      ...(query.requested_by ? [{ requested_by_id: caller.id }] : []),
      ...(q ? [{ name: { contains: q, mode: 'insensitive' as const } }] : []),
      ...(query.period_from ? [{ period_end: { gte: new Date(query.period_from) } }] : []),
      ...(query.period_to ? [{ period_start: { lte: new Date(query.period_to) } }] : []),
      ...(query.created_from ? [{ created_at: { gte: new Date(query.created_from) } }] : []),
      ...(query.created_to ? [{ created_at: { lt: new Date(query.created_to) } }] : []),
    ],
  };
}

const ORIGIN: Readonly<Record<(typeof ORIGINS)[number], Where>> = {
  schedule: { scheduled_report_id: { not: null } },
  export: { export_request_id: { not: null } },
  person: { scheduled_report_id: null, export_request_id: null },
};

/** As `archiveStateOf` reads a row. */
const STATE: Readonly<Record<ArchiveState, Where>> = {
  standard: { storage_class: 'standard', purged_at: null },
  archived: { storage_class: 'archive', purged_at: null, expires_at: null },
  restored: { storage_class: 'archive', purged_at: null, expires_at: { not: null } },
  purged: { storage_class: { not: 'removed' }, purged_at: { not: null } },
  removed: { storage_class: 'removed' },
};
