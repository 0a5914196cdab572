import type { SqlClient } from '@galley/dataset';
import { idempotencyKeyOf } from '../submission/idempotency-key.js';
import { confirmationIdOf } from '../submission/simulator/index.js';
import { demoId } from '@galley/platform/demo';
import type { DemoOrganization } from './demo-organization.js';

/**
 * Submits a report as the service records it: Bufdir was under maintenance, and confirmed when it was asked again with the same
 * key. The confirmation id is the simulator's for that key. Runs in `asOrganization`.
 */
export async function submitReport(
  client: SqlClient,
  { coordinator }: DemoOrganization,
  reportId: string,
): Promise<void> {
  const key = idempotencyKeyOf(reportId);
  const submission_id = confirmationIdOf(key);
  const attempts = [
    {
      id: demoId('grants', `first attempt ${reportId}`),
      status: 'unconfirmed',
      http_status: 503,
      response: JSON.stringify({ message: 'Under maintenance' }),
      error_code: 'unavailable',
      started_at: FAILED_AT,
    },
    {
      id: demoId('grants', `second attempt ${reportId}`),
      status: 'confirmed',
      http_status: 201,
      response: JSON.stringify({ submission_id }),
      submission_id,
      started_at: SUBMITTED_AT,
    },
  ];
  await client.query(
    `INSERT INTO grants.bufdir_submission_attempt (id, organization_id, report_id, status, idempotency_key, request_hash, http_status, response,
       submission_id, error_code, started_at, ended_at, created_by_id)
     SELECT a.id, r.organization_id, r.id, a.status, $2, r.report_sha256, a.http_status, a.response, a.submission_id, a.error_code,
       a.started_at, a.started_at + interval '2 seconds', $3
     FROM grants.bufdir_report r, jsonb_populate_recordset(null::grants.bufdir_submission_attempt, $4) a
     WHERE r.id = $1`,
    [reportId, key, coordinator, JSON.stringify(attempts)],
  );
  await client.query(
    `UPDATE grants.bufdir_report r SET status = 'submitted', submission_id = a.submission_id, submitted_at = a.ended_at
     FROM grants.bufdir_submission_attempt a WHERE r.id = $1 AND a.report_id = r.id AND a.status = 'confirmed'`,
    [reportId],
  );
}

/** What somebody wrote to a report that cannot change any more. Runs in `asOrganization`. */
export async function annotateReport(
  client: SqlClient,
  { id: organizationId, coordinator }: DemoOrganization,
  reportId: string,
): Promise<void> {
  await client.query(
    `INSERT INTO grants.bufdir_report_annotation (id, organization_id, report_id, author_id, text, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      demoId('grants', `annotation ${reportId}`),
      organizationId,
      reportId,
      coordinator,
      ANNOTATION,
      ANNOTATED_AT,
    ],
  );
}

const FAILED_AT = '2026-09-09T06:31:00Z';
const SUBMITTED_AT = '2026-09-09T09:05:00Z';
const ANNOTATED_AT = '2026-09-28T06:45:00Z';
const ANNOTATION =
  'Etter innsending fant vi aktiviteter som ikke var godkjent, og noen timer som var ført feil. Versjon 3 retter dette.';
