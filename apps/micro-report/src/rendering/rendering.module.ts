import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG } from '@galley/platform';
import { concurrencyOf, type ReportConfig } from '../config.js';
import { RenderPool } from './render-pool.js';

/** The threads in which documents are made: runs in the worker, previews in the API process. */
@Global()
@Module({
  providers: [
    {
      provide: RenderPool,
      inject: [CONFIG],
      useFactory: (config: ReportConfig) =>
        new RenderPool({ size: concurrencyOf(config), memory_mb: config.RENDER_MEMORY_MB }),
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
