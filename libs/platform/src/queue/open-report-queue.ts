import type { PlatformConfig } from '../config/platform-config.js';
import type { Database } from '../database/database.js';
import { PostgresReportQueue } from './postgres-report-queue.js';
import type { QueueConfig } from './queue-settings.js';
import { RedisReportQueue } from './redis-report-queue.js';
import type { ReportQueue } from './report-queue.js';

type Config = QueueConfig & Pick<PlatformConfig, 'DATABASE_SYSTEM_URL' | 'REDIS_URL'>;

/** The queue that the configuration asks for: Redis where it names one, else our own PostgreSQL. */
export function openReportQueue(
  config: Config,
  database: Database,
  onError: (error: Error) => void,
): ReportQueue {
  if (config.REDIS_URL) return new RedisReportQueue(config.REDIS_URL, config, onError);
  return new PostgresReportQueue(database, config.DATABASE_SYSTEM_URL, config);
}
