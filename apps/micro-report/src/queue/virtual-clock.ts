import { Injectable } from '@nestjs/common';
import { Database } from '@galley/platform';

/** Staler than this the line may look shorter or longer than it is by what was served meanwhile: a handful of jobs. */
const FRESH_MS = 250;

/**
 * The virtual time of fair dispatch: the tag at the head of everybody's line. Read at most four times a second,
 * whatever the number of requests. One index probe.
 */
@Injectable()
export class VirtualClock {
  #reading: Promise<number> | null = null;
  #time = 0;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly database: Database) {}

  async now(): Promise<number> {
    if (performance.now() - this.#readAt < FRESH_MS) return this.#time;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<number> {
    const [row] = await this.database.asSystemSql(
      (tx) => tx.$queryRaw<{ time: number }[]>`
        select coalesce(
          (select min(dispatch_priority) from tenant.tb_report_job where status = 'queued'),
          (select max(dispatch_priority) from tenant.tb_report_job where status = 'processing'),
          0) as time`,
    );
    this.#time = row?.time ?? 0;
    this.#readAt = performance.now();
    return this.#time;
  }
}
