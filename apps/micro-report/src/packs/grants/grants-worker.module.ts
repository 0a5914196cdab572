import { Module } from '@nestjs/common';
import { GenerationWorkerModule } from './generation/generation-worker.module.js';

/** The grants pack in a worker: how the job of a Bufdir report is prepared, and what its end means for the report. */
@Module({ imports: [GenerationWorkerModule] })
export class GrantsWorkerModule {}
