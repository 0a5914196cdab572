import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  accepted,
  CONFIG,
  Database,
  onceIn,
  REPORT_QUEUE,
  type Answer,
  type IncomingRequest,
  type Principal,
  type ReportQueue,
  type SqlTx,
} from '@galley/platform';
import type { ReportConfig } from '../config.js';
import { RecipientReader } from '../deliveries/recipient-reader.js';
import { acceptJobs } from '../jobs/accept-jobs.js';
import type { JobOrder } from '../jobs/job-order.js';
import type { JobRow } from '../jobs/job-row.js';
import { jobView, type JobView } from '../jobs/job-view.js';
import { originOf } from '../jobs/order-origin.js';
import { printWishOf, readPrintOrder, type PrintWish } from '../printing/read-print-order.js';
import { OrganizationLines } from '../queue/organization-lines.js';
import type { BulkBody } from './bulk-body.js';
import { bulkWishes } from './bulk-wishes.js';
import type { GenerateBody } from './generate-body.js';
import { readOrder } from './order-reader.js';
import { wishOf } from './wish-of.js';

/** Who asks for runs, by which request. */
export interface Ordering {
  readonly caller: Principal;
  readonly request: IncomingRequest;
}

/** Accepts runs: job, queue entry, idempotency record and audit entry are committed together, or none of them is. */
@Injectable()
export class GenerateService {
  constructor(
    private readonly database: Database,
    private readonly lines: OrganizationLines,
    private readonly recipients: RecipientReader,
    @Inject(REPORT_QUEUE) private readonly queue: ReportQueue,
    @Inject(CONFIG) private readonly config: ReportConfig,
  ) {}

  one(ordering: Ordering, body: GenerateBody): Promise<Answer<JobView>> {
    return this.#acceptOne(ordering, (tx) => this.#read(tx, ordering, body));
  }

  bulk(ordering: Ordering, body: BulkBody): Promise<Answer<{ batch_id: string; items: JobView[] }>> {
    const batch_id = randomUUID();
    const read = async (tx: SqlTx): Promise<JobOrder[]> => {
      const orders: JobOrder[] = [];
      for (const item of bulkWishes(body)) orders.push(await this.#read(tx, ordering, item));
      return orders;
    };
    return this.#accept(ordering, batch_id, read, (items) =>
      accepted({ batch_id, items }, `/api/reports/jobs?batch_id=${batch_id}`),
    );
  }

  /** Documents in one file, as a job. */
  print(ordering: Ordering, wish: PrintWish): Promise<Answer<JobView>> {
    return this.#acceptOne(ordering, (tx) => this.#readPrint(tx, ordering, wish));
  }

  /** The same run or print again, as a new job, with today's rights and template. */
  again(ordering: Ordering, job: JobRow): Promise<Answer<JobView>> {
    const print = printWishOf(job);
    return this.#acceptOne(ordering, async (tx) => ({
      ...(await (print ? this.#readPrint(tx, ordering, print) : this.#read(tx, ordering, wishOf(job)))),
      rerun_of: job.id,
    }));
  }

  #acceptOne(ordering: Ordering, read: (tx: SqlTx) => Promise<JobOrder>): Promise<Answer<JobView>> {
    return this.#accept(
      ordering,
      null,
      async (tx) => [await read(tx)],
      ([job]) => accepted(jobOf(job), `/api/reports/jobs/${jobOf(job).id}`),
    );
  }

  async #accept<Body>(
    { caller, request }: Ordering,
    batch_id: string | null,
    read: (tx: SqlTx) => Promise<JobOrder[]>,
    answer: (jobs: JobView[]) => Answer<Body>,
  ): Promise<Answer<Body>> {
    const origin = originOf({ caller, request }, batch_id);
    let afterCommit = (): Promise<void> => Promise.resolve();
    const accepted = await this.database.withTenantSql(caller.organization.id, (tx) =>
      onceIn(tx, caller, request, async () => {
        const { jobs, ...rest } = await acceptJobs(tx, origin, await read(tx), {
          queue: this.queue,
          lines: this.lines,
        });
        afterCommit = rest.afterCommit;
        return answer(jobs.map(jobView));
      }),
    );
    await afterCommit();
    return accepted;
  }

  #readPrint(tx: SqlTx, { caller }: Ordering, wish: PrintWish): Promise<JobOrder> {
    return readPrintOrder(tx, { caller, keep_days: this.config.REPORT_KEEP_DAYS }, wish);
  }

  #read(tx: SqlTx, { caller }: Ordering, body: GenerateBody): Promise<JobOrder> {
    const { recipients, config } = this;
    return readOrder(tx, { caller, now: new Date(), keep_days: config.REPORT_KEEP_DAYS, recipients }, body);
  }
}

function jobOf(job: JobView | undefined): JobView {
  if (!job) throw new Error('no job was accepted');
  return job;
}
