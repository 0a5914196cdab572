import type { Database } from '../database/database.js';
import { Unavailable } from '../errors/common-problems.js';
import type { HealthCheck } from './health.js';

/** Leases, schedules and expiry are decided by the database's clock; further apart than this is dangerous. */
const MAX_SKEW_MS = 1_000;

export function databaseCheck(database: Database): HealthCheck {
  return { name: 'database', check: () => database.ping() };
}

/** Down when this machine's clock and the database's differ by more than a second. */
export function clockCheck(database: Database): HealthCheck {
  return {
    name: 'clock',
    async check() {
      const before = Date.now();
      const [row] = await database.asSystem(
        (tx) => tx.$queryRaw<{ now_ms: number }[]>`
          select (extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms`,
      );
      const after = Date.now();
      const now = Number(row?.now_ms);
      const skew = now < before ? before - now : Math.max(0, now - after);
      if (skew > MAX_SKEW_MS) {
        throw Unavailable.error(`The clock differs from the database's by ${Math.round(skew)} ms.`);
      }
    },
  };
}
