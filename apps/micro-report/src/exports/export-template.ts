import { invalidField, type Principal, type SqlTx } from '@galley/platform';
import { runnableTemplate } from '../generate/runnable-template.js';
import type { JobTemplate } from '../jobs/template-of-job.js';
import { visibleTemplatesSql } from '../templates/template-visibility.js';
import type { ExportBody } from './export-bodies.js';

/** The data type that stands for any report. */
export const CUSTOM = 'custom';

const PREFIX = 'export_';

/**
 * The template behind a data type. The registry of types are the active templates of kind `export`, each called
 * `export_<data type>`; `custom` is any report that the caller may run. Throws `invalid` and `not-found`.
 */
export async function exportTemplate(tx: SqlTx, caller: Principal, body: ExportBody): Promise<JobTemplate> {
  const { data_type, report_template_id, report_type, bu_codes } = body;
  if (data_type === CUSTOM) return customTemplate(tx, caller, body);
  if (report_template_id !== undefined || report_type !== undefined) {
    throw invalidField(
      report_type === undefined ? '/report_template_id' : '/report_type',
      'belongs to custom only',
    );
  }
  const known = await dataTypes(tx, caller);
  if (!known.includes(data_type)) {
    throw invalidField('/data_type', `is none of ${[...known, CUSTOM].join(', ')}`);
  }
  return runnableTemplate(tx, caller, { report_type: `${PREFIX}${data_type}`, kind: 'export' }, bu_codes);
}

/** The data types that the caller is offered, besides `custom`. */
async function dataTypes(tx: SqlTx, caller: Principal): Promise<string[]> {
  const rows = await tx.$queryRaw<{ report_type: string }[]>`
    select distinct report_type from platform.tb_report_template as template
    where kind = 'export' and is_active and starts_with(report_type, ${PREFIX})
      and ${visibleTemplatesSql(caller, caller.bu_codes)}
    order by report_type`;
  return rows.map((row) => row.report_type.slice(PREFIX.length));
}

async function customTemplate(tx: SqlTx, caller: Principal, body: ExportBody): Promise<JobTemplate> {
  const { report_template_id, report_type, bu_codes } = body;
  if ((report_template_id === undefined) === (report_type === undefined)) {
    throw invalidField(
      '/report_template_id',
      'custom needs exactly one of report_template_id and report_type',
    );
  }
  const choice =
    report_template_id === undefined
      ? { report_type: report_type ?? '' }
      : { template_id: report_template_id };
  const template = await runnableTemplate(tx, caller, choice, bu_codes);
  if (template.kind === 'report' && template.is_active) return template;
  throw invalidField('/report_template_id', template.is_active ? 'is no report' : 'is not active');
}
