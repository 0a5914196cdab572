import { Module } from '@nestjs/common';
import { JobEndingsModule } from '../jobs/job-endings.module.js';
import { ExportEnding } from './export-ending.js';
import { ExportExpiry } from './export-expiry.js';
import { ExportRounds } from './export-rounds.js';
import { StartExport } from './start-export.js';

/** Exports in a worker: what the end of a job means for its request, expiry, starts that nobody waits for. */
@Module({ imports: [JobEndingsModule], providers: [ExportEnding, StartExport, ExportExpiry, ExportRounds] })
export class ExportsWorkerModule {}
