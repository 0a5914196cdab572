import { createHash } from 'node:crypto';
import type { SqlClient } from '@galley/dataset';
import { evaluateForm, readForm, type StoredField } from '../forms/index.js';
import { insertRows, worldId } from './load-world.js';
import { forms, type DemoForm } from './world/forms.js';

const SUBMISSIONS = 400;
const DAY_MS = 86_400_000;

/** Forms with what was filled in; answers are what the form itself makes of them. */
export async function loadForms(
  client: SqlClient,
  organization_id: string,
  writers: Readonly<Record<string, { readonly writer: string }>>,
): Promise<void> {
  for (const form of forms) {
    const own = {
      organization_id,
      project_id: worldId('project', form.project),
      form_id: worldId('form', form.code),
    };
    const submitted_by = writers[form.project]?.writer ?? null;
    await loadForm(client, form, own);
    await loadSubmissions(client, form, { ...own, submitted_by });
  }
  await feedValue(client);
}

interface Own {
  readonly organization_id: string;
  readonly project_id: string;
  readonly form_id: string;
}

async function loadForm(client: SqlClient, { code, name, fields }: DemoForm, own: Own): Promise<void> {
  const { form_id: id, ...of } = own;
  const published_at = '2025-12-18T09:00:00Z';
  await insertRows(client, 'form', [
    { id, ...of, code, form_version: 1, name, status: 'published', published_at },
  ]);
  await insertRows(
    client,
    'form_field',
    fields.map(({ indicator, ...field }, order_index) => ({
      id: fieldId(code, field.name),
      ...own,
      order_index,
      required: false,
      indicator_id: indicator === undefined ? null : worldId('indicator', indicator),
      ...field,
    })),
  );
}

async function loadSubmissions(
  client: SqlClient,
  { code, fields, from, days, answers }: DemoForm,
  own: Own & { readonly submitted_by: string | null },
): Promise<void> {
  const { form, faults } = readForm(fields.map(stored));
  if (faults.length > 0) throw new Error(`${code}: ${JSON.stringify(faults)}`);
  const submissions: object[] = [];
  const rows: object[] = [];
  const { submitted_by, ...of } = own;
  for (let at = 1; at <= SUBMISSIONS; at += 1) {
    const submission_id = worldId('submission', code, String(at));
    const draw = (what: string): number => chance(`${code} ${at} ${what}`);
    const { answers: kept, faults: wrong } = evaluateForm(form, answers(draw));
    if (wrong.length > 0) throw new Error(`${code} ${at}: ${JSON.stringify(wrong)}`);
    const submitted_at = new Date(
      Date.parse(`${from}T07:00:00Z`) + Math.floor((at * days) / SUBMISSIONS) * DAY_MS + at * 60_000,
    );
    const reference = `${code}-${String(at).padStart(4, '0')}`;
    submissions.push({
      id: submission_id,
      ...of,
      form_version: 1,
      reference,
      submitted_by,
      submitted_at,
      answers: kept,
    });
    for (const [name, value] of Object.entries(kept)) {
      const { organization_id, project_id } = own;
      rows.push({
        id: worldId('answer', code, String(at), name),
        organization_id,
        project_id,
        submission_id,
        field_id: fieldId(code, name),
        value,
      });
    }
  }
  await insertRows(client, 'form_submission', submissions as Record<string, unknown>[]);
  await insertRows(client, 'form_answer', rows as Record<string, unknown>[]);
}

/** What was handed out in the last quarter is counted by its form: the value is what the submissions come to. */
async function feedValue(client: SqlClient): Promise<void> {
  await client.query(
    `WITH fed AS (
       UPDATE monitoring.indicator_report r SET source = 'form', status = 'draft', submitted_by = null, submitted_at = null,
         approved_by = null, approved_at = null, narrative = null,
         value = (SELECT sum((a.value #>> '{}')::numeric) FROM monitoring.form_answer a WHERE a.field_id = $1)
       WHERE r.indicator_id = $2 AND r.project_id = $3 AND r.start_date = '2026-07-01' AND r.status <> 'rejected'
       RETURNING r.id, r.reporting_period_id
     )
     UPDATE monitoring.form_submission s SET indicator_report_id = fed.id, reporting_period_id = fed.reporting_period_id
     FROM fed WHERE s.form_id = $4`,
    [
      fieldId('HYGIENE', 'kits'),
      worldId('indicator', 'HYGIENE_KITS'),
      worldId('project', 'KUTUPALONG'),
      worldId('form', 'HYGIENE'),
    ],
  );
}

function stored({ indicator: _, label: __, ...field }: DemoForm['fields'][number]): StoredField {
  return {
    required: false,
    options: null,
    relevant: null,
    constraint: null,
    constraint_message: null,
    calculation: null,
    indicator_aggregate: null,
    ...field,
  };
}

function fieldId(code: string, name: string): string {
  return worldId('field', code, name);
}

/** From 0 to 1, by its name alone. */
function chance(what: string): number {
  return createHash('md5').update(`galley-monitoring-demo ${what}`).digest().readUInt32BE(0) / 2 ** 32;
}
