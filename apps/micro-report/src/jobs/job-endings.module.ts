import { Module } from '@nestjs/common';
import { JobEndings } from './job-endings.js';

/** For API and worker alike: both may end a job. */
@Module({ providers: [JobEndings], exports: [JobEndings] })
export class JobEndingsModule {}
