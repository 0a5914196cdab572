import type { GalleyClient, ToolJob } from '../stack/galley-client.js';

const WAIT = { prefer: 'wait=60' };
const PAUSE_MS = 250;

/** What the tools read of a Bufdir report. */
export interface BufdirReport {
  readonly id: string;
  readonly status: string;
  readonly period_label: string;
  readonly error_message: string | null;
}

interface BufdirExport {
  readonly format: string;
  readonly status: string;
  readonly job_id: string;
}

/** Bufdir reports of the caller's organization, as a coordinator makes them. */
export class BufdirReports {
  constructor(
    private readonly client: GalleyClient,
    private readonly reportUrl: string,
  ) {}

  /** The latest report for a calendar year; made and waited for where there is none. */
  async ofYear(year: number): Promise<BufdirReport> {
    const days = { reporting_period_start: `${year}-01-01`, reporting_period_end: `${year}-12-31` };
    const { items } = await this.#call<{ items: BufdirReport[] }>('GET', `?year=${year}&status=completed`);
    // Quarters of the year may have reports of their own.
    const known = items.find(({ period_label }) => period_label === String(year));
    return known ?? this.#ended(await this.#call<BufdirReport>('POST', '', days));
  }

  /** The job that made the report's file in this format: each is made once. */
  async file({ id }: BufdirReport, format: string): Promise<ToolJob> {
    const { items } = await this.#call<{ items: BufdirExport[] }>('GET', `/${id}/exports`);
    const known = items.find((one) => one.format === format && one.status !== 'failed');
    const { job_id } = known ?? (await this.#call<BufdirExport>('POST', `/${id}/export`, { format }));
    return this.client.ended(this.reportUrl, await this.#job(job_id));
  }

  #job(id: string): Promise<ToolJob> {
    return this.client.request<ToolJob>('GET', `${this.reportUrl}/api/reports/jobs/${id}`);
  }

  async #ended(report: BufdirReport): Promise<BufdirReport> {
    let made = report;
    while (['pending', 'generating'].includes(made.status)) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      made = await this.#call<BufdirReport>('GET', `/${made.id}`);
    }
    if (made.status !== 'completed')
      throw new Error(`report ${made.id} is ${made.status}: ${made.error_message}`);
    return made;
  }

  #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this.client.request<T>(method, `${this.reportUrl}/api/grants/reports${path}`, body, WAIT);
  }
}
