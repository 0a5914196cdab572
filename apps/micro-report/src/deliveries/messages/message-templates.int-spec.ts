import { DeliveriesModule } from '../deliveries.module.js';
import { startReportApp, type Call, type ReportApp } from '../../../test/report-app.js';

const PATH = '/api/reports/messages';
const TEXT = {
  kind: 'report-ready',
  locale: 'nb',
  subject: '{{report}} er klar',
  body: 'Hei {{recipient}}.',
};

interface TextJson {
  readonly id: string;
  readonly version: number;
  readonly errors: readonly { detail: string }[];
}

describe("an organization's own words for messages", () => {
  let report: ReportApp;

  beforeAll(async () => {
    report = await startReportApp([DeliveriesModule]);
  });
  afterAll(() => report?.close());

  const call = async (method: string, path: string, body?: object, more: Call = {}) => {
    const answer = await report.call(PATH + path, { method, ...(body && { body }), ...more });
    return { status: answer.status, body: (answer.text === '' ? null : answer.json()) as TextJson };
  };

  it('are kept, changed under their version, and given up for the house’s', async () => {
    const { status, body: made } = await call('POST', '', TEXT);
    expect([status, made]).toEqual([201, expect.objectContaining({ ...TEXT, version: 1 })]);
    expect(await call('POST', '', TEXT)).toMatchObject({
      status: 409,
      body: { code: 'message-template-taken' },
    });
    const path = `/${made.id}`;
    const headers = { 'if-match': '"v1"' };
    expect((await call('PUT', path, { subject: 'Klar' }, { headers })).body).toMatchObject({
      subject: 'Klar',
      body: TEXT.body,
      version: 2,
    });
    expect((await call('PUT', path, { subject: 'Igjen' }, { headers })).status).toBe(412);
    expect((await call('GET', '?kind=report-ready')).body).toMatchObject({ total: 1 });
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
    expect((await call('POST', '', TEXT)).status).toBe(201);
  });

  it.each([
    ['a placeholder that nobody fills', { body: 'Hello {{password}}' }, 'password'],
    ['one of another kind of message', { subject: '{{decision}}' }, 'decision'],
    ['a subject of two lines', { subject: 'a\nb' }, 'one line'],
    ['a kind that does not exist', { kind: 'greeting' }, 'kind'],
    ['no language', { locale: 'not a language' }, 'locale'],
  ])('are refused with %s', async (_what, wrong, named) => {
    const { status, body } = await call('POST', '', { ...TEXT, locale: 'fr', ...wrong });
    expect(status).toBe(422);
    expect(JSON.stringify(body.errors)).toContain(named);
  });

  it('are no business of other organizations, nor of who may not write them', async () => {
    const { body: made } = await call('POST', '', { ...TEXT, locale: 'th' });
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const body = method === 'PUT' ? { subject: 'x' } : undefined;
      expect((await call(method, `/${made.id}`, body, { org: 'GLOBEX' })).status).toBe(404);
    }
    expect((await call('GET', '', undefined, { roles: ['coordinator'] })).status).toBe(200);
    expect((await call('POST', '', TEXT, { roles: ['coordinator'] })).status).toBe(403);
    expect((await call('GET', '', undefined, { roles: ['member'] })).status).toBe(403);
  });

  it('may name what is listed for each kind', async () => {
    const { body } = await call('GET', '/kinds');
    expect(body).toContainEqual(
      expect.objectContaining({
        kind: 'report-ready',
        placeholders: expect.arrayContaining(['report', 'file_name', 'link']),
        languages: expect.arrayContaining(['en', 'nb', 'fr', 'ar', 'th']),
      }),
    );
  });
});
