import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Caller, Operation, type Principal } from '@galley/platform';
import { Dashboard, DashboardQuery } from './dashboard-resource.js';
import { DashboardService } from './dashboard.service.js';

@ApiTags('dashboard')
@Controller('api/reports/dashboard')
export class DashboardController {
  constructor(private readonly dashboard: DashboardService) {}

  @Get()
  @Allow('dashboard.read')
  @Operation({
    summary: 'See how reports are doing',
    description:
      'Queue, statuses, templates, failures, next schedules, deliveries and archive, all of one moment.',
    returns: Dashboard,
  })
  read(@Caller() caller: Principal, @Query() query: DashboardQuery): Promise<Dashboard> {
    return this.dashboard.read(caller, query);
  }
}
