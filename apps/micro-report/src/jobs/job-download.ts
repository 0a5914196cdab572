import { Injectable } from '@nestjs/common';
import { Database, type Principal, type SqlTx } from '@galley/platform';
import type { FastifyReply } from 'fastify';
import { ArchiveService } from '../archive/archive.service.js';
import { requireNoExport } from '../archive/export-files.js';
import { FileSender } from '../archive/file-sender.js';
import { isFinal } from './job-lifecycle.js';
import { JobNotFinished } from './job-problems.js';
import { visibleJob } from './job-visibility.js';

/** The way from a job to its file in the archive. */
@Injectable()
export class JobDownload {
  constructor(
    private readonly database: Database,
    private readonly archive: ArchiveService,
    private readonly sender: FileSender,
  ) {}

  /** Answers with the job's file. `not-found`, `job-not-finished`, and what the archive answers (`file-expired` …). */
  async send(caller: Principal, id: string, reply: FastifyReply): Promise<void> {
    const file = await this.database.withTenant(caller.organization.id, async (tx) => {
      // What the product has put into somebody's inbox is theirs to fetch, whoever ordered it.
      if (await wasDeliveredTo(tx, caller, id)) return this.archive.ofJob(tx, id);
      const job = await visibleJob(tx, caller, id);
      if (job.status === 'completed') return this.archive.ofVisibleJob(tx, caller, job.id);
      const hint = isFinal(job.status)
        ? `it ended as ${job.status} and left no file`
        : 'wait until it has ended';
      throw JobNotFinished.error(`The job is ${job.status}: ${hint}.`, { facts: { job_status: job.status } });
    });
    requireNoExport(file);
    await this.sender.send(reply, caller, file);
  }
}

async function wasDeliveredTo(tx: SqlTx, caller: Principal, jobId: string): Promise<boolean> {
  const delivered = await tx.$queryRaw<unknown[]>`
    select from tenant.delivery
    where job_id = ${jobId}::uuid and channel = 'user' and target = ${caller.id} and status = 'delivered'`;
  return delivered.length > 0;
}
