import { Module } from '@nestjs/common';
import { PeriodsModule } from './periods/periods.module.js';
import { ResultsModule } from './results/results.module.js';

/** What records alone do not say of monitoring: trees, periods, figures, forms. */
@Module({ imports: [PeriodsModule, ResultsModule] })
export class MonitoringModule {}
