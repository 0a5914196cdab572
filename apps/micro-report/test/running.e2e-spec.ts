import { createHash, randomUUID } from 'node:crypto';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { FakeMicroData } from './fake-micro-data.js';
import { ReportHouse, type JobJson } from './report-house.js';

describe('running a report', () => {
  let clone: ClonedDatabase;
  let data: FakeMicroData;
  let house: ReportHouse;

  beforeAll(async () => {
    clone = await cloneDatabase();
    data = await FakeMicroData.start();
    house = await ReportHouse.open({
      database: clone,
      microDataUrl: data.url,
      env: { RENDER_TIMEOUT_MS: '8000' },
    });
  }, 180_000);
  afterAll(async () => {
    await house?.close();
    await data?.stop();
    await clone?.drop();
  });

  it('goes from a request to a file whose hash is the row’s', async () => {
    const accepted = await house.call('POST', '/api/reports/generate', {
      body: { report_type: 'rows', format: 'csv', options: { title: 'Stock' } },
    });
    expect(accepted.status).toBe(202);
    const job = (await accepted.json()) as JobJson;
    expect(accepted.headers.get('location')).toBe(`/api/reports/jobs/${job.id}`);
    expect(job).toMatchObject({ status: 'queued', format: 'csv', attempts: 0, file_url: null });

    const finished = await house.until(job.id, 'completed');
    expect(finished).toMatchObject({
      row_count: 10,
      attempts: 1,
      progress: 100,
      stage: 'done',
      error_code: null,
    });
    expect(finished.file_name).toMatch(/^Stock \d{4}-\d\d-\d\d\.csv$/);

    const file = await house.call('GET', finished.file_url ?? '');
    expect(file.status).toBe(200);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(finished.sha256);
    expect(bytes.toString('utf8')).toContain('A-9');
  });

  it('answers the finished job to who prefers to wait', async () => {
    const response = await house.call('POST', '/api/reports/generate', {
      body: { report_type: 'rows' },
      headers: { prefer: 'wait=20' },
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'completed', row_count: 10 });
  });

  it('answers the accepted job when the wait is too short', async () => {
    const response = await house.call('POST', '/api/reports/generate', {
      body: { report_type: 'slow' },
      headers: { prefer: 'respond-async, wait=1' },
    });
    expect(response.status).toBe(202);
    const { id } = (await response.json()) as JobJson;
    await house.call('POST', `/api/reports/jobs/${id}/cancel`);
  });

  it('makes one job of fifty equal requests with one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const jobs = await Promise.all(Array.from({ length: 50 }, () => house.order('rows', { headers })));
    expect(new Set(jobs.map((job) => job.id)).size).toBe(1);
    const other = await house.call('POST', '/api/reports/generate', {
      body: { report_type: 'slow' },
      headers,
    });
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ code: 'idempotency-key-reuse' });
  });

  it('fails at once on what micro-data refuses, with its words', async () => {
    const { id } = await house.order('refuse');
    expect(await house.until(id, 'failed')).toMatchObject({
      error_code: 'unknown-filter',
      error_message: 'There is no column "colour".',
      attempts: 1,
      file_url: null,
    });
    const download = await house.call('GET', `/api/reports/jobs/${id}/download`);
    expect(download.status).toBe(409);
    expect(await download.json()).toMatchObject({ code: 'job-not-finished' });
  });

  it('tries again while micro-data is down, and completes when it is back', async () => {
    const { id } = await house.order('down');
    await waitFor(() => data.requests.some(({ builder_key }) => builder_key === 'test.down'));
    expect(await house.job(id)).toMatchObject({
      status: expect.stringMatching(/queued|processing/) as string,
    });
    data.repair();
    const job = await house.until(id, 'completed');
    expect(job.attempts).toBeGreaterThan(1);
  });

  it('never takes a cut stream for a short report', async () => {
    const { id } = await house.order('cut');
    expect(await house.until(id, 'failed')).toMatchObject({ error_code: 'dataset-cut', attempts: 5 });
  });

  it('ends a run that takes too long, and only that one', async () => {
    const [hanging, healthy] = await Promise.all([house.order('hang'), house.order('rows')]);
    await house.until(healthy.id, 'completed');
    expect(await house.until(hanging.id, 'failed')).toMatchObject({ error_code: 'render-timeout' });
    const after = await house.order('rows');
    await house.until(after.id, 'completed');
  });

  it('cancels a running job and stops its query', async () => {
    const { id } = await house.order('slow');
    await house.until(id, 'processing');
    await waitFor(async () => (await house.job(id)).stage !== 'starting');
    const before = data.abandoned;
    const cancel = await house.call('POST', `/api/reports/jobs/${id}/cancel`);
    expect(cancel.status).toBe(200);
    await house.until(id, 'cancelled', 5_000);
    await waitFor(() => data.abandoned > before);
    const again = await house.call('POST', `/api/reports/jobs/${id}/cancel`);
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ code: 'job-finished' });
  });

  it('sends progress as it comes, then the finished job', async () => {
    const { id } = await house.order('slow');
    const response = await house.call('GET', `/api/reports/jobs/${id}/events`);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events = [...(await response.text()).matchAll(/event: (\w+)\ndata: (.*)\n/g)].map(
      ([, name, text]) => ({ name, data: JSON.parse(text ?? '') as Record<string, unknown> }),
    );
    const progress = events.filter(({ name }) => name === 'progress');
    expect(progress.map(({ data: pulse }) => pulse.stage)).toEqual(
      expect.arrayContaining(['rendering', 'done']),
    );
    expect(progress[0]?.data).toEqual({
      status: expect.any(String) as string,
      stage: expect.any(String) as string,
      percent: expect.any(Number) as number,
      rows: null,
    });
    expect(events.at(-1)).toMatchObject({ name: 'done', data: { id, status: 'completed', row_count: 250 } });
    expect(events.filter(({ name }) => name === 'done')).toHaveLength(1);
  });

  it('repeats a job as a new one', async () => {
    const first = await house.order('rows', { wish: { options: { title: 'Twice' }, filters: { sku: 'A' } } });
    const response = await house.call('POST', `/api/reports/jobs/${first.id}/rerun`);
    expect(response.status).toBe(202);
    const second = (await response.json()) as JobJson;
    expect(second).toMatchObject({ rerun_of: first.id, options: { title: 'Twice' }, filters: { sku: 'A' } });
    expect(second.id).not.toBe(first.id);
    await house.until(second.id, 'completed');
  });

  it('accepts a batch whole or not at all', async () => {
    const good = { report_type: 'rows', format: 'xlsx' };
    const accepted = await house.call('POST', '/api/reports/generate/bulk', {
      body: { items: [good, good] },
    });
    expect(accepted.status).toBe(202);
    const { batch_id, items } = (await accepted.json()) as { batch_id: string; items: JobJson[] };
    expect(items.map((job) => [job.batch_id, job.format])).toEqual([
      [batch_id, 'excel'],
      [batch_id, 'excel'],
    ]);
    const list = await house.call('GET', `/api/reports/jobs?batch_id=${batch_id}`);
    expect(await list.json()).toMatchObject({ total: 2 });
    const before = (await (await house.call('GET', '/api/reports/jobs')).json()) as { total: number };
    const refused = await house.call('POST', '/api/reports/generate/bulk', {
      body: { items: [good, { report_type: 'nothing' }] },
    });
    expect(refused.status).toBe(404);
    expect(await (await house.call('GET', '/api/reports/jobs')).json()).toMatchObject({
      total: before.total,
    });
  });

  it.each([
    [{}, 422],
    [{ report_type: 'rows', template_id: randomUUID() }, 422],
    [{ template_id: randomUUID() }, 404],
    [{ report_type: 'rows', format: 'docx' }, 422],
    [{ report_type: 'rows', colour: 'red' }, 422],
    [{ report_type: 'rows', options: { colour: 'red' } }, 422],
    [{ report_type: 'rows', filters: [] }, 422],
    [{ report_type: 'rows', bu_codes: ['NOWHERE'] }, 422],
    [{ report_type: 'rows', recipients: [{ type: 'email', value: 'x' }] }, 422],
    [{ report_type: 'rows', priority: 1.5 }, 422],
  ])('refuses %j with %i', async (body, status) => {
    const response = await house.call('POST', '/api/reports/generate', { body });
    expect(response.status).toBe(status);
  });

  it('shows a job to its requester and to staff, and to nobody else', async () => {
    const { id } = await house.order('rows', { role: 'member', sub: randomUUID() });
    const ask = async (role: string) =>
      (await house.call('GET', `/api/reports/jobs/${id}`, { role, sub: randomUUID() })).status;
    expect(await ask('coordinator')).toBe(200);
    expect(await ask('member')).toBe(404);
    expect(await ask('peer_mentor')).toBe(404);
    const events = await house.call('GET', `/api/reports/jobs/${id}/events`, {
      role: 'member',
      sub: randomUUID(),
    });
    expect(events.status).toBe(404);
  });
});

async function waitFor(isSo: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('it never came to be');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
