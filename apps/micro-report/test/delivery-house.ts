import { createHash, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Type } from '@nestjs/common';
import type { Prisma } from '@galley/platform';
import type { FileStore } from '@galley/storage';
import { ArchiveModule } from '../src/archive/archive.module.js';
import { FILE_STORE } from '../src/archive/file-store.js';
import { DeliveriesModule } from '../src/deliveries/deliveries.module.js';
import { DispatchModule } from '../src/deliveries/dispatching/dispatch.module.js';
import { FilingModule } from '../src/deliveries/filing.module.js';
import { InboxModule } from '../src/inbox/inbox.module.js';
import { JobEndings } from '../src/jobs/job-endings.js';
import { JobResults } from '../src/jobs/job-results.js';
import type { JobRow } from '../src/jobs/job-row.js';
import { RunFailure } from '../src/rendering/run-failure.js';
import { WebhookEventsModule } from '../src/webhooks/webhook-events.module.js';
import { WebhooksModule } from '../src/webhooks/webhooks.module.js';
import { finishedReport } from './job-fixture.js';
import { startReportApp, USER, type ReportApp } from './report-app.js';

const OWNER = 'the-test';
export const CONTENT = 'sku;qty\r\nA-1;3\r\n';

/** Short enough for a test to wait for. */
const QUICK = {
  DELIVERY_POLL_MS: '20',
  DELIVERY_BACKOFF_MS: '1',
  DELIVERY_BACKOFF_MAX_MS: '5',
  DELIVERY_MAX_ATTEMPTS: '3',
  SMTP_TLS: 'off',
  SMTP_TIMEOUT_MS: '2000',
  WEBHOOK_ALLOW_PRIVATE: 'true',
  WEBHOOK_ALLOW_HTTP: 'true',
  PUBLIC_URL: 'https://galley.example',
};

export interface DeliveryJson {
  readonly id: string;
  readonly channel: string;
  readonly target: string;
  readonly status: string;
  readonly attempts: number;
  readonly reason: string | null;
  readonly form: string | null;
  readonly last_error_code: string | null;
  readonly message_id: string;
  readonly [field: string]: unknown;
}

export interface InboxJson {
  readonly total: number;
  readonly unread: number;
  readonly items: { job_id: string | null; body: string; [field: string]: unknown }[];
}

type JobFields = Partial<Prisma.tb_report_jobUncheckedCreateInput>;

/** API and dispatcher in one process, on a database of their own, with jobs that end as a test says. */
export class DeliveryHouse {
  private constructor(readonly report: ReportApp) {}

  static async open(
    env: Readonly<Record<string, string>>,
    more: readonly Type[] = [],
  ): Promise<DeliveryHouse> {
    const modules = [
      ArchiveModule,
      DeliveriesModule,
      FilingModule,
      InboxModule,
      WebhookEventsModule,
      WebhooksModule,
      DispatchModule,
      ...more,
    ];
    return new DeliveryHouse(await startReportApp(modules, { ...QUICK, ...env }));
  }

  close(): Promise<void> {
    return this.report.close();
  }

  /** A user of ACME; resolves to their id. */
  addMember(email: string, role = 'member', locale: string | null = null): Promise<string> {
    return this.report.database.asSystem(async (tx) => {
      const { id } = await tx.user_account.create({
        data: { email, name: email.split('@')[0] ?? '', locale },
      });
      await tx.membership.create({ data: { organization_id: this.report.acme, user_id: id, role } });
      return id;
    });
  }

  async settings(delivery: object): Promise<void> {
    await this.report.database.asSystem((tx) =>
      tx.organization.update({ where: { id: this.report.acme }, data: { settings: { delivery } } }),
    );
  }

  /** A run of ACME that a worker is at. */
  async running(fields: JobFields = {}): Promise<JobRow> {
    const id = randomUUID();
    return this.report.database.withTenant(this.report.acme, async (tx) => {
      await tx.tb_report_job.create({
        data: {
          id,
          organization_id: this.report.acme,
          report_type: 'stock',
          report_category: 'operational',
          format: 'csv',
          requested_by_id: USER,
          requester: { kind: 'user', roles: ['org_admin'], bu_codes: null, project_ids: [] },
          ...fields,
        },
      });
      const claim = {
        status: 'processing',
        attempts: 1,
        owner: OWNER,
        lease_expires_at: new Date(),
      } as const;
      return tx.tb_report_job.update({ where: { id }, data: claim });
    });
  }

  /** A run that ends with a file, for these recipients; resolves to its id. */
  async finish(
    recipients: readonly object[],
    fields: JobFields = {},
    { rows = 1, fingerprint = 'sha256:0', content = CONTENT } = {},
  ): Promise<string> {
    const job = await this.running({ recipients: recipients as Prisma.InputJsonValue[], ...fields });
    const size = Buffer.byteLength(content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const done = finishedReport(job);
    const local = `${this.report.files}-${job.id}`;
    await writeFile(local, content);
    const store = this.report.app.get<FileStore>(FILE_STORE, { strict: false });
    await store.put(done.storage_key, local, { size, sha256, media_type: done.media_type });
    const summary = { ...done.file.summary, fingerprint };
    const ending = await this.#results().complete(job, {
      ...done,
      file: { ...done.file, size, sha256, rows, summary },
    });
    if (ending !== 'done') throw new Error(`the run was ${ending}`);
    return job.id;
  }

  async fail(fields: JobFields = {}): Promise<string> {
    const job = await this.running(fields);
    await this.#results().fail(job, new RunFailure('final', 'render-timeout', 'It took too long.'));
    return job.id;
  }

  async deliveries(jobId: string): Promise<DeliveryJson[]> {
    const answer = await this.report.call(`/api/reports/deliveries?job_id=${jobId}&sort=target&limit=200`);
    return (answer.json() as { items: DeliveryJson[] }).items;
  }

  /** The deliveries of a run, once nothing is under way any more. */
  async settled(jobId: string, withinMs = 15_000): Promise<DeliveryJson[]> {
    return until(
      () => this.deliveries(jobId),
      (all) => all.every(({ status }) => status !== 'pending' && status !== 'sending'),
      withinMs,
    );
  }

  #results(): JobResults {
    const { app, database } = this.report;
    return new JobResults(database, OWNER, app.get(JobEndings, { strict: false }));
  }
}

/** Asks until the answer is as wanted; throws with the last one when it never is. */
export async function until<T>(
  ask: () => Promise<T>,
  isWanted: (answer: T) => boolean,
  withinMs = 15_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`never came: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** For what a test cannot go on without: `const [first = never()] = rows`. */
export function never(): never {
  throw new Error('nothing there');
}
