import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { SourceUnavailable } from '../datasets/dataset-problems.js';
import type { DataSource } from './data-source.js';
import { DATA_SESSIONS_CONFIG, type DataSessionsConfig } from './data-sessions-config.js';
import { Memory } from './memory.js';
import { Slots } from './slots.js';

/** The connections of one data source. */
export interface DataPool {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly slots: Slots;
  /** What was read of its catalog, until it is a few seconds old. */
  readonly catalog: Memory;
}

interface KnownPool extends DataPool {
  readonly max: number;
}

const IDLE_MS = 30_000;

/**
 * One bounded pool per data source, and one spare connection per server for cancelling what the others run. Queueing is
 * ours, not pg-pool's, because a full pool and an unreachable server are different answers with different patience.
 */
@Injectable()
export class DataPools implements OnApplicationShutdown {
  private readonly pools = new Map<string, KnownPool>();
  private readonly controls = new Map<string, pg.Pool>();

  constructor(@Inject(DATA_SESSIONS_CONFIG) private readonly config: DataSessionsConfig) {}

  /** Throws `source-unavailable` when the data source names a variable that is not set. */
  of(source: DataSource): DataPool {
    const url = this.config.urlOf(source.url_env);
    if (!url) {
      throw SourceUnavailable.error(
        `Data source "${source.name}" needs the environment variable ${source.url_env ?? 'DATABASE_DATA_URL'}, which is not set.`,
        { facts: { data_source: source.name }, retry_after_s: 30 },
      );
    }
    const known = this.pools.get(source.id);
    const max = Math.max(1, source.max_connections);
    if (known?.url === url && known.max === max) return known;
    if (known) void known.pool.end();
    const fresh = { url, max, pool: this.connect(url, max), slots: new Slots(max), catalog: new Memory() };
    this.pools.set(source.id, fresh);
    return fresh;
  }

  /** The spare connection to the server that `url` names. */
  control(url: string): pg.Pool {
    const known = this.controls.get(url);
    if (known) return known;
    const pool = this.connect(url, 1);
    this.controls.set(url, pool);
    return pool;
  }

  /** Rejects while the product's own database cannot be read. */
  async ping(): Promise<void> {
    const url = this.config.urlOf(null);
    if (url) await this.control(url).query('select 1');
  }

  async onApplicationShutdown(): Promise<void> {
    const all = [...[...this.pools.values()].map(({ pool }) => pool), ...this.controls.values()];
    this.pools.clear();
    this.controls.clear();
    await Promise.all(all.map((pool) => pool.end()));
  }

  private connect(url: string, max: number): pg.Pool {
    const pool = new pg.Pool({
      connectionString: url,
      max,
      idleTimeoutMillis: IDLE_MS,
      connectionTimeoutMillis: this.config.connectTimeoutMs,
      application_name: 'galley micro-data',
      keepAlive: true,
    });
    // An idle connection that dies is replaced at the next checkout; without a listener it would end the process.
    pool.on('error', () => undefined);
    return pool;
  }
}
