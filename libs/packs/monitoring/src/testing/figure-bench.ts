import { signTenantContext } from '@galley/platform';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { MonitoringRows } from './monitoring-rows.js';

/** A row of monitoring.indicator_values, figures as decimal texts. */
export interface ValueRow {
  readonly indicator_id: string;
  readonly project_id: string | null;
  readonly period_start: string | null;
  readonly period_end: string | null;
  readonly period_label: string | null;
  readonly category_key: string | null;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly target: string | null;
  readonly increment: string | null;
  readonly observations: number | null;
  readonly notes: readonly string[];
}

export interface ValueQuestion {
  readonly projects: readonly string[];
  readonly indicators?: readonly string[] | null;
  /** All of 2026, unless said. */
  readonly from?: string;
  readonly to?: string;
  readonly by?: string;
  readonly provisional?: boolean;
}

/** A database of a suite's own, whose figures are asked for as reports ask: as galley_data, under a signed context. */
export class FigureBench {
  private constructor(
    readonly clone: ClonedDatabase,
    readonly admin: pg.Client,
    private readonly reader: pg.Client,
  ) {}

  static async open(): Promise<FigureBench> {
    const clone = await cloneDatabase();
    const admin = new pg.Client({ connectionString: clone.url });
    const reader = new pg.Client({ connectionString: clone.dataUrl });
    await Promise.all([admin.connect(), reader.connect()]);
    return new FigureBench(clone, admin, reader);
  }

  organization(): Promise<MonitoringRows> {
    return MonitoringRows.ofNewOrganization(this.admin);
  }

  /** Rows of a statement, read for an organization, under `settings` (`name=value`). Dates are texts. */
  async ask<Row extends pg.QueryResultRow>(
    organization_id: string,
    text: string,
    values: readonly unknown[] = [],
    settings: readonly string[] = [],
  ): Promise<Row[]> {
    await this.reader.query('BEGIN READ ONLY');
    try {
      const context = signTenantContext(this.clone.tenantSecret, organization_id);
      await this.reader.query(`SELECT set_config('galley.tenant', $1, true)`, [context]);
      for (const setting of settings) {
        await this.reader.query('SELECT set_config($1, $2, true)', setting.split('='));
      }
      return (await this.reader.query<Row>({ text, values: [...values], types: DATES_AS_TEXTS })).rows;
    } finally {
      await this.reader.query('ROLLBACK');
    }
  }

  values({ organization_id }: MonitoringRows, question: ValueQuestion): Promise<ValueRow[]> {
    const { projects, indicators = null, from = '2026-01-01', to = '2026-12-31' } = question;
    return this.ask<ValueRow>(
      organization_id,
      `SELECT * FROM monitoring.indicator_values($1, $2, $3, $4, $5, $6)
       ORDER BY indicator_id, period_start, project_id, category_key NULLS FIRST`,
      [projects, indicators, from, to, question.by ?? 'total', question.provisional ?? false],
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.admin.end(), this.reader.end()]);
    await this.clone.drop();
  }
}

/** Days stay days: the driver would make instants of them. */
const DATES_AS_TEXTS: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.DATE ? (text: string) => text : pg.types.getTypeParser(oid, format),
};
