import { Inject, Injectable } from '@nestjs/common';
import { quoteIdent } from '@galley/dataset';
import { defineProblem } from '@galley/platform';
import type { PoolClient } from 'pg';
import type { DataUnit } from '../datasets/fan-out/data-unit.js';
import { SourceUnavailable } from '../datasets/dataset-problems.js';
import { DataPools } from '../sessions/data-pools.js';
import { DATA_SESSIONS_CONFIG, type DataSessionsConfig } from '../sessions/data-sessions-config.js';
import { sourceProblem, sqlStateOf } from '../sessions/source-problem.js';
import type { Importer, ImportRecord } from './importer.js';

/** The business unit's schema does not have what the import writes to. */
export const ImportNotInstalled = defineProblem('import-not-installed', 409, 'Nothing to import into');

const UNDEFINED_FUNCTION = '42883';
const FORBIDDEN = '42501';

/**
 * Writes records through the importer's function, the only thing the reading role may write with
 * (docs/adr/0007-imports-write.md). All or nothing.
 */
@Injectable()
export class ImportWriter {
  constructor(
    private readonly pools: DataPools,
    @Inject(DATA_SESSIONS_CONFIG) private readonly config: DataSessionsConfig,
  ) {}

  /** Ids in the order of the records. Throws `import-not-installed`, `source-unavailable`, `source-failed`. */
  async write(unit: DataUnit, importer: Importer, records: readonly ImportRecord[]): Promise<string[]> {
    const { data_source } = unit;
    const data = this.pools.of(data_source);
    if (!(await data.slots.take(this.config.waitTimeoutMs))) {
      throw SourceUnavailable.error(`All connections of data source "${data_source.name}" are busy.`, {
        retry_after_s: 5,
      });
    }
    let client: PoolClient | null = null;
    let isBroken = true;
    try {
      client = await data.pool.connect();
      const ids = await writeAll(client, unit, importer, records);
      isBroken = false;
      return ids;
    } catch (error) {
      throw problemOf(error, unit, importer);
    } finally {
      // A connection on which something failed is in doubt: it is closed, and the server rolls back.
      client?.release(isBroken);
      data.slots.give();
    }
  }
}

async function writeAll(
  client: PoolClient,
  { data_source }: DataUnit,
  { function_name }: Importer,
  records: readonly ImportRecord[],
): Promise<string[]> {
  const call = `${quoteIdent(data_source.schema)}.${quoteIdent(function_name)}`;
  await client.query(`BEGIN READ WRITE; SET LOCAL statement_timeout = ${data_source.statement_timeout_ms}`);
  const ids: string[] = [];
  for (const { fields } of records) {
    const { rows } = await client.query<{ id: string }>(`SELECT ${call}($1::jsonb) AS id`, [
      JSON.stringify(fields),
    ]);
    ids.push(rows[0]?.id ?? '');
  }
  await client.query('COMMIT');
  return ids;
}

function problemOf(error: unknown, { bu_code, data_source }: DataUnit, importer: Importer): unknown {
  const state = sqlStateOf(error);
  if (state === UNDEFINED_FUNCTION || state === FORBIDDEN) {
    return ImportNotInstalled.error(
      `Business unit ${bu_code} has no ${importer.function_name}(jsonb) that galley_data may call; install the pack's imports.sql there.`,
      { facts: { bu_code, entity: importer.entity }, cause: error },
    );
  }
  return sourceProblem(error, {
    source: importer.entity,
    bu_code,
    timeoutMs: data_source.statement_timeout_ms,
  });
}
