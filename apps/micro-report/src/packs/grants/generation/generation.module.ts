import { Module } from '@nestjs/common';
import { JobEndingsModule } from '../../../jobs/job-endings.module.js';
import { OrderReportJob } from './order-report-job.js';
import { ReportEnding } from './report-ending.js';

/** The jobs of Bufdir reports, for API and worker alike: ordering them, and what their end means for the report. */
@Module({ imports: [JobEndingsModule], providers: [OrderReportJob, ReportEnding], exports: [OrderReportJob] })
export class GenerationModule {}
