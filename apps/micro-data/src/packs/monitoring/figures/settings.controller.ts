import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Author,
  Caller,
  definePermission,
  Operation,
  type Principal,
  type Role,
} from '@galley/platform';
import { FIELD_STAFF, STAFF } from '@galley/pack-monitoring/records';
import { ChangeMonitoringSettings, MonitoringSettings } from './setting-resources.js';
import { SettingsService } from './settings.service.js';

const READ = definePermission('monitoring.settings.read', FIELD_STAFF as readonly Role[]);
const WRITE = definePermission('monitoring.settings.write', STAFF as readonly Role[]);

@ApiTags('monitoring figures')
@Controller('api/monitoring/settings')
export class MonitoringSettingsController {
  constructor(private readonly settings: SettingsService) {}

  @Get()
  @Allow(READ)
  @Operation({
    summary: 'Read what the organization has settled for its monitoring',
    id: 'readMonitoringSettings',
    returns: MonitoringSettings,
  })
  read(@Caller() caller: Principal): Promise<MonitoringSettings> {
    return this.settings.read(caller);
  }

  @Patch()
  @Allow(WRITE)
  @Operation({
    summary: 'Settle from which progress lights are green and amber',
    id: 'changeMonitoringSettings',
    description: 'For everything that is shown from then on; what was published stays as it is.',
    returns: MonitoringSettings,
  })
  change(@Author() author: Author, @Body() body: ChangeMonitoringSettings): Promise<MonitoringSettings> {
    return this.settings.change(author, body);
  }
}
