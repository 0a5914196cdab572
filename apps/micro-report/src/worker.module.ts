import { Module } from '@nestjs/common';
import { ArchiveWorkerModule } from './archive/archive-worker.module.js';
import { BurstModule } from './burst/burst.module.js';
import { JobEndingsModule } from './jobs/job-endings.module.js';
import { JobWorker } from './jobs/job-worker.js';
import { ReportRunner } from './jobs/report-runner.js';
import { QueueModule } from './queue/queue.module.js';
import { RenderingModule } from './rendering/rendering.module.js';

/** A worker of micro-report: takes jobs from the queue and makes documents. Any number of them may run. */
@Module({
  imports: [QueueModule, RenderingModule, ArchiveWorkerModule, JobEndingsModule, BurstModule],
  providers: [JobWorker, ReportRunner],
})
export class WorkerModule {}
