import { Module } from '@nestjs/common';
import { JobPreparations } from './job-preparations.js';

/** For workers, and for the features whose jobs need something made ready first. */
@Module({ providers: [JobPreparations], exports: [JobPreparations] })
export class JobPreparationsModule {}
