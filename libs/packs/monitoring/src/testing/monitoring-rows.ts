import type { SqlClient } from '@galley/dataset';
import { insertOrganization, OrganizationRows, type RowValues } from '@galley/platform/testing';

/** Rows of one organization in the pack's tables, with what a test does not care about filled in. */
export class MonitoringRows extends OrganizationRows {
  constructor(client: SqlClient, organization_id: string) {
    super(client, 'monitoring', organization_id);
  }

  static async ofNewOrganization(client: SqlClient, timezone = 'Europe/Oslo'): Promise<MonitoringRows> {
    return new MonitoringRows(client, await insertOrganization(client, timezone));
  }

  program(code: string, values: RowValues = {}): Promise<string> {
    return this.insert('program', { code, name: code, status: 'active', ...values });
  }

  /** In the year 2026, in EUR, unless `values` say otherwise. */
  project(program_id: string, code: string, values: RowValues = {}): Promise<string> {
    const standard = { currency: 'EUR', status: 'active', start_date: '2026-01-01', end_date: '2026-12-31' };
    return this.insert('project', { program_id, code, name: code, ...standard, ...values });
  }

  /** A result; it comes last among those with the same parent. */
  node(
    program_id: string,
    level: 'impact' | 'outcome' | 'output',
    code: string,
    parent_id: string | null = null,
    values: RowValues = {},
  ): Promise<string> {
    return this.insert('result_node', {
      program_id,
      parent_id,
      level,
      code,
      title: code,
      ...values,
    });
  }

  /** A number that is added up, unless `values` say otherwise. */
  indicator(code: string, values: RowValues = {}): Promise<string> {
    return this.insert('indicator', { code, name: code, ...values });
  }

  /** Says that the project reports on the indicator; once is enough. */
  async projectIndicator(project_id: string, indicator_id: string): Promise<void> {
    await this.client.query(
      `insert into monitoring.project_indicator (id, organization_id, project_id, indicator_id)
       values (gen_random_uuid(), $1, $2, $3) on conflict do nothing`,
      [this.organization_id, project_id, indicator_id],
    );
  }

  /** `category_key` is `<dimension>:<category>`. */
  disaggregation(indicator_id: string, category_key: string): Promise<string> {
    const [dimension, category] = category_key.split(':');
    return this.insert('indicator_disaggregation', { indicator_id, category_key, dimension, category });
  }

  /** A value of a period (its days follow) or of its own days, of an indicator that becomes one of the project's. */
  async value(project_id: string, indicator_id: string, values: RowValues): Promise<string> {
    await this.projectIndicator(project_id, indicator_id);
    return this.insert('indicator_report', { project_id, indicator_id, ...values });
  }

  /** Of one category of a value. */
  async category(indicator_report_id: string, category_key: string, values: RowValues): Promise<string> {
    const { rows } = await this.client.query(
      'select project_id from monitoring.indicator_report where id = $1',
      [indicator_report_id],
    );
    const project_id = rows[0]?.project_id;
    return this.insert('indicator_report_value', {
      indicator_report_id,
      project_id,
      category_key,
      ...values,
    });
  }

  /** A form of these fields, published unless `values` say otherwise. A field is an integer unless it says otherwise. */
  async form(
    project_id: string,
    code: string,
    fields: readonly (RowValues & { readonly name: string })[],
    { status = 'published', ...values }: RowValues & { readonly status?: string } = {},
  ): Promise<string> {
    const form_id = await this.insert('form', { project_id, code, name: code, ...values });
    for (const [order_index, { options, relevant, ...field }] of fields.entries()) {
      const documents = { options: JSON.stringify(options), relevant: JSON.stringify(relevant) };
      const standard = { type: 'integer', label: field.name, order_index };
      await this.insert('form_field', { project_id, form_id, ...standard, ...documents, ...field });
    }
    if (status !== 'draft') await this.#moveForm(form_id, 'published');
    if (status === 'retired') await this.#moveForm(form_id, 'retired');
    return form_id;
  }

  /** What somebody answered on 15 February 2026, unless `values` say otherwise: as the form would have it, nobody evaluates it. */
  submission(form_id: string, answers: object, values: RowValues = {}): Promise<string> {
    const submitted_at = '2026-02-15T12:00:00Z';
    return this.insert('form_submission', {
      form_id,
      submitted_at,
      answers: JSON.stringify(answers),
      ...values,
    });
  }

  async #moveForm(form_id: string, status: string): Promise<void> {
    await this.client.query('update monitoring.form set status = $2 where id = $1', [form_id, status]);
  }

  /** A quarter of 2026. */
  quarter(project_id: string, quarter: 1 | 2 | 3 | 4, values: RowValues = {}): Promise<string> {
    const [start, end] = QUARTERS[quarter - 1] ?? ['', ''];
    return this.insert('reporting_period', {
      project_id,
      label: `Q${quarter} 2026`,
      kind: 'quarter',
      start_date: start,
      end_date: end,
      ...values,
    });
  }
}

const QUARTERS = [
  ['2026-01-01', '2026-03-31'],
  ['2026-04-01', '2026-06-30'],
  ['2026-07-01', '2026-09-30'],
  ['2026-10-01', '2026-12-31'],
] as const;
