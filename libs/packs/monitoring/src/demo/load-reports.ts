import type { SqlClient } from '@galley/dataset';
import { asOrganization } from '@galley/platform/demo';
import { insertRows, worldId } from './load-world.js';
import { reports, sectionsOf, type DemoReport } from './world/reports.js';

/** Reports to donors, as the product keeps them: with every trigger, and what is published computed from the records. */
export async function loadReports(client: SqlClient, organization_id: string, author: string): Promise<void> {
  await asOrganization(client, organization_id, async () => {
    for (const report of reports) await loadReport(client, organization_id, author, report);
  });
}

async function loadReport(
  client: SqlClient,
  organization_id: string,
  author: string,
  report: DemoReport,
): Promise<void> {
  const { project, grant_ref, title, published_at } = report;
  const { report_type, start_date, end_date, language, include_unapproved = false } = report;
  const of = { organization_id, project_id: worldId('project', project) };
  const id = worldId('report', title);
  const program_donor_id = worldId('grant', grant_ref);
  const own = { title, report_type, start_date, end_date, language, include_unapproved, program_donor_id };
  const created_at = published_at ?? '2026-10-12T09:00:00Z';
  await insertRows(client, 'report', [
    { id, ...of, ...own, status: 'draft', revision: 0, created_by_id: author, created_at },
  ]);
  const rows = sectionsOf(report).map(({ config = {}, ...section }, order_index) => ({
    id: worldId('section', title, String(order_index)),
    ...of,
    report_id: id,
    order_index,
    config,
    ...section,
  }));
  await insertRows(client, 'report_section', rows);
  if (published_at !== undefined) await publish(client, id, author, published_at);
}

/** As it is published by the product, but for the instant. */
async function publish(client: SqlClient, id: string, author: string, published_at: string): Promise<void> {
  await client.query(
    `INSERT INTO monitoring.report_revision (id, organization_id, project_id, report_id, revision, title, content, sha256, published_at, published_by_id)
     SELECT $2, r.organization_id, r.project_id, r.id, 1, r.title, c.content, encode(sha256(convert_to(c.content::text, 'UTF8')), 'hex'), $3::text::timestamptz, $4
     FROM monitoring.report r, monitoring.report_content(r.id, null) AS said,
       LATERAL (SELECT jsonb_set(said, '{head}', said -> 'head' || jsonb_build_object('revision', 1, 'generated_at', $3::text))) AS c (content)
     WHERE r.id = $1`,
    [id, worldId('revision', id), published_at, author],
  );
  await client.query(
    `UPDATE monitoring.report SET status = 'published', revision = 1, published_at = $2, published_by_id = $3 WHERE id = $1`,
    [id, published_at, author],
  );
}
