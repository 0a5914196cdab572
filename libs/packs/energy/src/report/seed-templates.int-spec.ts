import { readLayout } from '@galley/layout';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { exportBuilders } from '../data/exports.js';
import {
  organizationTemplates,
  platformTemplates,
  seedEnergyTemplates,
  seedOrganizationTemplates,
} from './index.js';

/** Section 5 of the customer's document. */
const SIX = [
  ['Compliance Status Report', 'compliance', 'pdf'],
  ['Expense by Category', 'expense_by_category', 'excel'],
  ['Financial Summary', 'financial_summary', 'excel'],
  ['Invoice Aging Report', 'invoice_aging', 'pdf'],
  ['LD Summary Report', 'ld_summary', 'pdf'],
  ['Monthly Settlement Report', 'settlement', 'pdf'],
];

describe('the seeded templates', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  const organizations = [randomUUID(), randomUUID()];

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    for (const id of organizations) await addOrganization(id);
  });
  afterAll(async () => {
    await admin.end();
    await clone.drop();
  });

  const addOrganization = (id: string): Promise<unknown> =>
    admin.query('INSERT INTO platform.organization (id, code, name) VALUES ($1, $2, $2)', [
      id,
      id.slice(0, 8),
    ]);

  const templatesOf = async (id: string | null): Promise<unknown[][]> => {
    const { rows } = await admin.query<Record<string, unknown>>(
      `SELECT name, report_type, default_format FROM platform.tb_report_template
       WHERE organization_id IS NOT DISTINCT FROM $1 ORDER BY name`,
      [id],
    );
    return rows.map((row) => Object.values(row));
  };

  it('are six in every organization, and a second run adds none', async () => {
    const shared = platformTemplates().length;
    await expect(seedEnergyTemplates(admin)).resolves.toEqual({ added: 2 * 6 + shared });
    for (const id of organizations) expect(await templatesOf(id)).toEqual(SIX);
    await expect(seedEnergyTemplates(admin)).resolves.toEqual({ added: 0 });
    for (const id of organizations) expect(await templatesOf(id)).toEqual(SIX);
    const { rows } = await admin.query(
      'SELECT count(*)::int AS versions FROM platform.tb_report_template_version',
    );
    expect(rows).toEqual([{ versions: 2 * 6 + shared }]);
  });

  it('are there for an organization that comes later, and in the view of the source', async () => {
    const id = randomUUID();
    await addOrganization(id);
    await expect(seedOrganizationTemplates(admin, id)).resolves.toEqual({ added: 6 });
    const { rows } = await admin.query(
      'SELECT name, report_type FROM public.report_template WHERE organization_id = $1',
      [id],
    );
    expect(rows).toHaveLength(6);
  });

  it('follow the pack until a person edits them', async () => {
    const [own, other] = organizations;
    const outdate = (organization: string | undefined, by: string | null): Promise<unknown> =>
      admin.query(
        `UPDATE platform.tb_report_template SET description = 'old', updated_by_id = $2
         WHERE organization_id = $1 AND report_type = 'settlement'`,
        [organization, by],
      );
    await outdate(own, randomUUID());
    await outdate(other, null);
    await seedEnergyTemplates(admin);
    const { rows } = await admin.query<{ organization_id: string; description: string; version: number }>(
      `SELECT organization_id, description, version FROM platform.tb_report_template
       WHERE report_type = 'settlement' AND organization_id = ANY ($1)`,
      [organizations],
    );
    expect(rows.find(({ organization_id }) => organization_id === own)).toMatchObject({
      description: 'old',
      version: 1,
    });
    const followed = rows.find(({ organization_id }) => organization_id === other);
    expect(followed?.description).not.toBe('old');
    expect(followed?.version).toBe(2);
  });

  it('share a generation summary and one template of kind export per data type', async () => {
    const types = (await templatesOf(null)).map(([, type]) => type);
    expect(types.map(String).toSorted()).toEqual(
      ['generation_summary', ...exportBuilders.map(({ key }) => key.replace('energy.', ''))].toSorted(),
    );
    expect(exportBuilders).toHaveLength(9);
  });

  it.each([...organizationTemplates(), ...platformTemplates()].map((one) => [one.name, one] as const))(
    '%s has a layout that can be read, and asks for a range of 30 days',
    (_, template) => {
      const hints = { signature_config: null, orientation: template.orientation, locale: 'en' };
      expect(readLayout(template.content, hints).unsupported).toEqual([]);
      expect(template.default_date_range_days).toBe(30);
    },
  );

  it('switch the blocks that the source names', () => {
    const config = Object.fromEntries(
      organizationTemplates().map((one) => [one.report_type, one.template_config]),
    );
    expect(config).toEqual({
      settlement: { meter_data: true, pricing: true, adjustments: true },
      compliance: { breaches: true, cured: true, upcoming: true },
      financial_summary: { revenue: true, expenses: true },
      invoice_aging: { buckets: true },
      expense_by_category: { trends: true, variance: true },
      ld_summary: { include_cured: true },
    });
    const settlement = organizationTemplates().find(({ report_type }) => report_type === 'settlement');
    const sectionsWith = (parts: Readonly<Record<string, boolean>>): (readonly string[])[] => {
      const hints = { signature_config: null, orientation: 'auto', locale: 'en', parts } as const;
      return readLayout(settlement?.content ?? '', hints).sections.flatMap((section) =>
        section.kind === 'table' ? [section.design.columns.map(({ field }) => field)] : [],
      );
    };
    const all = sectionsWith({});
    expect(all[0]).toEqual(
      expect.arrayContaining(['opening', 'closing', 'metered_kwh', 'deemed_kwh', 'mrp', 'floor', 'ceiling']),
    );
    const bare = sectionsWith({ meter_data: false, pricing: false, adjustments: false });
    expect(bare).toHaveLength(all.length - 1);
    expect(bare[0]).toEqual(['project', 'billable_kwh', 'line_amount']);
  });
});
