import { HttpBufdirAdapter, type HttpAdapterTerms } from './http-bufdir-adapter.js';
import { startBufdirSimulator, type BufdirSimulator, type SimulatorBehaviour } from './simulator/index.js';

const REPORT = {
  idempotency_key: 'report-1',
  schema_version: '2025-v1',
  org_number: '987654321',
  body: '{"totals": {"hours": "11.25"}}',
};
const TOKEN = 'bufdir-token-4711';

describe('the adapter of Bufdir over HTTP', () => {
  let bufdir: BufdirSimulator;
  const waited: number[] = [];

  beforeAll(async () => {
    bufdir = await startBufdirSimulator();
  });
  afterAll(() => bufdir?.close());
  beforeEach(() => {
    bufdir.reset();
    waited.length = 0;
  });

  /** Chance is always a half, and nobody waits. */
  const adapter = (terms: Partial<HttpAdapterTerms> = {}): HttpBufdirAdapter =>
    new HttpBufdirAdapter(
      { url: bufdir.url, token: TOKEN, timeout_ms: 5_000, max_tries: 3, ...terms },
      { wait: async (ms) => void waited.push(ms), random: () => 0.5 },
    );
  const submit = (behaviour: SimulatorBehaviour, terms: Partial<HttpAdapterTerms> = {}) => {
    bufdir.behaviour = behaviour;
    return adapter(terms).submit(REPORT);
  };

  it('posts the report as it is stored, with its key, its schema and whose it is', async () => {
    const outcome = await submit('confirm');
    expect(outcome).toMatchObject({
      submission_id: bufdir.confirmations.get('report-1'),
      http_status: 201,
      tries: 1,
    });
    expect(bufdir.received).toEqual([
      {
        body: REPORT.body,
        headers: expect.objectContaining({
          'content-type': 'application/json',
          'idempotency-key': 'report-1',
          'bufdir-schema-version': '2025-v1',
          'bufdir-organization-number': '987654321',
          authorization: `Bearer ${TOKEN}`,
        }),
      },
    ]);
  });

  it('sends neither a token nor an organization number that there is not', async () => {
    await adapter({ token: null }).submit({ ...REPORT, org_number: null });
    const [{ headers } = { headers: {} }] = bufdir.received;
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('bufdir-organization-number');
  });

  it('waits for an answer that comes late', async () => {
    bufdir.delay_ms = 20;
    expect(await submit('delay')).toMatchObject({ http_status: 201, tries: 1 });
  });

  it('tries again where Bufdir fails, with the same key, longer apart each time', async () => {
    expect(await submit('recover')).toMatchObject({ http_status: 200, tries: 3 });
    expect(waited).toEqual([250, 500]);
    expect(new Set(bufdir.received.map(({ headers }) => headers['idempotency-key']))).toEqual(
      new Set(['report-1']),
    );
  });

  it('gives up after as many tries as it has', async () => {
    expect(await submit('fail')).toEqual({
      submission_id: null,
      code: 'unavailable',
      detail: 'Bufdir answered 503: Under maintenance.',
      http_status: 503,
      response: '{"message":"Under maintenance"}',
      retry_after_s: null,
      tries: 3,
    });
    expect(bufdir.received).toHaveLength(3);
  });

  it('comes back when Bufdir asked it to', async () => {
    expect(await submit('busy')).toMatchObject({ http_status: 200, tries: 2 });
    expect(waited).toEqual([1_250]);
  });

  it('leaves alone who wants to be left alone for longer than anybody waits', async () => {
    expect(await submit('closed')).toMatchObject({ code: 'unavailable', retry_after_s: 3600, tries: 1 });
  });

  it('is confirmed once although the first answer was lost', async () => {
    const outcome = await submit('cut');
    expect(outcome).toMatchObject({ submission_id: bufdir.confirmations.get('report-1'), tries: 2 });
    expect(bufdir.confirmations.size).toBe(1);
  });

  it('does not wait for an answer for ever', async () => {
    const outcome = await submit('timeout', { timeout_ms: 100, max_tries: 2 });
    expect(outcome).toMatchObject({ code: 'timeout', http_status: null, response: null, tries: 2 });
  });

  it('says when nobody is there', async () => {
    const gone = await startBufdirSimulator();
    const { url } = gone;
    await gone.close();
    const outcome = await submit('confirm', { url, max_tries: 2 });
    expect(outcome).toMatchObject({
      code: 'unreachable',
      detail: 'Bufdir could not be reached (ECONNREFUSED).',
      tries: 2,
    });
  });

  it.each([
    ['without-id', 'without-id', 200],
    ['garbage', 'unreadable', 200],
    ['broken', 'unreadable', 200],
    ['huge', 'too-large', 200],
    ['redirect', 'redirected', 307],
    ['refuse', 'refused', 422],
  ] as const)('BU-B-5: is not confirmed by %s, and does not insist', async (behaviour, code, http_status) => {
    expect(await submit(behaviour)).toMatchObject({ submission_id: null, code, http_status, tries: 1 });
    expect(bufdir.received).toHaveLength(1);
  });

  it('keeps the beginning of an answer, and never the token', async () => {
    expect((await submit('huge')).response).toHaveLength(4096);
    expect(JSON.stringify(await submit('echo'))).not.toContain(TOKEN);
    expect(await submit('echo')).toMatchObject({ detail: expect.stringContaining('Bearer ***') });
  });

  it('never takes longer than it says', () => {
    expect(adapter({ timeout_ms: 10_000, max_tries: 3 }).longest_ms).toBe(50_000);
  });
});

describe('the simulator of Bufdir', () => {
  it('does what a header, the path or its control says', async () => {
    const bufdir = await startBufdirSimulator({ behaviour: 'fail' });
    const post = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(new URL(path, bufdir.url), {
        method: 'POST',
        headers: { 'idempotency-key': path, ...headers },
        body: '{}',
      });
      return answer.status;
    };
    const control = async (body: object) => {
      const answer = await fetch(new URL('/control', bufdir.url), {
        method: 'PUT',
        body: JSON.stringify(body),
      });
      return [answer.status, await answer.json()] as const;
    };
    expect(await post('/reports')).toBe(503);
    expect(await post('/refuse/reports')).toBe(422);
    expect(await post('/refuse/reports', { 'x-simulate': 'without-id' })).toBe(200);
    expect(await control({ behaviour: 'party' })).toMatchObject([
      422,
      { behaviours: expect.arrayContaining(['delay']) },
    ]);
    expect(await control({ behaviour: 'confirm' })).toMatchObject([200, { behaviour: 'confirm', posts: 3 }]);
    expect(await post('/other')).toBe(201);
    expect(await post('/other')).toBe(200);
    await bufdir.close();
  });

  it('takes a key for one report only', async () => {
    const bufdir = await startBufdirSimulator();
    const post = async (body: string) =>
      (await fetch(bufdir.url, { method: 'POST', headers: { 'idempotency-key': 'k' }, body })).status;
    expect([await post('{"a":1}'), await post('{"a":2}'), await post('{"a":1}')]).toEqual([201, 409, 200]);
    await bufdir.close();
  });
});
