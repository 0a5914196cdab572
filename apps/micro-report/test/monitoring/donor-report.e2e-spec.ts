import { createHash } from 'node:crypto';
import { DonorScene, MonitoringRows } from '@galley/pack-monitoring/testing';
import { keepForALook } from '@galley/platform/testing';
import { readPdf } from '../../../../libs/render/src/pdf/testing/read-pdf.js';
import { readWorkbook, valuesOf } from '../../../../libs/render/src/testing/read-workbook.js';
import { WholeProduct, type ProductCall } from '../whole/whole-product.js';

const COORDINATOR = { org: 'demo', role: 'coordinator' };

interface Row {
  readonly code: string;
  readonly actual: string | null;
}

// From the records to whoever holds the link, through both services as they are deployed.
describe('a report to a donor over data set ME-1', () => {
  let product: WholeProduct;
  let scene: DonorScene;
  let id: string;
  let token: string;

  beforeAll(async () => {
    product = await WholeProduct.start();
    const { rows } = await product.admin.query<{ id: string }>(
      `select id from platform.organization where code = 'demo'`,
    );
    const organization = rows[0]?.id ?? '';
    scene = await DonorScene.insert(product.admin, new MonitoringRows(product.admin, organization));
    const body = {
      project_id: scene.me1.project('P1'),
      title: 'Wells in 2026',
      report_type: 'annual',
      start_date: '2026-01-01',
      end_date: '2026-12-31',
    };
    ({ id } = (await sent('POST', '', body)) as { id: string });
    await sent('POST', `/${id}/publish`);
    token = await share();
  }, 180_000);
  afterAll(() => product?.stop());

  const call = (path: string, more: ProductCall = {}) =>
    product.call(`/api/monitoring/reports${path}`, { ...COORDINATOR, ...more });
  async function sent(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await call(path, { method, ...(body && { body }) });
    if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
    return answer.json();
  }
  const share = async () =>
    ((await sent('POST', `/${id}/share`, {})) as { url: string }).url.split('/').at(-1) ?? '';
  const shared = async (path: string, accept = '*/*') =>
    Buffer.from(
      await (
        await fetch(`${product.urlOf('micro-report')}/api/shared/${path}`, { headers: { accept } })
      ).arrayBuffer(),
    );
  const textsOf = async (pdf: Buffer) => (await readPdf(pdf)).pages.flat().map(({ text }) => text);
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

  it('must-show 3: says the same figure in the figures of micro-data, the API, PDF, workbook, page and JSON', async () => {
    const { content } = (await sent('GET', `/${id}/revisions/1`)) as {
      content: { sections: { kind: string; rows: Row[] }[] };
    };
    const rows = content.sections.find(({ kind }) => kind === 'indicator_table')?.rows ?? [];
    const actualOf = (code: string) => rows.find((row) => row.code === code)?.actual;
    // ME-C1, ME-C4 and ME-C5 of P1; ME-C9.
    expect(['REACH', 'STAFF', 'SHARE', 'TONNES'].map(actualOf)).toEqual(['420', '13', '53.57', '2699.88']);

    const address = `/api/monitoring/indicators/${scene.me1.indicator('REACH')}/values`;
    const figures = await product.call(
      `${address}?project_id=${scene.me1.project('P1')}&from=2026-01-01&to=2026-12-31&by=project`,
      { ...COORDINATOR, service: 'micro-data' },
    );
    expect([figures.status, figures.text]).toEqual([200, expect.stringMatching(/"value":"420(\.0+)?"/)]);

    const pdf = await shared(`${token}/download?format=pdf`);
    keepForALook('donor-report.pdf', pdf);
    expect(await textsOf(pdf)).toEqual(expect.arrayContaining(['420', '53.57', '2,699.88']));
    const excel = await shared(`${token}/download?format=excel`);
    keepForALook('donor-report.xlsx', excel);
    const cells = (await readWorkbook(excel)).worksheets.flatMap((sheet) => valuesOf(sheet).flat());
    expect(cells).toEqual(expect.arrayContaining([420, 53.57, 2699.88]));
    const page = (await shared(token, 'text/html')).toString();
    keepForALook('donor-report.html', Buffer.from(page));
    for (const figure of ['420', '53.57', '2,699.88']) expect(page).toContain(`<bdi>${figure}</bdi>`);
    const json = (await shared(`${token}/download?format=json`)).toString();
    for (const figure of ['420', '53.57', '2699.88']) expect(json).toContain(`"actual": ${figure},`);
  });

  it('ME-13: nothing behind the link says who took part', async () => {
    const told = [
      await shared(token),
      await shared(token, 'text/html'),
      await shared(`${token}/download?format=json`),
      Buffer.from((await textsOf(await shared(`${token}/download?format=pdf`))).join(' ')),
    ];
    for (const bytes of told) {
      expect(bytes.toString()).toContain('Training A1');
      expect(bytes.toString()).not.toMatch(/Secret|Hidden|PERSON-|1990-05-05/);
    }
  });

  it('ME-12: new values change neither the file nor the page until the next publication', async () => {
    const file = async () => sha256((await call(`/${id}/render?format=pdf`)).bytes);
    const [pdf, page] = [await file(), (await shared(token, 'text/html')).toString()];
    await product.admin.query(
      `update monitoring.budget_line set spent = 59999.99 where organization_id = $1 and code = '1' and currency = 'EUR'`,
      [scene.organization_id],
    );
    expect([await file(), (await shared(token, 'text/html')).toString()]).toEqual([pdf, page]);
    expect(page).toContain('64.25%');
    await sent('POST', `/${id}/publish`);
    expect(await file()).not.toBe(pdf);
    expect((await shared(token, 'text/html')).toString()).toContain('59,999.99');
  });

  it('is nobody else’s', async () => {
    for (const other of [{ org: 'rival' }, { projects: [scene.me1.project('P2')] }]) {
      expect((await call(`/${id}`, other)).status).toBe(404);
      expect((await call(`/${id}/render`, other)).status).toBe(404);
    }
  });
});
