import { Module } from '@nestjs/common';
import { ArchiveModule } from '../../archive/archive.module.js';
import { JobsModule } from '../../jobs/jobs.module.js';
import { DatasetQuestions } from '../../rendering/dataset-questions.js';
import { AnnotationsController } from './annotations/annotations.controller.js';
import { Annotations } from './annotations/annotations.service.js';
import { ComparisonController } from './comparison/comparison.controller.js';
import { ReportComparison } from './comparison/report-comparison.service.js';
import { ReportDashboardController } from './dashboard/report-dashboard.controller.js';
import { ReportDashboard } from './dashboard/report-dashboard.service.js';
import { ReportExportsController } from './exports/report-exports.controller.js';
import { ReportExports } from './exports/report-exports.service.js';
import { GenerationModule } from './generation/generation.module.js';
import { GrantsData } from './grants-data.js';
import { GrantsScope } from './grants-scope.js';
import { PrecheckController } from './precheck/precheck.controller.js';
import { Precheck } from './precheck/precheck.service.js';
import { CreateReports } from './reports/create-reports.service.js';
import { ReportMoves } from './reports/report-moves.service.js';
import { ReportPlans } from './reports/report-plan.js';
import { ReportsController } from './reports/reports.controller.js';
import { Reports } from './reports/reports.service.js';
import { StartGeneration } from './reports/start-generation.js';
import { bufdirAdapterProvider } from './submission/bufdir-adapter.provider.js';
import { ReportSubmission } from './submission/report-submission.service.js';
import { SubmissionController } from './submission/submission.controller.js';

/** What the grants pack brings to micro-report's API: the Bufdir report. */
@Module({
  imports: [ArchiveModule, JobsModule, GenerationModule],
  // The dashboard before what takes any id.
  controllers: [
    ReportDashboardController,
    ReportExportsController,
    AnnotationsController,
    ReportsController,
    PrecheckController,
    SubmissionController,
    ComparisonController,
  ],
  providers: [
    DatasetQuestions,
    GrantsData,
    GrantsScope,
    ReportPlans,
    StartGeneration,
    CreateReports,
    ReportMoves,
    Reports,
    Precheck,
    ReportDashboard,
    ReportExports,
    Annotations,
    ReportSubmission,
    bufdirAdapterProvider,
    ReportComparison,
  ],
})
export class GrantsModule {}
