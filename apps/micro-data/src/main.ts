import { loadConfig, startService } from '@galley/platform';
import { AppModule } from './app.module.js';
import { microDataConfig } from './config.js';

await startService(AppModule, {
  service: 'micro-data',
  config: loadConfig(microDataConfig, process.env),
  environment: process.env,
});
