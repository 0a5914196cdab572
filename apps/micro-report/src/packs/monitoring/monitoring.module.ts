import { Module } from '@nestjs/common';
import { DatasetQuestions } from '../../rendering/dataset-questions.js';
import { InstantRenderer } from '../../rendering/instant-renderer.js';
import { SharesModule } from '../../shares/shares.module.js';
import { PublicationsController } from './publishing/publications.controller.js';
import { PublishReport } from './publishing/publish-report.service.js';
import { ReportSnapshots } from './publishing/report-snapshots.js';
import { MakeReport } from './rendering/make-report.js';
import { RenderReportController } from './rendering/render-report.controller.js';
import { RenderReport } from './rendering/render-report.service.js';
import { ReportEditions } from './rendering/report-editions.js';
import { DonorReportsController } from './reports/donor-reports.controller.js';
import { DonorReports } from './reports/donor-reports.service.js';
import { ReportShareController } from './sharing/report-share.controller.js';
import { ReportLink } from './sharing/report-link.js';
import { ShareReport } from './sharing/share-report.service.js';

/** Reports to donors: put together, published, shared. */
@Module({
  imports: [SharesModule],
  controllers: [
    DonorReportsController,
    PublicationsController,
    ReportShareController,
    RenderReportController,
  ],
  providers: [
    DatasetQuestions,
    InstantRenderer,
    ReportSnapshots,
    DonorReports,
    PublishReport,
    ReportEditions,
    MakeReport,
    RenderReport,
    ShareReport,
    ReportLink,
  ],
})
export class MonitoringModule {}
