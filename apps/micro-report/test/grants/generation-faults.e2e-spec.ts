import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seedGrantsDemo } from '@galley/pack-grants/demo';
import { seedGrantsTemplates } from '@galley/pack-grants/report';
import pg from 'pg';
import { WholeProduct } from '../whole/whole-product.js';
import { MicroDataGate } from './micro-data-gate.js';

interface ReportJson {
  readonly id: string;
  readonly status: string;
  readonly storage_key: string | null;
  readonly error_message: string | null;
  readonly generation_job_id: string | null;
  readonly report_sha256: string | null;
}

interface Paused {
  resume(): Promise<void>;
}

const SIZE = { local_associations: 5, contacts: 80, peer_mentors: 10, activities: 50 };
/** A worker starts, its lease runs out, another one starts: on a machine that is busy with everything else, too. */
const LIMIT_MS = 300_000;
/** Periods that nobody has reported yet; every test takes one. */
const PERIODS = [2023, 2024, 2025].flatMap((year) => [
  [`${year}-01-01`, `${year}-06-30`],
  [`${year}-07-01`, `${year}-12-31`],
  [`${year}-01-01`, `${year}-03-31`],
  [`${year}-04-01`, `${year}-06-30`],
  [`${year}-07-01`, `${year}-09-30`],
  [`${year}-10-01`, `${year}-12-31`],
]);

/** Where a generation is, and what holds it there: a question that is not answered, or a table that cannot be written. */
const PHASES: Readonly<Record<string, { readonly builder: string } | { readonly table: string }>> = {
  'collecting, before the first line': { builder: 'grants.activity_lines' },
  'collecting, in the transaction of the lines': { table: 'grants.bufdir_report_line' },
  aggregating: { builder: 'grants.activity_summary' },
  'mapped and validated': { table: 'grants.bufdir_report_result' },
  rendering: { builder: 'grants.report_activity_types' },
  'stored and not recorded': { table: 'tenant.generated_report' },
};

