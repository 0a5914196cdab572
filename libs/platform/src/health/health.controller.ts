import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/route-access.js';
import { Health, type DependencyState } from './health.js';

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  /** The process answers: nothing more, or a slow database would get it killed. */
  @Get('live')
  @Public({ is_limited: false })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public({ is_limited: false })
  async ready(): Promise<{ status: 'ok'; dependencies: readonly DependencyState[] }> {
    return { status: 'ok', dependencies: await this.health.ready() };
  }
}
