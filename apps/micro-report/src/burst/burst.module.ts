import { Module } from '@nestjs/common';
import { JobEndingsModule } from '../jobs/job-endings.module.js';
import { BurstStep } from './burst-step.js';

/** The worker's side of runs that are split by a key. */
@Module({ imports: [JobEndingsModule], providers: [BurstStep] })
export class BurstModule {}