describe('the generation of a Bufdir report in the whole product', () => {
  let product: WholeProduct;
  let gate: MicroDataGate;
  const held: pg.Client[] = [];

  beforeAll(async () => {
    product = await WholeProduct.start({
      inFront: async (url) => (gate = await MicroDataGate.before(url)).url,
    });
    await seedGrantsTemplates(product.admin);
    await seedGrantsDemo(product.admin, SIZE);
  }, 300_000);
  // A test that failed must not hold up the next one.
  afterEach(async () => {
    for (const client of held.splice(0)) await client.end();
  });
  afterAll(async () => {
    await gate?.stop();
    await product?.stop();
  });

  const call = <T>(path: string, method: string, body?: object) =>
    product.get<T>(path, { org: 'likeverd', role: 'coordinator', method, body });
  const read = ({ id }: ReportJson) => call<ReportJson>(`/api/grants/reports/${id}`, 'GET');
  const order = (format: string | null): Promise<ReportJson> => {
    const [start, end] = PERIODS.pop() ?? [];
    const body = { reporting_period_start: start, reporting_period_end: end, ...(format && { format }) };
    return call<ReportJson>('/api/grants/reports', 'POST', body);
  };
  const bytesOf = ({ storage_key }: Pick<ReportJson, 'storage_key'>) =>
    readFile(join(product.house.files, storage_key ?? ''));

  /** Resolves when the report's job has ended. */
  const ended = async (report: ReportJson): Promise<ReportJson> => {
    await product.call(`/api/reports/jobs/${report.generation_job_id}/events`, {
      org: 'likeverd',
      role: 'coordinator',
    });
    return read(report);
  };

  /** Lets the next generation come as far as this phase; resolves once it is there. */
  const pausedIn = async (phase: (typeof PHASES)[string], begin: () => Promise<unknown>): Promise<Paused> => {
    if ('builder' in phase) {
      const hold = gate.holdBack(phase.builder);
      await begin();
      await hold.reached;
      return { resume: () => Promise.resolve(hold.release()) };
    }
    const client = new pg.Client({ connectionString: product.databaseUrl });
    await client.connect();
    await client.query(`begin; lock table ${phase.table} in share row exclusive mode`);
    held.push(client);
    await begin();
    await somebodyFills(phase.table);
    return {
      resume: async () => {
        await client.query('rollback');
      },
    };
  };

  /** Resolves when rows are about to be replaced or inserted: whoever else wants the table, such as the reaper, is not meant. */
  const somebodyFills = async (table: string): Promise<void> => {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
      const { rowCount } = await product.admin.query(
        `select from pg_locks l
         join pg_stat_activity a on a.pid = l.pid and a.datname = current_database() and a.query ~ ('(insert into|delete from) ' || $1)
         where l.relation = $1::regclass and not l.granted limit 1`,
        [table],
      );
      if (rowCount) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`nobody fills ${table}`);
  };

  /** The key that a report's file has before the report says so. */
  const storedKey = async ({ id }: ReportJson, format: string): Promise<string> => {
    const { rows } = await product.admin.query<{ key: string }>(
      `select format('bufdir-reports/%s/%s/%s.%s', organization_id, extract(year from reporting_period_end), id, $2::text) as key
       from grants.bufdir_report where id = $1`,
      [id, format],
    );
    return rows[0]?.key ?? '';
  };

  const killWorker = async (): Promise<void> => {
    const worker = product.house.workers.at(-1);
    worker?.kill('SIGKILL');
    if (worker) await once(worker, 'exit');
    product.house.addWorker();
  };

  const traces = async ({ id }: ReportJson) => {
    const count = (table: string) => `(select count(*)::int from grants.${table} where report_id = $1)`;
    const { rows } = await product.admin.query<Record<string, number>>(
      `select ${count('bufdir_report_line')} as lines, ${count('bufdir_report_result')} as results,
         ${count('bufdir_report_export')} as exports`,
      [id],
    );
    return rows[0];
  };

  it.each(Object.entries(PHASES))(
    'killed while %s, the next worker completes it',
    async (_phase, phase) => {
      let report = {} as ReportJson;
      const paused = await pausedIn(phase, async () => (report = await order('csv')));
      expect(await read(report)).toMatchObject({ status: 'generating', storage_key: null });
      await killWorker();
      await paused.resume();
      const completed = await ended(report);
      expect(completed).toMatchObject({ status: 'completed', error_message: null });
      const job = await product.house.job(report.generation_job_id ?? '', 'likeverd');
      expect(job.attempts).toBeGreaterThan(1);
      expect(await traces(report)).toMatchObject({ results: 0, exports: 1 });
      expect((await bytesOf(completed)).length).toBe(job.file_size);
    },
    LIMIT_MS,
  );

  it.each(['pdf', 'xlsx', 'json'])(
    'killed when its %s was stored, the next worker makes the same bytes',
    async (format) => {
      let report = {} as ReportJson;
      const paused = await pausedIn({ table: 'tenant.generated_report' }, async () => {
        report = await order(format);
      });
      const storage_key = await storedKey(report, format);
      const stored = await bytesOf({ storage_key });
      await killWorker();
      await paused.resume();
      const completed = await ended(report);
      expect(completed).toMatchObject({ status: 'completed', error_message: null, storage_key });
      expect((await bytesOf(completed)).equals(stored)).toBe(true);
      if (format === 'json') {
        expect(createHash('sha256').update(stored).digest('hex')).toBe(completed.report_sha256);
      }
    },
    LIMIT_MS,
  );

  it.each(Object.entries(PHASES))(
    'cancelled while %s, it fails and nothing of it stays',
    async (_phase, phase) => {
      let report = {} as ReportJson;
      const paused = await pausedIn(phase, async () => (report = await order('csv')));
      await call(`/api/grants/reports/${report.id}/cancel`, 'POST');
      await paused.resume();
      expect(await ended(report)).toMatchObject({
        status: 'failed',
        error_message: 'CANCELLED_BY_USER',
        storage_key: null,
      });
      expect(await traces(report)).toEqual({ lines: 0, results: 0, exports: 0 });
      const job = await product.house.job(report.generation_job_id ?? '', 'likeverd');
      expect(job.status).toBe('cancelled');
    },
    LIMIT_MS,
  );
});
