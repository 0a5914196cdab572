import { clonePrepared, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { demoFigureRules } from '../testing/demo-figure-rules.js';
import { seedGrantsDemo } from './seed-grants-demo.js';

describe('the reports of the grants demo', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    clone = await clonePrepared('grants', seedGrantsDemo);
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
  }, 300_000);
  afterAll(async () => {
    await admin.end();
    await clone.drop();
  });

  const rows = async (sql: string): Promise<unknown[][]> =>
    (await admin.query<Record<string, unknown>>(sql)).rows.map(Object.values);
  const inAll = (row: readonly unknown[]): unknown[][] =>
    ['likeverd', 'lunge', 'puls', 'sammen'].map((code) => [code, ...row]);

  it('are three versions of the last year, one of which is the latest and one submitted', async () => {
    const versions = await rows(`
      SELECT o.code, array_agg(r.report_version ORDER BY r.report_version) AS versions, array_agg(r.status::text ORDER BY r.report_version) AS statuses,
        array_agg(r.is_latest_version ORDER BY r.report_version) AS latest, min(r.period_label) AS period, min(r.bufdir_schema_version) AS schema
      FROM grants.bufdir_report r JOIN platform.organization o ON o.id = r.organization_id GROUP BY 1 ORDER BY 1`);
    expect(versions).toEqual(
      inAll([[1, 2, 3], ['completed', 'submitted', 'completed'], [false, false, true], '2025', '2025-v1']),
    );
  });

  it('were submitted at the second attempt, with the same key and the same bytes, and annotated afterwards', async () => {
    const attempts = await rows(`
      SELECT o.code, array_agg(a.status::text ORDER BY a.started_at) AS statuses, count(DISTINCT a.idempotency_key)::int AS keys,
        bool_and(a.request_hash = r.report_sha256) AS hash, bool_or(a.submission_id = r.submission_id) AS confirmed,
        bool_and(r.generated_at < a.started_at AND a.ended_at <= r.submitted_at) AS in_order,
        (SELECT count(*)::int FROM grants.bufdir_report_annotation n WHERE n.report_id = r.id AND n.created_at > r.submitted_at) AS annotations
      FROM grants.bufdir_report r JOIN grants.bufdir_submission_attempt a ON a.report_id = r.id
      JOIN platform.organization o ON o.id = r.organization_id GROUP BY o.code, r.id ORDER BY 1`);
    expect(attempts).toEqual(inAll([['unconfirmed', 'confirmed'], 1, true, true, true, 1]));
  });

  it('differ by what was approved, corrected and withdrawn between them', async () => {
    const changes = await rows(`
      WITH line AS (
        SELECT o.code, r.report_version AS version, l.source_id, l.minutes FROM grants.bufdir_report_line l
        JOIN grants.bufdir_report r ON r.id = l.report_id JOIN platform.organization o ON o.id = r.organization_id
      )
      SELECT code, version, count(*) FILTER (WHERE before.minutes IS NULL)::int AS added,
        count(*) FILTER (WHERE later.minutes IS NULL)::int AS removed, count(*) FILTER (WHERE before.minutes <> later.minutes)::int AS corrected
      FROM (SELECT * FROM line WHERE version > 1) later
      FULL JOIN (SELECT code, version + 1 AS version, source_id, minutes FROM line WHERE version < 3) before USING (code, version, source_id)
      GROUP BY 1, 2 ORDER BY 2, 1`);
    expect(changes).toEqual([...inAll([2, 60, 0, 0]), ...inAll([3, 25, 5, 12])]);
  });

  it.each(demoFigureRules)('%s', async (_, offences) => {
    expect(await rows(offences)).toEqual([]);
  });
});
