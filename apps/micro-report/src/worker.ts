import { constants, setPriority } from 'node:os';
import { buildService, loadConfig, shutDownOnSignals } from '@galley/platform';
import { reportConfig } from './config.js';
import { WorkerModule } from './worker.module.js';

standBack();
const config = loadConfig(reportConfig, process.env);
const app = await buildService(WorkerModule, { service: 'micro-report', config });
shutDownOnSignals(app, config.SHUTDOWN_GRACE_MS);
if (config.WORKER_PORT > 0) await app.listen(config.WORKER_PORT, config.HOST);

/** On a machine that API and worker share, answering people comes before making documents. */
function standBack(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A system that forbids it runs the worker as it does everything else.
  }
}
