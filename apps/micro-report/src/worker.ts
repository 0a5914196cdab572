import { buildService, loadConfig, shutDownOnSignals } from '@galley/platform';
import { reportConfig } from './config.js';
import { WorkerModule } from './worker.module.js';

const config = loadConfig(reportConfig, process.env);
const app = await buildService(WorkerModule, { service: 'micro-report', config });
shutDownOnSignals(app, config.SHUTDOWN_GRACE_MS);
if (config.WORKER_PORT > 0) await app.listen(config.WORKER_PORT, config.HOST);
