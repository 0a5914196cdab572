import { Module } from '@nestjs/common';
import { ArchiveWorkerModule } from './archive/archive-worker.module.js';
import { BurstModule } from './burst/burst.module.js';
import { DispatchModule } from './deliveries/dispatching/dispatch.module.js';
import { FilingModule } from './deliveries/filing.module.js';
import { ExportsWorkerModule } from './exports/exports-worker.module.js';
import { JobEndingsModule } from './jobs/job-endings.module.js';
import { JobPreparationsModule } from './jobs/job-preparations.module.js';
import { JobWorker } from './jobs/job-worker.js';
import { ReportRunner } from './jobs/report-runner.js';
import { GrantsWorkerModule } from './packs/grants/grants-worker.module.js';
import { QueueModule } from './queue/queue.module.js';
import { RenderingModule } from './rendering/rendering.module.js';
import { RunEndingsModule } from './schedules/firing/run-endings.module.js';
import { ScheduleFiringModule } from './schedules/firing/schedule-firing.module.js';
import { WebhookEventsModule } from './webhooks/webhook-events.module.js';

/** A worker of micro-report: takes jobs from the queue and makes documents. Any number of them may run. */
@Module({
  imports: [
    QueueModule,
    RenderingModule,
    ArchiveWorkerModule,
    JobEndingsModule,
    JobPreparationsModule,
    ExportsWorkerModule,
    FilingModule,
    WebhookEventsModule,
    DispatchModule,
    BurstModule,
    ScheduleFiringModule,
    RunEndingsModule,
    GrantsWorkerModule,
  ],
  providers: [JobWorker, ReportRunner],
})
export class WorkerModule {}
