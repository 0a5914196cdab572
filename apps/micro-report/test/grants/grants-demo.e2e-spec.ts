import { BufdirSimulator } from '@galley/pack-grants/testing';
import { WholeProduct, type ProductCall } from '../whole/whole-product.js';

const COORDINATOR = { org: 'likeverd', role: 'coordinator' };
const OTHER = { org: 'puls', role: 'coordinator' };
const REPORTS = '/api/grants/reports';

interface ReportJson {
  readonly id: string;
  readonly status: string;
  readonly report_version: number;
  readonly is_latest_version: boolean;
  readonly report_sha256: string | null;
  readonly submission_id: string | null;
}

interface Items<T> {
  readonly items: readonly T[];
}

// What the demo wrote into the tables is taken for the product's own work by the product itself.
describe('the grants demo in the whole product', () => {
  let bufdir: BufdirSimulator;
  let product: WholeProduct;

  beforeAll(async () => {
    bufdir = await BufdirSimulator.start({});
    product = await WholeProduct.start({ hasGrants: true, env: { BUFDIR_API_URL: bufdir.url } });
  }, 180_000);
  afterAll(async () => {
    await product.stop();
    await bufdir.close();
  });

  const get = <T>(path: string, call: ProductCall = {}): Promise<T> =>
    product.get<T>(REPORTS + path, { ...COORDINATOR, ...call });
  const post = <T>(path: string, body: object = {}): Promise<T> => get<T>(path, { method: 'POST', body });
  const versions = async (): Promise<readonly ReportJson[]> =>
    (await get<Items<ReportJson>>('?year=2025&all_versions=true')).items.toSorted(
      (one, other) => one.report_version - other.report_version,
    );

  async function completed(id: string): Promise<ReportJson> {
    await product.settled();
    const report = await get<ReportJson>(`/${id}`);
    expect(report.status).toBe('completed');
    return report;
  }

  it('lists the latest of three versions, and each organization its own', async () => {
    const { items } = await get<Items<ReportJson>>('?year=2025');
    expect(items.map(({ report_version, status }) => [report_version, status])).toEqual([[3, 'completed']]);
    expect((await versions()).map(({ status }) => status)).toEqual(['completed', 'submitted', 'completed']);
    const foreign = await product.call(`${REPORTS}/${items[0]?.id}`, OTHER);
    expect(foreign.status).toBe(404);
  });

  it('shows how the second version came to Bufdir, and what was written to it since', async () => {
    const submitted = (await versions())[1];
    const receipt = await get<{ submission_id: string; attempts: readonly { status: string }[] }>(
      `/${submitted?.id}/submission`,
    );
    expect(receipt.submission_id).toBe(submitted?.submission_id);
    expect(receipt.attempts.map(({ status }) => status)).toEqual(['confirmed', 'unconfirmed']);
    const { items } = await get<Items<{ text: string }>>(`/${submitted?.id}/annotations`);
    expect(items.map(({ text }) => text)).toEqual([expect.stringContaining('Versjon 3')]);
  });

  it('says what a worker computes of the same records, to the byte', async () => {
    const latest = (await versions())[2];
    const { id } = await post<ReportJson>(`/${latest?.id}/regenerate`);
    const again = await completed(id);
    expect(again.report_version).toBe(4);
    expect(again.report_sha256).toBe(latest?.report_sha256);
  });

  it('is printed, and submitted to the simulator under an id that it has for good', async () => {
    const latest = (await versions()).at(-1);
    await product.get(`${REPORTS}/${latest?.id}/export`, {
      ...COORDINATOR,
      method: 'POST',
      body: { format: 'pdf' },
      headers: { prefer: 'wait=30' },
    });
    await product.settled();
    const pdf = await product.call(`${REPORTS}/${latest?.id}/exports/pdf/download`, COORDINATOR);
    expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-']);
    const submitted = await post<ReportJson>(`/${latest?.id}/submit`);
    expect(submitted.status).toBe('submitted');
    expect([...bufdir.confirmations.values()]).toEqual([submitted.submission_id]);
    // The demo gave its own submission the id that the simulator would have given it.
    const { idempotency_key, submission_id } = await demoAttempt();
    const sent = await fetch(bufdir.url, {
      method: 'POST',
      headers: { 'idempotency-key': idempotency_key },
      body: '{}',
    });
    expect(await sent.json()).toMatchObject({ submission_id });
  });

  async function demoAttempt(): Promise<{ idempotency_key: string; submission_id: string }> {
    const { rows } = await product.admin.query<{ idempotency_key: string; submission_id: string }>(
      `SELECT idempotency_key, submission_id FROM grants.bufdir_submission_attempt WHERE started_at < '2026-10-01' AND status = 'confirmed' LIMIT 1`,
    );
    const [attempt] = rows;
    if (!attempt) throw new Error('the demo has submitted nothing');
    return attempt;
  }
});
