import { Module } from '@nestjs/common';
import { JobPreparationsModule } from '../../../jobs/job-preparations.module.js';
import { GenerationModule } from './generation.module.js';
import { PrepareReport } from './prepare-report.js';

/** Bufdir reports in a worker: computing them before their job prints them. */
@Module({ imports: [JobPreparationsModule, GenerationModule], providers: [PrepareReport] })
export class GenerationWorkerModule {}
