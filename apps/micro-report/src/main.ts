import { loadConfig, startService } from '@galley/platform';
import { AppModule } from './app.module.js';
import { reportConfig } from './config.js';

await startService(AppModule, {
  service: 'micro-report',
  config: loadConfig(reportConfig, process.env),
  environment: process.env,
});
