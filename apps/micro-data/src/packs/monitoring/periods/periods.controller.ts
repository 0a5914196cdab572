import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Author,
  Caller,
  Conflict,
  Operation,
  UuidParam,
  type Answer,
  type Principal,
} from '@galley/platform';
import { recordDtos } from '../../../records/http/record-dtos.js';
import { permissionsOf } from '../../../records/http/record-permissions.js';
import { recordCatalog } from '../../../records/records.module.js';
import type { RecordRow } from '../../../records/statements/select-records.js';
import { PeriodGenerator } from './period-generator.js';
import { PeriodLocks } from './period-locks.js';
import { UNLOCK_PERIODS } from './period-permissions.js';
import { PeriodHasUnapproved, PeriodOverlap } from './period-problems.js';
import {
  GeneratedMonitoringPeriods,
  GenerateMonitoringPeriodsBody,
  LockPeriodBody,
  PeriodUnlocks,
  UnlockPeriodBody,
} from './period-resources.js';

const shape = recordCatalog.of('monitoring.reporting-periods');
const { resource } = recordDtos(shape);
const { read, write } = permissionsOf(shape);

@ApiTags('monitoring records')
@Controller('api/monitoring/reporting-periods')
export class MonitoringPeriodsController {
  constructor(
    private readonly generator: PeriodGenerator,
    private readonly locks: PeriodLocks,
  ) {}

  @Post('generate')
  @Allow(write)
  @Operation({
    summary: 'Make the reporting periods of a project',
    id: 'generateMonitoringReportingPeriods',
    description:
      'One after the other, the first and the last without the days outside. Those that are there already are found, and left as they are.',
    returns: GeneratedMonitoringPeriods,
    problems: [PeriodOverlap, Conflict],
  })
  generate(
    @Author() author: Author,
    @Body() body: GenerateMonitoringPeriodsBody,
  ): Promise<Answer<GeneratedMonitoringPeriods>> {
    return this.generator.generate(author, body);
  }

  @Post(':id/lock')
  @Allow(write)
  @Operation({
    summary: 'Lock a reporting period',
    id: 'lockMonitoringReportingPeriod',
    description: 'From then on none of its values can be written. One that is locked already stays so.',
    returns: resource,
    problems: [PeriodHasUnapproved],
  })
  lock(
    @Author() author: Author,
    @UuidParam() id: string,
    @Body() body: LockPeriodBody,
  ): Promise<Answer<RecordRow>> {
    return this.locks.lock(author, id, body);
  }

  @Post(':id/unlock')
  @Allow(UNLOCK_PERIODS)
  @Operation({
    summary: 'Unlock a reporting period',
    id: 'unlockMonitoringReportingPeriod',
    description:
      'For a reason, which is kept. A day on which it was to lock by itself is forgotten once it has come.',
    returns: resource,
    problems: [Conflict],
  })
  unlock(
    @Author() author: Author,
    @UuidParam() id: string,
    @Body() body: UnlockPeriodBody,
  ): Promise<Answer<RecordRow>> {
    return this.locks.unlock(author, id, body);
  }

  @Get(':id/unlocks')
  @Allow(read)
  @Operation({
    summary: 'List when and why a reporting period was unlocked',
    id: 'listMonitoringPeriodUnlocks',
    description: 'The latest first.',
    returns: PeriodUnlocks,
  })
  unlocks(@Caller() caller: Principal, @UuidParam() id: string): Promise<PeriodUnlocks> {
    return this.locks.history(caller, id);
  }
}
