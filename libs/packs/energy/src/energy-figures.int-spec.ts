import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { seedEnergyDemo, seedEnergyHistory } from './demo/index.js';
import { seedEnergyTemplates } from './report/index.js';
import { BuilderReader, type Row } from './testing/read-builder.js';
import { figureRules } from './testing/figure-rules.js';

const QUARTER = { date_from: '2026-04-01', date_to: '2026-06-30', as_of: '2026-06-30' };
const STATUSES = ['compliant', 'breach', 'cured', 'upcoming', 'insufficient_data'];
const BUCKETS = ['current', '1-30', '31-60', '61-90', '91-120', '>120'];
const BUCKET_COLUMNS = ['current', '1_30', '31_60', '61_90', '91_120', 'over_120'];

describe('the figures of the energy demo', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let reader: BuilderReader;
  const organizations = new Map<string, string>();

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    await seedEnergyDemo(admin);
    await seedEnergyTemplates(admin);
    await seedEnergyHistory(admin, () => Promise.resolve());
    reader = await BuilderReader.open(clone);
    const { rows } = await admin.query<{ code: string; id: string }>(
      'SELECT code, id FROM platform.organization',
    );
    for (const { code, id } of rows) organizations.set(code, id);
  });
  afterAll(async () => {
    await Promise.all([admin.end(), reader.close()]);
    await clone.drop();
  });

  const read = (code: string, key: string, given: object): Promise<readonly Row[]> =>
    reader.read(organizations.get(code) ?? '', key, { ...given });
  const offencesOf = async (sql: string): Promise<unknown[]> => (await admin.query(sql)).rows;

  it.each(figureRules)('%s', async (_, offences) => {
    expect(await offencesOf(offences)).toEqual([]);
  });

  describe.each(['solar', 'wind'])('of %s', (code) => {
    it('compliance counts what it lists, and its rate is the kept part of what was judged', async () => {
      const listed = await read(code, 'compliance', QUARTER);
      expect(listed.length).toBeGreaterThan(15);
      for (const summary of await read(code, 'compliance_summary', QUARTER)) {
        const own = listed.filter(
          ({ contract }) => summary.contract === 'All contracts' || contract === summary.contract,
        );
        const count = (status: string): number => own.filter((row) => row.status === status).length;
        expect(STATUSES.map((status) => Number(summary[status]))).toEqual(STATUSES.map(count));
        const judged = count('compliant') + count('breach') + count('cured');
        const rate = judged === 0 ? null : ((100 * count('compliant')) / judged).toFixed(2);
        expect(summary.compliance_rate).toBe(rate);
      }
    });

    it('aging by bucket is the sum of its column, and the shares are a hundred percent', async () => {
      const asked = { as_of: '2026-03-31', direction: null };
      const items = await read(code, 'invoice_aging', asked);
      const totals = await read(code, 'invoice_aging_totals', asked);
      for (const { currency, bucket, open } of totals) {
        const column = `bucket_${BUCKET_COLUMNS[BUCKETS.indexOf(String(bucket))]}`;
        const cents = items
          .filter((item) => item.currency === currency)
          .reduce((sum, item) => sum + Math.round(100 * Number(item[column] ?? 0)), 0);
        expect([bucket, Math.round(100 * Number(open))]).toEqual([bucket, cents]);
      }
      for (const currency of new Set(totals.map((row) => row.currency))) {
        const shares = totals.filter((row) => row.currency === currency).map((row) => Number(row.share_pct));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 1);
      }
    });

    it('damages by contract are the sums of what is listed', async () => {
      const listed = await read(code, 'ld_summary', QUARTER);
      for (const total of await read(code, 'ld_totals', QUARTER)) {
        for (const column of ['gross_ld', 'cap_applied', 'waived', 'net_ld']) {
          const cents = listed
            .filter(({ contract }) => contract === total.contract)
            .reduce((sum, row) => sum + Math.round(100 * Number(row[column] ?? 0)), 0);
          expect([column, Math.round(100 * Number(total[column]))]).toEqual([column, cents]);
        }
      }
    });
  });

  it('are missed by the rules that look at them when they are others', async () => {
    await admin.query('BEGIN');
    const changes = [
      `energy.meter_day SET metered_kwh = metered_kwh + 1 WHERE day = '2026-04-02' AND metered_kwh > 9`,
      `energy.payment SET amount = amount + 1e7 WHERE paid_on < '2026-03-31'`,
      `energy.invoice SET subtotal = subtotal + 1, total = total + 1 WHERE invoice_no = 'PPA-ALDER-2604'`,
    ];
    for (const change of changes) await admin.query(`UPDATE ${change}`);
    const offended: string[] = [];
    for (const [rule, offences] of figureRules)
      if ((await offencesOf(offences)).length > 0) offended.push(rule);
    await admin.query('ROLLBACK');
    expect(offended).toEqual([
      'registers go on from where they stood, by what was metered',
      'every month is billed for what its settlement comes to',
      'nobody paid more than was owed',
      'revenue is what issued invoices bill, less what was credited; expenses are the entries (EN-C12)',
    ]);
  });
});
