import { Module } from '@nestjs/common';
import { JobEndingsModule } from '../jobs/job-endings.module.js';
import { FilingStep } from './filing-step.js';

/** What becomes of a job's recipients when it ends; for API and worker alike, since both may end a job. */
@Module({ imports: [JobEndingsModule], providers: [FilingStep] })
export class FilingModule {}
