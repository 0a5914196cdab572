import { Module } from '@nestjs/common';

/** What records alone do not say of monitoring: trees, periods, figures, forms. */
@Module({})
export class MonitoringModule {}
