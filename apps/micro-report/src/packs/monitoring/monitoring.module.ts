import { Module } from '@nestjs/common';

/** Reports to donors: put together, published, shared. */
@Module({})
export class MonitoringModule {}
