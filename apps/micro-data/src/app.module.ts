import { Module } from '@nestjs/common';
import { DatasetsModule } from './datasets/datasets.module.js';

/** micro-data: which rows, with which totals. */
@Module({ imports: [DatasetsModule] })
export class AppModule {}
