import type { HttpAnswer } from '@galley/platform/testing';
import { SchedulesModule } from '../src/schedules/schedules.module.js';
import { startReportApp, type Call, type ReportApp } from './report-app.js';

export const SCHEDULES = '/api/reports/scheduled';
/** Someone else of ACME. */
export const OTHER = '0199aaaa-0000-7000-8000-000000000002';

/** A schedule as it is answered. */
export interface SeenSchedule {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly version: number;
  readonly description: string;
  readonly next_run_at: string | null;
  readonly next_runs: readonly string[];
  readonly schedule_config: Readonly<Record<string, unknown>>;
}

/** Why a schedule was not made: status, code, and where the first fault is. */
export type Refusal = readonly [
  status: number | undefined,
  code: string | undefined,
  pointer: string | undefined,
];

/** The API of schedules, with two templates of ACME to schedule. */
export class ScheduleApp {
  private constructor(
    readonly report: ReportApp,
    /** Read per business unit; denied to T03. */
    readonly perUnit: string,
    /** Of a builder, read as a whole. */
    readonly whole: string,
  ) {}

  static async start(): Promise<ScheduleApp> {
    const report = await startReportApp([SchedulesModule]);
    const template = async (name: string, data: object): Promise<string> => {
      const dialog = '<Dialog><Date Name="as_of" Label="As of" Default="today"/></Dialog>';
      const given = { organization_id: report.acme, name, report_type: name, default_format: 'csv', dialog };
      const row = await report.database.asSystem((tx) =>
        tx.tb_report_template.create({ data: { ...given, source_type: 'view', ...data } }),
      );
      return row.id;
    };
    return new ScheduleApp(
      report,
      await template('stock', { source_name: 'v_stock', deny_business_unit: ['T03'] }),
      await template('totals', { source_type: 'builder', builder_key: 'x.totals' }),
    );
  }

  close(): Promise<void> {
    return this.report.close();
  }

  /** Every day at six, of the template that is read as a whole, unless said otherwise. */
  post(over: object = {}, call: Call = {}): Promise<HttpAnswer> {
    const daily = {
      name: 'Daily totals',
      report_template_id: this.whole,
      frequency: 'daily',
      time_of_day: '06:00',
    };
    return this.report.call(SCHEDULES, { method: 'POST', body: { ...daily, ...over }, ...call });
  }

  async create(over: object = {}, call: Call = {}): Promise<SeenSchedule> {
    const answer = await this.post(over, call);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.json()));
    return answer.json() as SeenSchedule;
  }

  async refusal(over: object, call: Call = {}): Promise<Refusal> {
    const { status, code, errors } = (await this.post(over, call)).json() as {
      status?: number;
      code?: string;
      errors?: readonly { readonly pointer: string }[];
    };
    return [status, code, errors?.[0]?.pointer];
  }

  async get(id: string, call: Call = {}): Promise<SeenSchedule> {
    return (await this.report.call(`${SCHEDULES}/${id}`, call)).json() as SeenSchedule;
  }

  put(id: string, body: object, call: Call = {}): Promise<HttpAnswer> {
    return this.report.call(`${SCHEDULES}/${id}`, { method: 'PUT', body, ...call });
  }

  move(id: string, how: 'pause' | 'resume', call: Call = {}): Promise<HttpAnswer> {
    return this.report.call(`${SCHEDULES}/${id}/${how}`, { method: 'POST', ...call });
  }

  disable(id: string, call: Call = {}): Promise<HttpAnswer> {
    return this.report.call(`${SCHEDULES}/${id}`, { method: 'DELETE', ...call });
  }
}
