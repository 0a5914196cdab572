import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG } from '@galley/platform';
import { concurrencyOf, handBackMsOf, type ReportConfig } from '../config.js';
import { RenderPool } from './render-pool.js';

const CANCEL_GRACE_MS = 2_000;

/** A thread that does not answer, because it still loads its modules, must be ended in time to hand its job back. */
function cancelGraceOf(config: ReportConfig): number {
  return Math.min(CANCEL_GRACE_MS, handBackMsOf(config) / 2);
}

/** The threads in which documents are made: runs in the worker, previews in the API process. */
@Global()
@Module({
  providers: [
    {
      provide: RenderPool,
      inject: [CONFIG],
      useFactory: (config: ReportConfig) =>
        new RenderPool({
          size: concurrencyOf(config),
          memory_mb: config.RENDER_MEMORY_MB,
          cancelGraceMs: cancelGraceOf(config),
        }),
    },
  ],
  exports: [RenderPool],
})
export class RenderingModule implements OnApplicationShutdown {
  constructor(private readonly pool: RenderPool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
  }
}
