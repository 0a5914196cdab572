import { JsonRowEncoder, type DatasetStream } from '@galley/dataset';
import type { Database, SqlTx } from '@galley/platform';
import type { PreparationWork } from '../../../jobs/job-preparations.js';
import { questionOf, requireCurrent, type Generation } from './generation.js';

/** Nobody knows how many lines will come: half of the step is done at so many. */
const HALF_WAY_LINES = 10_000;
/** For all lines of an organization's year, on a busy database. */
const TIMEOUT_MS = 600_000;
/** An attempt that was stopped in the middle must not hold up the next one: the server ends its transaction. */
const SILENCE_MS = 60_000;

/**
 * Copies the activities that count into lines of the report: one statement of micro-data's, hence one moment, into one
 * transaction of ours, in place of what an earlier attempt left. Rows pass through, none is held.
 */
export async function collectLines(
  database: Database,
  work: PreparationWork,
  generation: Generation,
  enter: (share: number) => void,
): Promise<void> {
  const dataset = await work.ask({ builder_key: 'grants.activity_lines', params: questionOf(generation) });
  const { job, signal } = work;
  // Every chunk holds whole rows.
  const lines = new JsonRowEncoder(dataset.header.columns, {
    shape: 'object',
    separator: '',
    terminator: ',',
  });
  // What breaks the stream must not be taken for the database's.
  const stream: { error?: unknown } = {};
  try {
    await database.withTenantSql(
      job.organization_id,
      async (tx) => {
        await tx.$executeRaw`select set_config('idle_in_transaction_session_timeout', ${String(SILENCE_MS)}, true)`;
        await removeLines(tx, generation.report_id, job.organization_id);
        const insert = async (chunks: readonly Buffer[]) => {
          for (const chunk of chunks) await insertLines(tx, generation, chunk);
        };
        for await (const batch of batchesOf(dataset, stream)) {
          signal.throwIfAborted();
          await insert(lines.encode(batch));
          enter(lines.rows / (lines.rows + HALF_WAY_LINES));
        }
        await insert(lines.flush());
        await requireCurrent(tx, job);
      },
      { timeoutMs: TIMEOUT_MS },
    );
  } catch (error) {
    throw stream.error ?? error;
  }
}

/** What was collected for a report that comes to nothing. */
export async function removeLines(tx: SqlTx, reportId: string, organizationId: string): Promise<void> {
  await tx.$executeRaw`
    delete from grants.bufdir_report_line
    where organization_id = ${organizationId}::uuid and report_id = ${reportId}::uuid`;
}

async function insertLines(tx: SqlTx, { report_id, organization }: Generation, rows: Buffer): Promise<void> {
  // Without the comma behind the last one.
  const json = `[${rows.toString('utf8', 0, rows.length - 1)}]`;
  await tx.$executeRaw`
    insert into grants.bufdir_report_line (
      report_id, organization_id, kind, source_id, unit_id, region_id, type, type_key, local_date, minutes, mentor_ids,
      person_keys, person_categories, participations, anonymous, events, is_countable, exclusion_reason)
    select
      ${report_id}::uuid, ${organization.id}::uuid, kind, source_id, unit_id, region_id, type, type_key, local_date, minutes,
      mentor_ids, person_keys, person_categories, participations, anonymous, events, is_countable, exclusion_reason
    from json_populate_recordset(null::grants.bufdir_report_line, ${json}::json)`;
}

async function* batchesOf(dataset: DatasetStream, fault: { error?: unknown }): AsyncGenerator<Buffer> {
  try {
    yield* dataset.batches();
    // Throws when the stream was cut.
    dataset.trailer();
  } catch (error) {
    fault.error = error;
    throw error;
  }
}
