import { Module } from '@nestjs/common';
import { ArchiveModule } from '../archive/archive.module.js';
import { JobEndingsModule } from '../jobs/job-endings.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { ExportDecisions } from './export-decisions.service.js';
import { ExportDownloads } from './export-downloads.service.js';
import { ExportEnding } from './export-ending.js';
import { ExportRequests } from './export-requests.service.js';
import { ExportStatistics } from './export-statistics.service.js';
import { ExportsController } from './exports.controller.js';
import { MeasureExport } from './measure-export.js';
import { StartExport } from './start-export.js';

/** Exports with approval, as clients see them. */
@Module({
  imports: [ArchiveModule, JobEndingsModule, JobsModule],
  controllers: [ExportsController],
  providers: [
    MeasureExport,
    StartExport,
    ExportRequests,
    ExportDecisions,
    ExportDownloads,
    ExportStatistics,
    ExportEnding,
  ],
})
export class ExportsModule {}
