import { Module } from '@nestjs/common';
import { AdministrationModule } from './administration/administration.module.js';
import { ArchiveModule } from './archive/archive.module.js';
import { AssetsModule } from './assets/assets.module.js';
import { AuditModule } from './audit/audit.module.js';
import { BuilderModule } from './builder/builder.module.js';
import { DashboardModule } from './dashboard/dashboard.module.js';
import { DeliveriesModule } from './deliveries/deliveries.module.js';
import { FilingModule } from './deliveries/filing.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { InboxModule } from './inbox/inbox.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { EnergyModule } from './packs/energy.module.js';
import { GrantsModule } from './packs/grants/grants.module.js';
import { MonitoringModule } from './packs/monitoring/monitoring.module.js';
import { PrintingModule } from './printing/printing.module.js';
import { QueueModule } from './queue/queue.module.js';
import { RenderingModule } from './rendering/rendering.module.js';
import { RunEndingsModule } from './schedules/firing/run-endings.module.js';
import { RunNowModule } from './schedules/firing/run-now.module.js';
import { SchedulesModule } from './schedules/schedules.module.js';
import { SharesModule } from './shares/shares.module.js';
import { TemplatesModule } from './templates/templates.module.js';
import { WebhookEventsModule } from './webhooks/webhook-events.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** The API of micro-report: accepts work and shows what became of it. Jobs run in the worker. */
@Module({
  imports: [
    QueueModule,
    RenderingModule,
    TemplatesModule,
    BuilderModule,
    AssetsModule,
    ArchiveModule,
    SchedulesModule,
    SharesModule,
    JobsModule,
    ExportsModule,
    PrintingModule,
    RunNowModule,
    RunEndingsModule,
    FilingModule,
    WebhookEventsModule,
    DeliveriesModule,
    WebhooksModule,
    InboxModule,
    AdministrationModule,
    AuditModule,
    DashboardModule,
    EnergyModule,
    GrantsModule,
    MonitoringModule,
  ],
})
export class AppModule {}
