import { Module } from '@nestjs/common';
import { FiguresModule } from './figures/figures.module.js';
import { FormsModule } from './forms/forms.module.js';
import { PeriodsModule } from './periods/periods.module.js';
import { ResultsModule } from './results/results.module.js';

/** What records alone do not say of monitoring: trees, periods, figures, forms. */
@Module({ imports: [FiguresModule, FormsModule, PeriodsModule, ResultsModule] })
export class MonitoringModule {}
