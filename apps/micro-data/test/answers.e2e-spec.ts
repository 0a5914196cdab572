import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  openDatasetStream,
  readTextRows,
  toJsonRow,
  type Dataset,
  type DatasetTrailer,
  type Json,
} from '@galley/dataset';
import { DataService, type ProblemAnswer } from './support/data-service.js';

const ROWS = 'application/vnd.galley.rows';
const NDJSON = 'application/x-ndjson';

describe('the forms of an answer', () => {
  let service: DataService;
  const request = (body: Record<string, unknown>, accept: string, signal?: AbortSignal): Promise<Response> =>
    service.request('POST', '/api/datasets/execute', {
      body: { bu_codes: ['T01'], ...body },
      headers: { accept },
      ...(signal && { signal }),
    });
  const running = async (mark: string): Promise<number> => {
    const { rows } = await service.admin.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where usename = 'galley_data' and state = 'active' and query like $1`,
      [`%${mark}%`],
    );
    return rows[0]?.n ?? 0;
  };

  beforeAll(async () => {
    service = await DataService.start({ DATA_WATCHDOG_GRACE_MS: '300' });
    await service.admin.query(`
      create schema bu;
      create view bu.v_kinds as select n as id, 'Åse "' || n || '"' as name, n * 1.10::numeric(10,2) as value, n / 4.0::float8 as ratio,
        n % 2 = 0 as is_even, timestamptz '2026-06-30 17:00:00+00' + n * interval '1 hour' as at, date '2026-01-01' + n as day,
        case when n % 2 = 0 then null else jsonb_build_object('n', n) end as data, '{a,b}'::text[] as tags, 9007199254740993 + n as big
        from generate_series(1, 1000) as n;
      create view bu.v_wide as select n, repeat('x', 1000) as filler from generate_series(1, 40000) as n;
      create view bu.v_breaks as select n, 100 / (30000 - n) as x, repeat('x', 300) as filler from generate_series(1, 40000) as n;
      create view bu.v_fails as select 1 / (2 - n) as x from generate_series(1, 3) as n;
      create view bu.v_sleeps as select n, pg_sleep(0.05)::text as s from generate_series(1, 10000) as n;
      create function bu.fn_stubborn() returns table(x int) language plpgsql as $$
        begin perform set_config('statement_timeout', '0', false); perform pg_sleep(20); return query select 1; end $$;
      create procedure bu.sp_writes(inout rs refcursor) language plpgsql as $$ begin create table bu.evil(x int); end $$;
      create procedure bu.sp_commits(inout rs refcursor) language plpgsql as $$ begin commit; end $$;
      create function bu.fn_private() returns table(x int) language sql as $$ select 1 from platform.organization $$;
      create table bu.hidden (x int); revoke all on bu.hidden from galley_data;
    `);
    await service.organization('demo', [
      { code: 'T01', schema: 'bu', statement_timeout_ms: 20_000 },
      { code: 'DOWN', schema: 'bu', url_env: 'NOWHERE_URL' },
      { code: 'UNSET', schema: 'bu', url_env: 'UNSET_URL' },
    ]);
    for (const name of ['v_kinds', 'v_wide', 'v_breaks', 'v_fails', 'v_sleeps', 'hidden']) {
      await service.source({ name, source_type: 'view', source_name: name });
    }
    await service.source({ name: 'limited', source_type: 'view', source_name: 'v_kinds', max_rows: 999 });
    await service.source({
      name: 'impatient',
      source_type: 'view',
      source_name: 'v_sleeps',
      timeout_ms: 300,
    });
    await service.source({
      name: 'stubborn',
      source_type: 'function',
      source_name: 'fn_stubborn',
      timeout_ms: 300,
    });
    await service.source({ name: 'private', source_type: 'function', source_name: 'fn_private' });
    for (const name of ['sp_writes', 'sp_commits'])
      await service.source({ name, source_type: 'procedure', source_name: name });
  }, 180_000);
  afterAll(() => service.stop());

  it('hold the same rows, totals and fingerprint', async () => {
    const body = {
      name: 'v_kinds',
      totals: [{ column: 'value', aggregate: 'sum' }],
      order_by: [{ column: 'id' }],
      timezone: 'Asia/Bangkok',
    };
    const json = (await (await request(body, 'application/json')).json()) as Dataset;
    const lines = (await (await request(body, NDJSON)).text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Json);
    const stream = await openDatasetStream(chunksOf(await request(body, ROWS)));
    const rows = [];
    for await (const batch of stream.batches()) {
      for (const cells of readTextRows(batch)) rows.push(toJsonRow(stream.header.columns, cells));
    }
    expect(json.rows).toHaveLength(1000);
    expect(rows).toEqual(json.rows);
    expect(lines.slice(1, -1)).toEqual(json.rows.map((row) => Object.values(row)));
    const trailer = lines.at(-1) as unknown as DatasetTrailer;
    expect(json.totals).toEqual({ value: '550550.00' });
    expect([trailer.totals, stream.trailer().totals]).toEqual([json.totals, json.totals]);
    const fingerprints = [json.summary, trailer.summary, stream.trailer().summary].map(
      ({ fingerprint }) => fingerprint,
    );
    expect(new Set(fingerprints).size).toBe(1);
    expect(fingerprints[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('show each type as its own', async () => {
    const json = (await (
      await request({ name: 'v_kinds', filters: { id: 1 }, timezone: 'Asia/Bangkok' }, 'application/json')
    ).json()) as Dataset;
    expect(json.rows[0]).toEqual({
      bu_code: 'T01',
      id: 1,
      name: 'Åse "1"',
      value: '1.10',
      ratio: '0.25',
      is_even: false,
      at: '2026-06-30T18:00:00.000Z',
      day: '2026-01-02',
      data: { n: 1 },
      tags: '{a,b}',
      big: '9007199254740994',
    });
  });

  it('count a date as its whole day where the request is', async () => {
    const count = async (timezone: string): Promise<unknown> => {
      const body = {
        name: 'v_kinds',
        filters: { at: { lte: '2026-07-01' } },
        limit: 0,
        totals: [{ column: '*', aggregate: 'count' }],
        timezone,
      };
      return ((await (await request(body, 'application/json')).json()) as Dataset).totals.count;
    };
    // The first row is 18:00 UTC on 30 June; 1 July ends at 17:00 UTC in Bangkok and at midnight in UTC.
    expect(await count('Asia/Bangkok')).toBe(23);
    expect(await count('UTC')).toBe(30);
  });

  it('stream what is larger than any buffer', async () => {
    const stream = await openDatasetStream(chunksOf(await request({ name: 'v_wide' }, ROWS)));
    let bytes = 0;
    for await (const batch of stream.batches()) bytes += batch.length;
    expect(bytes).toBeGreaterThan(40_000_000);
    expect(stream.trailer().summary.row_count).toBe(40_000);
  });

  it('say by status that a dataset failed before it was sent', async () => {
    for (const accept of ['application/json', NDJSON, ROWS]) {
      const response = await request({ name: 'v_fails' }, accept);
      const problem = (await response.json()) as ProblemAnswer;
      expect([response.status, problem.code]).toEqual([422, 'source-failed']);
      expect(problem.detail).toContain('division by zero');
    }
  });

  it('end with the problem when a dataset fails half-way', async () => {
    const lines = (await (await request({ name: 'v_breaks' }, NDJSON)).text()).trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(1000);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ problem: { code: 'source-failed', status: 422 } });
    const stream = await openDatasetStream(chunksOf(await request({ name: 'v_breaks' }, ROWS)));
    await expect(drain(stream.batches())).rejects.toMatchObject({ problem: { code: 'source-failed' } });
    await expect(
      request({ name: 'v_breaks' }, 'application/json').then((response) => response.text()),
    ).rejects.toThrow();
  });

  it('leave connections in order after all that', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => request({ name: 'v_kinds', limit: 1 }, 'application/json')),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });

  it.each([
    ['application/json', 'v_sleeps'],
    [ROWS, 'v_sleeps'],
  ])('stop the query when the client of %s goes away', async (accept, name) => {
    const client = new AbortController();
    const answer = request({ name }, accept, client.signal).catch((error: unknown) => error);
    await until(async () => (await running('v_sleeps')) === 1);
    client.abort();
    await answer;
    await until(async () => (await running('v_sleeps')) === 0);
  });

  it('stop the query when the client goes away in the middle of a stream', async () => {
    const client = new AbortController();
    const response = await request({ name: 'v_wide' }, ROWS, client.signal);
    const reader = response.body?.getReader();
    await reader?.read();
    client.abort();
    await until(async () => (await running('v_wide')) === 0);
    const again = await request({ name: 'v_kinds', limit: 1 }, 'application/json');
    expect(again.status).toBe(200);
  });

  it.each(['impatient', 'stubborn'])('cut off a query that runs past its time (%s)', async (name) => {
    const started = Date.now();
    const response = await request({ name }, 'application/json');
    const problem = (await response.json()) as ProblemAnswer;
    expect([response.status, problem.code]).toEqual([504, 'query-timeout']);
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it.each([
    ['sp_writes', 422, 'source-failed', 'read only'],
    ['sp_commits', 422, 'source-failed', 'read only'],
    ['hidden', 422, 'source-failed', 'may not read'],
    ['private', 422, 'source-failed', 'may not read'],
  ])('refuse what %s attempts', async (name, status, code, words) => {
    const response = await request({ name }, 'application/json');
    const problem = (await response.json()) as ProblemAnswer;
    expect([response.status, problem.code]).toEqual([status, code]);
    expect(problem.detail).toContain(words);
  });

  it('refuse more rows than the source allows, before the first', async () => {
    for (const more of [{}, { totals: [{ column: 'value', aggregate: 'sum' }] }, { limit: 5000 }]) {
      const response = await request({ name: 'limited', ...more }, ROWS);
      expect([response.status, ((await response.json()) as ProblemAnswer).code]).toEqual([
        422,
        'too-many-rows',
      ]);
    }
    expect((await request({ name: 'limited', limit: 999 }, ROWS)).status).toBe(200);
  });

  it('say that a data source cannot be reached', async () => {
    const other = await DataService.start({ NOWHERE_URL: 'postgresql://x@127.0.0.1:1/x' });
    try {
      await other.organization('demo', [
        { code: 'DOWN', schema: 'bu', url_env: 'NOWHERE_URL' },
        { code: 'UNSET', schema: 'bu', url_env: 'UNSET_URL' },
      ]);
      await other.source({ name: 'v', source_type: 'view', source_name: 'v' });
      for (const [unit, detail] of [
        ['DOWN', 'not reachable'],
        ['UNSET', 'UNSET_URL'],
      ] as const) {
        const answer = await other.execute({ name: 'v', bu_codes: [unit] });
        expect([answer.status, answer.body]).toMatchObject([
          503,
          { code: 'source-unavailable', detail: expect.stringContaining(detail) as string },
        ]);
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      }
    } finally {
      await other.stop();
    }
  });

  it('are not given while the platform is unreachable, and again afterwards', async () => {
    const locked = service.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename like 'galley%'`,
    );
    await locked;
    await until(async () => (await request({ name: 'v_kinds', limit: 1 }, ROWS)).status === 200);
    const ready = await fetch(`${service.url}/health/ready`);
    expect(await ready.json()).toMatchObject({
      dependencies: expect.arrayContaining([
        expect.objectContaining({ name: 'business-data', status: 'up' }),
      ]) as unknown,
    });
  });

  it('answer a caller of another form that there is none', async () => {
    const response = await request({ name: 'v_kinds' }, 'text/csv');
    expect([response.status, ((await response.json()) as ProblemAnswer).code]).toEqual([
      406,
      'not-acceptable',
    ]);
  });

  it('take the fingerprint over columns and row bytes alone', async () => {
    const stream = await openDatasetStream(
      chunksOf(await request({ name: 'v_kinds', columns: ['id', 'name'], limit: 3 }, ROWS)),
    );
    const hash = createHash('sha256')
      .update(
        JSON.stringify([
          ['bu_code', 'string'],
          ['id', 'integer'],
          ['name', 'string'],
        ]),
      )
      .update('\n');
    for await (const batch of stream.batches()) hash.update(batch);
    expect(stream.trailer().summary.fingerprint).toBe(`sha256:${hash.digest('hex')}`);
  });
});

async function* chunksOf(response: Response): AsyncGenerator<Buffer> {
  if (!response.ok) throw new Error(await response.text());
  for await (const chunk of response.body ?? []) yield Buffer.from(chunk as Uint8Array);
}

async function drain(batches: AsyncIterable<Buffer>): Promise<void> {
  for await (const batch of batches) expect(batch.length).toBeGreaterThan(0);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 8_000; Date.now() < end; await sleep(50)) {
    if (await holds()) return;
  }
  throw new Error('it did not come to pass in time');
}
