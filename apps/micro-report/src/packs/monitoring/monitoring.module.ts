import { Module } from '@nestjs/common';
import { DatasetQuestions } from '../../rendering/dataset-questions.js';
import { PublicationsController } from './publishing/publications.controller.js';
import { PublishReport } from './publishing/publish-report.service.js';
import { ReportSnapshots } from './publishing/report-snapshots.js';
import { DonorReportsController } from './reports/donor-reports.controller.js';
import { DonorReports } from './reports/donor-reports.service.js';
import { ReportShareController } from './sharing/report-share.controller.js';
import { ShareReport } from './sharing/share-report.service.js';

/** Reports to donors: put together, published, shared. */
@Module({
  controllers: [DonorReportsController, PublicationsController, ReportShareController],
  providers: [DatasetQuestions, ReportSnapshots, DonorReports, PublishReport, ShareReport],
})
export class MonitoringModule {}
