import { Module } from '@nestjs/common';
import { JobEndingsModule } from '../../jobs/job-endings.module.js';
import { RunEndings } from './run-endings.js';

/** For API and worker alike: both may end a run of a schedule. */
@Module({ imports: [JobEndingsModule], providers: [RunEndings] })
export class RunEndingsModule {}
