import type { JobJson } from '../report-house.js';
import { HOSTILE_TEMPLATES } from './hostile-templates.js';
import { WholeProduct } from './whole-product.js';

/** Nobody waits longer for an answer about a template, or for a page of it. */
const LIMIT_MS = 20_000;

interface Problem {
  readonly code: string;
  readonly detail: string;
}

describe('a hostile template', () => {
  let product: WholeProduct;

  beforeAll(async () => {
    product = await WholeProduct.start();
  }, 180_000);
  afterAll(() => product?.stop());

  it.each(HOSTILE_TEMPLATES)(
    '$name ends in a clear answer, and the product lives',
    async ({ name, content }) => {
      const started = performance.now();
      const saved = await product.call('/api/reports/templates', {
        method: 'POST',
        body: { name: `Hostile: ${name}`, source_name: 'v_stock_on_hand', content: content() },
      });
      expect([201, 413, 422]).toContain(saved.status);
      if (saved.status === 201) {
        const { id } = saved.json() as { id: string };
        const check = await product.call(`/api/reports/templates/${id}/check`, { method: 'POST', body: {} });
        expect(check.status).toBe(200);
        await expectClearEnd(id);
      } else {
        const { detail } = saved.json() as Problem;
        expect(detail.length).toBeLessThan(2000);
      }
      expect(performance.now() - started).toBeLessThan(LIMIT_MS);
      expect((Object.prototype as { polluted?: boolean }).polluted).toBeUndefined();
      expect((await product.call('/health/ready', { is_anonymous: true })).status).toBe(200);
    },
    LIMIT_MS * 2,
  );

  it('leaves the worker able to print the next report', async () => {
    const { job } = await product.report({ report_type: 'stock_on_hand', format: 'pdf', bu_codes: ['T01'] });
    expect(job.status).toBe('completed');
  });

  /** Printed as a page, or failed with a code and words of its own: never by time, memory or an unexplained fault. */
  async function expectClearEnd(id: string): Promise<void> {
    const asked = await product.get<JobJson>('/api/reports/generate', {
      method: 'POST',
      body: { template_id: id, format: 'pdf', bu_codes: ['T01'] },
    });
    // Its events end with it.
    await product.call(`/api/reports/jobs/${asked.id}/events`);
    const job = await product.get<JobJson>(`/api/reports/jobs/${asked.id}`);
    if (job.status === 'completed') return;
    expect(job).toMatchObject({
      status: 'failed',
      error_code: expect.stringMatching(/^layout-|^expression-/),
    });
    expect(job.error_message).toEqual(expect.any(String));
  }
});
