import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CONTENT, makeArchivedFile } from '../../test/archived-file.js';
import { startReportApp, type Call, type ReportApp } from '../../test/report-app.js';
import { outside, type Answer, type Visit } from '../../test/share-visit.js';
import { forgetShareAccesses } from './forget-accesses.js';
import { SharesModule } from './shares.module.js';

const PATH = '/api/reports/generated';
const SHA = createHash('sha256').update(CONTENT).digest('hex');
const UNKNOWN = 'A'.repeat(43);
const PASSWORD = 'grønn-måne-42';

interface Made {
  readonly id: string;
  readonly url: string;
  readonly token: string;
  readonly has_password: boolean;
}

describe('share links', () => {
  let report: ReportApp;

  beforeAll(async () => {
    report = await startReportApp([SharesModule], {
      SHARE_RATE_PER_MINUTE: '100000',
      PUBLIC_URL: 'https://reports.example.org/galley/',
    });
  });
  afterAll(() => report?.close());

  const file = async (over: object = {}) => (await makeArchivedFile(report, over)).id;
  async function share(id: string, body: object = {}, call: Call = {}): Promise<Made> {
    const answer = await report.call(`${PATH}/${id}/share`, {
      method: 'POST',
      body: { expires_in_days: 14, ...body },
      ...call,
    });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    const made = answer.json() as Made;
    return { ...made, token: made.url?.split('/').at(-1) ?? '' };
  }
  const visit = (token: string, rest = '', call: Visit = {}) => outside(report, token + rest, call);
  const asBrowser = {
    headers: { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' },
  };
  const submit = (token: string, password: string, accept = '*/*') =>
    visit(token, '/download', {
      method: 'POST',
      body: new URLSearchParams({ password }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept },
    });
  const codeOf = (answer: Answer) => [answer.status, (answer.json() as { code: string }).code];
  const accessesOf = async ({ id }: Made) => {
    const answer = await report.call(`/api/reports/shares/${id}/accesses?sort=created_at`);
    return (answer.json() as { items: { outcome: string }[] }).items.map(({ outcome }) => outcome);
  };
  const revoke = ({ id }: Made, call: Call = {}) =>
    report.call(`/api/reports/shares/${id}`, { method: 'DELETE', ...call });
  const set = ({ id }: Made, data: object) =>
    report.database.asSystem((tx) => tx.share_link.update({ where: { id }, data }));

  it('are told once, kept as a hash, and lead to the page and the file', async () => {
    const id = await file({ page_count: 3 });
    const made = await share(id, { label: 'For the auditor' });
    expect(made.url).toMatch(/^https:\/\/reports\.example\.org\/galley\/api\/shared\/[A-Za-z0-9_-]{43}$/);
    const row = await report.database.asSystem((tx) => tx.share_link.findFirst({ where: { id: made.id } }));
    expect(row?.token_hash).toBe(createHash('sha256').update(made.token).digest('hex'));
    const listed = await report.call(`${PATH}/${id}/shares`);
    expect(listed.json()).toMatchObject({
      total: 1,
      items: [{ id: made.id, url: null, state: 'open', label: 'For the auditor', has_password: false }],
    });
    expect(listed.text).not.toMatch(/hash|token/);
    const facts = await visit(made.token);
    expect([facts.status, facts.json()]).toEqual([
      200,
      {
        name: 'orders.csv',
        organization: 'Acme',
        format: 'csv',
        media_type: 'text/csv; charset=utf-8',
        size: CONTENT.length,
        page_count: 3,
        sha256: SHA,
        created_at: expect.any(String),
        // The file goes before the link does.
        available_until: expect.any(String),
        downloads_left: null,
        password_required: false,
        state: 'available',
        download_url: `/galley/api/shared/${made.token}/download`,
      },
    ]);
    const answer = await visit(made.token, '/download');
    expect([answer.status, answer.text]).toEqual([200, CONTENT]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-disposition': 'attachment; filename=orders.csv',
      'content-security-policy': "default-src 'none'; sandbox",
      'accept-ranges': 'none',
      'cache-control': expect.stringContaining('no-store'),
      'x-robots-tag': expect.stringContaining('noindex'),
      'referrer-policy': 'no-referrer',
    });
    expect(await accessesOf(made)).toEqual(['view', 'download']);
    const audit = await report.database.withTenant(report.acme, (tx) =>
      tx.audit_event.findMany({ where: { entity_id: id }, orderBy: { sequence: 'asc' } }),
    );
    expect(audit.map(({ action, actor_id }) => [action, actor_id === null])).toEqual([
      ['share.create', false],
      ['download', true],
    ]);
    expect(audit.map(({ facts: told }) => (told as { share_id: string }).share_id)).toEqual([
      made.id,
      made.id,
    ]);
    expect(
      JSON.stringify(audit, (_key, value: unknown) => (typeof value === 'bigint' ? 0 : value)),
    ).not.toContain(made.token);
  });

  it('show people a page without script, sources, caches, frames or search engines', async () => {
    const id = await file({ name: `<script>alert(1)</script> "R&D" 'x'.csv` });
    const { token } = await share(id, { max_downloads: 3, label: 'Secret label' });
    const page = await visit(token, '', asBrowser);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow, noarchive',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      // Browsers may refuse a sandboxed page that has one.
      'cross-origin-opener-policy': 'unsafe-none',
    });
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('sandbox allow-forms allow-downloads');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|script-src|allow-scripts/);
    const style = /<style>(.*?)<\/style>/s.exec(page.text)?.[1] ?? '';
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(page.text).not.toMatch(/<script|<img|<link|https?:|style=|\son\w+=/);
    expect(page.text).toContain(
      '&#60;script&#62;alert(1)&#60;/script&#62; &#34;R&#38;D&#34; &#39;x&#39;.csv',
    );
    expect(page.text).toContain(`<a class="act" href="/galley/api/shared/${token}/download">`);
    for (const text of ['Acme', SHA, '15 bytes', 'CSV table', '<dt>Downloads left</dt><dd>3</dd>']) {
      expect(page.text).toContain(text);
    }
    // Nobody's name, address or label.
    expect(page.text).not.toContain('Secret label');
  });

  it('answer for what is unknown, revoked, expired or used up, to people and programs', async () => {
    const id = await file();
    const made = async (data: object) => {
      const link = await share(id);
      await set(link, data);
      return link.token;
    };
    const past = new Date(Date.now() - 1000);
    const expected = [
      [UNKNOWN, 404, 'not-found'],
      ['short', 404, 'not-found'],
      [await made({ revoked_at: past }), 410, 'share-revoked'],
      [await made({ expires_at: past }), 410, 'share-expired'],
      [await made({ max_downloads: 2, download_count: 2 }), 410, 'share-used-up'],
    ] as const;
    for (const [token, status, code] of expected) {
      expect(codeOf(await visit(token))).toEqual([status, code]);
      expect(codeOf(await visit(token, '/download'))).toEqual([status, code]);
      for (const rest of ['', '/download']) {
        const page = await visit(token, rest, asBrowser);
        expect([page.status, page.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
        expect(page.headers.get('x-robots-tag')).toContain('noindex');
        expect(page.text).not.toContain('orders.csv');
      }
    }
  });

  it('lead nowhere from the moment they are revoked', async () => {
    const made = await share(await file());
    expect((await visit(made.token, '/download')).status).toBe(200);
    expect((await revoke(made)).status).toBe(204);
    expect(codeOf(await visit(made.token, '/download'))).toEqual([410, 'share-revoked']);
    expect((await revoke(made)).status).toBe(204);
    expect(await accessesOf(made)).toEqual(['download', 'revoked']);
  });

  it('count every download, whole or not, and no look', async () => {
    const made = await share(await file(), { max_downloads: 2 });
    const part = await visit(made.token, '/download', { headers: { range: 'bytes=5-' } });
    expect([part.status, part.text]).toEqual([200, CONTENT]);
    expect((await visit(made.token, '/download', { method: 'HEAD' })).status).toBe(200);
    await visit(made.token);
    expect((await visit(made.token, '/download')).status).toBe(200);
    expect(codeOf(await visit(made.token, '/download'))).toEqual([410, 'share-used-up']);
    expect(await accessesOf(made)).toEqual(['download', 'view', 'view', 'download', 'limit']);
  });

  it('give out no more than they allow when many come at once', async () => {
    const made = await share(await file(), { max_downloads: 3 });
    const answers = await Promise.all(Array.from({ length: 12 }, () => visit(made.token, '/download')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(9);
  });

  it('do not count what could not be given', async () => {
    const { id, key } = await makeArchivedFile(report);
    const made = await share(id, { max_downloads: 1 });
    await rm(join(report.files, key));
    expect(codeOf(await visit(made.token, '/download'))).toEqual([410, 'file-missing']);
    expect((await visit(made.token)).json()).toMatchObject({ downloads_left: 1 });
    expect(await accessesOf(made)).toEqual(['download', 'unavailable', 'view']);
  });

  describe('with a password', () => {
    it('give the file for the right one, by form or header', async () => {
      const made = await share(await file(), { password: PASSWORD });
      expect(made.has_password).toBe(true);
      expect(JSON.stringify(made)).not.toContain(PASSWORD);
      const page = await visit(made.token, '', asBrowser);
      expect(page.text).toContain(`<form method="post" action="/galley/api/shared/${made.token}/download">`);
      expect(page.text).toContain('type="password"');
      expect(codeOf(await visit(made.token, '/download'))).toEqual([403, 'share-password-required']);
      expect((await submit(made.token, PASSWORD)).text).toBe(CONTENT);
      // The same letters, typed with separate accents.
      expect((await submit(made.token, PASSWORD.normalize('NFD'))).text).toBe(CONTENT);
      const headers = { 'x-share-password': 'abc' };
      expect(codeOf(await visit(made.token, '/download', { headers }))).toEqual([
        403,
        'share-password-wrong',
      ]);
    });

    it('show people the form again', async () => {
      const made = await share(await file(), { password: PASSWORD });
      const page = await submit(made.token, 'wrong-one', 'text/html');
      expect([page.status, page.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
      expect(page.text).toContain('role="alert"');
      expect(page.text).toContain('type="password"');
      expect(page.text).not.toContain('wrong-one');
    });

    it('take ten wrong ones in a quarter of an hour, however many come at once', async () => {
      const made = await share(await file(), { password: PASSWORD });
      const answers = await Promise.all(Array.from({ length: 14 }, () => submit(made.token, 'guess-me')));
      const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
      expect(statuses).toEqual([...Array<number>(10).fill(403), ...Array<number>(4).fill(429)]);
      const right = await submit(made.token, PASSWORD);
      expect([right.status, Number(right.headers.get('retry-after')) > 60]).toEqual([429, true]);
      await report.database.asSystem(
        (tx) => tx.$executeRaw`
          update tenant.share_access set created_at = created_at - interval '16 minutes'
          where share_id = ${made.id}::uuid`,
      );
      expect((await submit(made.token, PASSWORD)).status).toBe(200);
    });

    it('refuse a form that is none of ours', async () => {
      const { token } = await share(await file(), { password: PASSWORD });
      const body = JSON.stringify({ password: PASSWORD });
      const json = { 'content-type': 'application/json' };
      expect(codeOf(await visit(token, '/download', { method: 'POST', body, headers: json }))).toEqual([
        415,
        'unsupported-media-type',
      ]);
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const form = (text: string) => visit(token, '/download', { method: 'POST', body: text, headers });
      expect((await form('password=x&more=1')).status).toBe(422);
      expect((await form(`password=${'x'.repeat(201)}`)).status).toBe(422);
      expect((await form(`password=${'x'.repeat(5000)}`)).status).toBe(413);
    });
  });

  describe('to a file that', () => {
    const setFile = (id: string, data: object) =>
      report.database.asSystem((tx) => tx.generated_report.update({ where: { id }, data }));

    it('is in the archive say so, and work again once it is restored', async () => {
      const id = await file();
      const made = await share(id);
      await report.call(`${PATH}/${id}/archive`, { method: 'POST' });
      expect((await visit(made.token)).json()).toMatchObject({ state: 'archived' });
      const page = await visit(made.token, '', asBrowser);
      expect(page.text).toContain('The file is in the archive');
      expect(page.text).not.toContain('Download<');
      expect(codeOf(await visit(made.token, '/download'))).toEqual([409, 'archived-restore-required']);
      await report.call(`${PATH}/${id}/restore`, { method: 'POST', body: {} });
      expect((await visit(made.token, '/download')).text).toBe(CONTENT);
    });

    it('has expired or is purged say that it is gone, and no new ones are made', async () => {
      const id = await file();
      const made = await share(id);
      for (const data of [{ expires_at: new Date(Date.now() - 1000) }, { purged_at: new Date() }]) {
        await setFile(id, data);
        expect(codeOf(await visit(made.token))).toEqual([410, 'file-expired']);
        expect(codeOf(await visit(made.token, '/download'))).toEqual([410, 'file-expired']);
      }
      const body = { expires_in_days: 1 };
      expect((await report.call(`${PATH}/${id}/share`, { method: 'POST', body })).status).toBe(410);
    });

    it('is under a legal hold work as before', async () => {
      const id = await file();
      const made = await share(id);
      await report.call(`${PATH}/${id}/legal-hold`, { method: 'POST', body: { reason: 'a case' } });
      expect((await visit(made.token, '/download')).text).toBe(CONTENT);
    });
  });

  it('are made, listed and revoked by those who may share and see the file', async () => {
    const id = await file();
    const made = await share(id);
    const body = { expires_in_days: 1 };
    const closed: [Call, number][] = [
      [{ roles: ['member'] }, 403],
      [{ org: 'GLOBEX' }, 404],
      [{ bus: ['T02'] }, 404],
    ];
    for (const [call, status] of closed) {
      const answers = [
        await report.call(`${PATH}/${id}/share`, { method: 'POST', body, ...call }),
        await report.call(`${PATH}/${id}/shares`, call),
        await report.call(`/api/reports/shares/${made.id}/accesses`, call),
        await revoke(made, call),
      ];
      expect(answers.map((answer) => answer.status)).toEqual([status, status, status, status]);
    }
    expect((await revoke(made, { headers: { 'if-match': '"another"' } })).status).toBe(412);
    for (const wrong of [
      {},
      { expires_in_days: 0 },
      { expires_in_days: 366 },
      { ...body, password: 'short' },
    ]) {
      expect((await report.call(`${PATH}/${id}/share`, { method: 'POST', body: wrong })).status).toBe(422);
    }
  });

  it('forget after a year who was there, and keep their counts', async () => {
    const made = await share(await file());
    await visit(made.token);
    await visit(made.token, '/download');
    await report.database.asSystem(
      (tx) => tx.$executeRaw`
        update tenant.share_access set created_at = now() - interval '366 days'
        where share_id = ${made.id}::uuid and outcome = 'view'`,
    );
    await forgetShareAccesses(report.database);
    expect(await accessesOf(made)).toEqual(['download']);
    const row = await report.database.asSystem((tx) => tx.share_link.findFirst({ where: { id: made.id } }));
    expect(row).toMatchObject({ access_count: 2, download_count: 1 });
  });

  it('do not stand in the record of an Idempotency-Key', async () => {
    const id = await file();
    const call = { headers: { 'idempotency-key': 'share-once' } };
    const first = await share(id, {}, call);
    const again = await share(id, {}, call);
    expect([again.id, again.url]).toEqual([first.id, null]);
  });

  it('lead nowhere while their organization is closed', async () => {
    const { token } = await share(await file());
    const setActive = (is_active: boolean) =>
      report.database.asSystem((tx) =>
        tx.organization.update({ where: { id: report.acme }, data: { is_active } }),
      );
    await setActive(false);
    const answers = [await visit(token), await visit(token, '/download')].map(codeOf);
    await setActive(true);
    expect(answers).toEqual([
      [404, 'not-found'],
      [404, 'not-found'],
    ]);
    expect((await visit(token)).status).toBe(200);
  });
});

it('an address may try so many links a minute', async () => {
  const report = await startReportApp([SharesModule], { SHARE_RATE_PER_MINUTE: '5' });
  try {
    const statuses: number[] = [];
    for (let guess = 0; guess < 7; guess++) statuses.push((await outside(report, UNKNOWN)).status);
    expect(statuses).toEqual([404, 404, 404, 404, 404, 429, 429]);
    const page = await outside(report, UNKNOWN, { headers: { accept: 'text/html' } });
    expect([page.status, Number(page.headers.get('retry-after')) > 0]).toEqual([429, true]);
  } finally {
    await report.close();
  }
});
