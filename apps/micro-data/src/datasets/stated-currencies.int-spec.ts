import type { Dataset } from '@galley/dataset';
import { loadScenario } from '@galley/pack-energy/testing';
import { DataService } from '../../test/support/data-service.js';

const QUESTION = {
  builder_key: 'energy.invoice_aging',
  params: { as_of: '2026-03-31' },
  totals: [
    { column: 'open', aggregate: 'sum' },
    { column: 'open', aggregate: 'count', as: 'items' },
  ],
};

/** Money of several currencies is never added up (packs/README, house rules), also where the rows state theirs. */
describe('totals of rows that state their currency', () => {
  let service: DataService;
  beforeAll(async () => {
    service = await DataService.start();
    await service.organization('demo', []);
    const { rows } = await service.admin.query<{ id: string }>(
      `select id from platform.organization where code = 'demo'`,
    );
    await loadScenario(service.admin, rows[0]?.id ?? '');
  });
  afterAll(() => service?.stop());

  const ask = async (more: object): Promise<Dataset> => {
    const { status, body } = await service.execute({ ...QUESTION, ...more }, { roles: ['org_admin'] });
    expect(status).toBe(200);
    return body;
  };
  const sum = (rows: Dataset['rows'], currency: string): string =>
    (
      rows
        .filter((row) => row.currency === currency)
        .reduce((cents, { open }) => cents + Math.round(Number(open) * 100), 0) / 100
    ).toFixed(2);

  it('are one figure for each, led by the column that says it', async () => {
    const { columns, rows, totals, currencies, currency_column } = await ask({});
    expect(columns[0]?.name).toBe('currency');
    expect([currencies, currency_column]).toEqual([{ EUR: 'EUR', USD: 'USD' }, 'currency']);
    expect(totals).toEqual({ open: { EUR: sum(rows, 'EUR'), USD: sum(rows, 'USD') }, items: rows.length });
  });

  it('are so in every group', async () => {
    const { rows, groups } = await ask({ group_by: ['project'] });
    expect(groups.map(({ key, totals }) => [key.project, totals.open])).toEqual([
      ['SOLAR-1', { USD: sum(rows, 'USD') }],
      ['WIND-1', { EUR: sum(rows, 'EUR') }],
    ]);
    expect(groups.reduce((all, { row_count }) => all + row_count, 0)).toBe(rows.length);
  });

  it('are so where the currency itself makes the groups', async () => {
    const { rows, groups, totals } = await ask({ group_by: ['currency'] });
    expect(totals).toEqual({ open: { EUR: sum(rows, 'EUR'), USD: sum(rows, 'USD') }, items: rows.length });
    expect(groups.map(({ key, totals: figures }) => [key.currency, figures.open])).toEqual([
      ['EUR', { EUR: sum(rows, 'EUR') }],
      ['USD', { USD: sum(rows, 'USD') }],
    ]);
  });

  it('are plain where one currency is asked for, or no money is added up', async () => {
    const { rows, totals, currencies, columns } = await ask({ filters: { currency: 'USD' } });
    expect([totals.open, currencies]).toEqual([sum(rows, 'USD'), undefined]);
    expect(columns[0]?.name).not.toBe('currency');
    const counted = await ask({ totals: [{ column: 'open', aggregate: 'count', as: 'items' }] });
    expect(counted.totals).toEqual({ items: counted.rows.length });
  });

  it('lead with the currency also where the columns asked for leave it out', async () => {
    const { columns, totals } = await ask({ columns: ['invoice_no', 'open'] });
    expect(columns.map(({ name }) => name)).toEqual(['currency', 'invoice_no', 'open']);
    expect(Object.keys(totals.open as object)).toEqual(['EUR', 'USD']);
  });
});
