import { Module } from '@nestjs/common';
import { RecordsModule } from '../../records/records.module.js';
import { OrganizationTreeController } from './organization-tree.controller.js';
import { PeriodGenerator } from './period-generator.js';
import { PeriodsController } from './periods.controller.js';

/** What the grants pack does with its records beyond keeping them. */
@Module({
  imports: [RecordsModule],
  controllers: [OrganizationTreeController, PeriodsController],
  providers: [PeriodGenerator],
})
export class GrantsModule {}
