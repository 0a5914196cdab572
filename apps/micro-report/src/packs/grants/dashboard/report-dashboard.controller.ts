import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Caller, Operation, type Principal } from '@galley/platform';
import { BUFDIR_REPORTS } from '../reports/grants-permissions.js';
import { BufdirDashboard, DashboardQuery } from './dashboard-resource.js';
import { ReportDashboard } from './report-dashboard.service.js';

@ApiTags('grants reports')
@Controller('api/grants/reports/dashboard')
export class ReportDashboardController {
  constructor(private readonly dashboard: ReportDashboard) {}

  @Get()
  @Allow(BUFDIR_REPORTS)
  @Operation({
    summary: 'See where Bufdir reporting stands',
    id: 'readBufdirDashboard',
    returns: BufdirDashboard,
  })
  read(@Caller() caller: Principal, @Query() query: DashboardQuery): Promise<BufdirDashboard> {
    return this.dashboard.read(caller, query);
  }
}
