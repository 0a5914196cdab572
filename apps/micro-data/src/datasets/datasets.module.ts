import { Module } from '@nestjs/common';
import { CONFIG, ENVIRONMENT, Health, type Environment } from '@galley/platform';
import { energyBuilders } from '@galley/pack-energy/data';
import { grantsBuilders } from '@galley/pack-grants/data';
import { monitoringBuilders } from '@galley/pack-monitoring/data';
import { procurementBuilders } from '@galley/pack-procurement/data';
import { dataSessionsConfig, type MicroDataConfig } from '../config.js';
import { DataPools } from '../sessions/data-pools.js';
import { DATA_SESSIONS_CONFIG } from '../sessions/data-sessions-config.js';
import { DATASET_BUILDERS, registerBuilders } from './builders.js';
import { DatasetResolver } from './dataset-resolver.js';
import { DatasetSender } from './http/dataset-sender.js';
import { DatasetsController } from './http/datasets.controller.js';

/** Datasets from bound sources: what the sources registry, lookups and reports stand on. */
@Module({
  controllers: [DatasetsController],
  providers: [
    {
      provide: DATA_SESSIONS_CONFIG,
      inject: [CONFIG, ENVIRONMENT],
      useFactory: (config: MicroDataConfig, environment: Environment) =>
        dataSessionsConfig(config, environment),
    },
    // One line per pack that brings builders.
    {
      provide: DATASET_BUILDERS,
      useFactory: () =>
        registerBuilders(procurementBuilders, energyBuilders, grantsBuilders, monitoringBuilders),
    },
    DataPools,
    DatasetResolver,
    DatasetSender,
  ],
  exports: [DATA_SESSIONS_CONFIG, DATASET_BUILDERS, DataPools, DatasetResolver, DatasetSender],
})
export class DatasetsModule {
  constructor(health: Health, pools: DataPools) {
    health.register({ name: 'business-data', check: () => pools.ping() });
  }
}
