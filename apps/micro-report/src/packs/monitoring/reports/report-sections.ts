import { invalidField, newId, type SqlTx } from '@galley/platform';
import { SECTION_KINDS } from '@galley/pack-monitoring/donor-report';
import type { SectionBody } from './report-bodies.js';
import type { ReportRow } from './report-row.js';
import { requireSectionConfigs } from './require-section-configs.js';

/** Half of a character, as JSON writes it: PostgreSQL keeps no such text. */
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/** One of each kind, in the order in which donors expect them (ME-16). */
export const STANDARD_SECTIONS: readonly SectionBody[] = SECTION_KINDS.map((kind) => ({ kind }));

/**
 * Makes these the sections of a report, in their order; those before them go: what was published of them stands in its revision.
 * Throws `invalid` for a configuration that its kind does not have, and for text that is none.
 */
export async function replaceSections(
  tx: SqlTx,
  { id, organization_id, project_id }: Pick<ReportRow, 'id' | 'organization_id' | 'project_id'>,
  sections: readonly SectionBody[],
  authorId: string,
): Promise<void> {
  requireSectionConfigs(sections);
  await tx.$executeRaw`delete from monitoring.report_section where report_id = ${id}::uuid`;
  const rows = sections.map(({ kind, title = null, body = null, config = {} }, order_index) => ({
    id: newId(),
    order_index,
    kind,
    title,
    body,
    config,
  }));
  const text = JSON.stringify(rows);
  if (LONE_SURROGATE.test(text)) throw invalidField('/sections', 'hold half of a character');
  await tx.$executeRaw`
    insert into monitoring.report_section (
      id, organization_id, project_id, report_id, order_index, kind, title, body, config, created_by_id, updated_by_id)
    select s.id, ${organization_id}::uuid, ${project_id}::uuid, ${id}::uuid, s.order_index, s.kind, s.title, s.body, s.config,
      ${authorId}::uuid, ${authorId}::uuid
    from jsonb_to_recordset(${text}::jsonb)
      as s (id uuid, order_index integer, kind text, title text, body text, config jsonb)`;
}
