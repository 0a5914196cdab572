import { setTimeout as delay } from 'node:timers/promises';
import { Controller, Get, Module } from '@nestjs/common';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { Public } from '../auth/route-access.js';
import { Health } from '../health/health.js';
import { httpClient } from '../testing/http-client.js';
import { testConfig } from '../testing/test-config.js';
import { buildService } from './build-service.js';

@Controller('api/slow')
class SlowController {
  @Get()
  @Public()
  async read(): Promise<{ done: true }> {
    await delay(300);
    return { done: true };
  }
}

@Module({ controllers: [SlowController] })
class SlowModule {}

describe('shutting down', () => {
  let database: ClonedDatabase;

  beforeAll(async () => {
    database = await cloneDatabase();
  });

  afterAll(() => database?.drop());

  test('is announced, and requests under way are answered', async () => {
    const app = await buildService(SlowModule, { service: 'micro-report', config: testConfig(database) });
    const http = await httpClient(app);
    expect((await http('/health/ready')).status).toBe(200);
    app.get(Health).drain();
    const ready = await http('/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.headers.get('connection')).toBe('close');
    const slow = http('/api/slow');
    await delay(50);
    await app.close();
    expect((await slow).json()).toEqual({ done: true });
    await expect(http('/health/live')).rejects.toThrow();
  });
});
