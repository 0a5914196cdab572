import { randomUUID } from 'node:crypto';
import { DonorReportsHouse, problemOf, type ReportJson } from '../reports/testing/donor-reports-house.js';
import { PLAYED_ROWS, PLAYED_SECTIONS } from '../reports/testing/played-report.js';

const AS_BROWSER = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

describe('shared reports to donors', () => {
  let house: DonorReportsHouse;
  let report: ReportJson;

  beforeAll(async () => {
    house = await DonorReportsHouse.open();
    house.rows = PLAYED_ROWS;
    report = await house.published({ sections: PLAYED_SECTIONS });
  });
  afterAll(() => house?.close());

  const codeOf = async (path: string) => {
    const answer = await house.visit(path);
    return [answer.status, (answer.json() as { code: string }).code];
  };

  it('ME-13: are found by everybody who knows the link, as JSON and as a page, and kept by nobody', async () => {
    const token = await house.shared(report.id);
    const answer = await house.visit(token);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    expect(answer.json()).toMatchObject({
      title: 'Water, first quarter',
      organization: 'Acme',
      available_until: null,
      created_at: (await house.read(report.id)).published_at,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      content: { revision: 1, head: { donor: 'Norad' } },
      downloads: ['pdf', 'excel', 'json'].map((format) => ({
        format,
        url: `/galley/api/shared/${token}/download?format=${format}`,
      })),
    });
    const page = await house.visit(token, AS_BROWSER);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-robots-tag': expect.stringContaining('noindex'),
      'content-security-policy': expect.stringMatching(
        /default-src 'none'; style-src 'sha256-[^']+';.*sandbox/,
      ),
      'referrer-policy': 'no-referrer',
    });
    expect(page.text).not.toMatch(/<script|\son\w+=|style="|javascript:/);
  });

  it('lead nowhere without a publication, after they were revoked, and for what is no link', async () => {
    const draft = await house.created();
    expect(problemOf(await house.send('POST', `/${draft.id}/share`, {}))).toEqual([
      409,
      'report-not-published',
    ]);
    expect(await codeOf(randomUUID())).toEqual([404, 'not-found']);
    expect(await codeOf(`${randomUUID()}/download`)).toEqual([404, 'not-found']);
    expect(await codeOf(report.id)).toEqual([404, 'not-found']);
    const token = await house.shared(report.id);
    expect((await house.visit(token)).status).toBe(200);
    expect((await house.send('DELETE', `/${report.id}/share`)).status).toBe(204);
    expect(await codeOf(token)).toEqual([404, 'not-found']);
    expect(await codeOf(`${token}/download?format=json`)).toEqual([404, 'not-found']);
    expect((await house.visit(token, AS_BROWSER)).text).toContain('There is nothing behind this link.');
    // Again changes nothing.
    expect((await house.send('DELETE', `/${report.id}/share`)).status).toBe(204);
    expect(
      (await house.actionsOn(report.id)).filter((action) => action === 'donor-report.unshare'),
    ).toHaveLength(1);
  });

  it('have one link at a time: sharing again makes a new one', async () => {
    const [first, second] = [await house.shared(report.id), await house.shared(report.id)];
    expect(second).not.toBe(first);
    expect(await codeOf(first)).toEqual([404, 'not-found']);
    expect((await house.visit(second)).status).toBe(200);
    expect((await house.read(report.id)).share_url).toBe(
      `https://reports.example.org/galley/api/shared/${second}`,
    );
  });

  it('are told once for an Idempotency-Key; the record of the answer holds no link', async () => {
    const call = { headers: { 'idempotency-key': randomUUID() } };
    const first = await house.send('POST', `/${report.id}/share`, {}, call);
    const again = await house.send('POST', `/${report.id}/share`, {}, call);
    expect([first.body.url, again.body.url]).toEqual([expect.stringContaining('/api/shared/'), null]);
    const { rows } = await house.admin.query(
      'select response::text from tenant.idempotency_key where key = $1',
      [call.headers['idempotency-key']],
    );
    expect(JSON.stringify(rows)).not.toContain(String(first.body.url).split('/').at(-1));
  });

  it('expire at their instant by the clock of the database', async () => {
    const past = await house.send('POST', `/${report.id}/share`, { expires_at: '2020-01-01T00:00:00Z' });
    expect(problemOf(past)).toEqual([422, 'invalid']);
    for (const expires_at of ['2999-W01-1', '29990101T000000Z', '2999-01-01T00:00:00']) {
      expect(problemOf(await house.send('POST', `/${report.id}/share`, { expires_at }))).toEqual([
        422,
        'invalid',
      ]);
    }
    const token = await house.shared(report.id, { expires_at: '2999-01-01T00:00:00Z' });
    expect((await house.visit(token)).json()).toMatchObject({ available_until: '2999-01-01T00:00:00.000Z' });
    await house.admin.query('update monitoring.report set share_expires_at = now() where id = $1', [
      report.id,
    ]);
    expect(await codeOf(token)).toEqual([410, 'share-expired']);
    expect(await codeOf(`${token}/download`)).toEqual([410, 'share-expired']);
  });

  it('ME-12: show the latest publication, whatever was edited since', async () => {
    const { id } = await house.published({ title: 'First', sections: [{ kind: 'indicator_table' }] });
    const token = await house.shared(id);
    const shown = (await house.visit(token)).text;
    house.rows = { indicator_table: [{ code: 'NEW', indicator: 'New', light: 'grey' }] };
    await house.send('PATCH', `/${id}`, { title: 'Edited', sections: [{ kind: 'budget' }] });
    expect((await house.visit(token)).text).toBe(shown);
    await house.send('POST', `/${id}/publish`);
    house.rows = PLAYED_ROWS;
    expect((await house.visit(token)).json()).toMatchObject({ title: 'Edited', content: { revision: 2 } });
  });

  it('are gone with their report', async () => {
    const { id } = await house.published();
    const token = await house.shared(id);
    await house.send('DELETE', `/${id}`);
    expect(await codeOf(token)).toEqual([404, 'not-found']);
  });

  it('can be taken along in every form, on record without a person', async () => {
    const { id } = await house.published({ sections: [{ kind: 'indicator_table' }] });
    const token = await house.shared(id);
    for (const [format, type] of [
      ['pdf', 'application/pdf'],
      ['json', 'application/json'],
    ]) {
      const answer = await house.visit(`${token}/download?format=${format}`);
      expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([200, type]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('content-disposition')).toContain('attachment');
    }
    expect(await codeOf(`${token}/download?format=csv`)).toEqual([422, 'invalid']);
    expect((await house.actionsOn(id)).filter((action) => action === 'donor-report.download')).toHaveLength(
      2,
    );
  });

  describe('as a page', () => {
    const pageOf = async (body: object) => {
      const { id } = await house.published({ sections: PLAYED_SECTIONS, ...body });
      return (await house.visit(await house.shared(id), AS_BROWSER)).text;
    };

    it('show every section in its order, empty ones too, and nothing of it as HTML', async () => {
      const page = await pageOf({ title: '<script>alert("[1]")</script> & more' });
      const headings = [...page.matchAll(/<h2><bdi>([^<]*)</g)].map(([, text]) => text);
      expect(headings).toEqual([
        'Executive summary',
        'Logical framework',
        'Indicators',
        'Indicators over time',
        'Activities [and &#60;b&#62;their&#60;/b&#62; people]',
        'Participants',
        'Budget and expenditure',
        'Annexes',
        'Outlook',
      ]);
      expect(page).toContain('&#60;script&#62;alert(&#34;[1]&#34;)&#60;/script&#62; &#38; more');
      expect(page).not.toContain('<script');
      expect(page.match(/<p>No data\.<\/p>/g)).toHaveLength(2);
      expect(page).toContain('<span class="light red">Off track</span>');
      expect(page).toContain('<strong>three of four</strong>');
      expect(page).toContain('<html lang="en" dir="ltr">');
      expect(page).not.toContain('PROVISIONAL');
    });

    it('ME-1: say that figures are provisional, and read from the right in Arabic', async () => {
      const page = await pageOf({ language: 'ar', include_unapproved: true });
      expect(page).toContain('<html lang="ar" dir="rtl">');
      expect(page).toContain('<p class="mark">مؤقت</p>');
      expect(page).toContain('الإطار المنطقي');
    });
  });
});
