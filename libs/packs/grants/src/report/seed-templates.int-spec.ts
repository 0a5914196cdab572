import { readLayout } from '@galley/layout';
import { sourceParamsSchema } from '@galley/template';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { grantsBuilders } from '../data/index.js';
import { seedGrantsTemplates, standardTemplates } from './index.js';

describe('the templates of the grants pack', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await clone.drop();
  });

  it('are shared by all organizations, over registered sources, and a second run adds none', async () => {
    await expect(seedGrantsTemplates(admin)).resolves.toEqual({ added: 2 });
    await expect(seedGrantsTemplates(admin)).resolves.toEqual({ added: 0 });
    const { rows } = await admin.query(
      `SELECT t.report_type, s.name AS source FROM platform.tb_report_template t
       JOIN platform.tb_dataset_source s ON s.id = t.dataset_source_id WHERE t.organization_id IS NULL ORDER BY 1`,
    );
    expect(rows).toEqual([
      { report_type: 'bufdir_payload', source: 'grants.report_payload' },
      { report_type: 'bufdir_report', source: 'grants.report_activity_types' },
    ]);
    const sources = await admin.query<{ name: string }>(
      `SELECT name FROM platform.tb_dataset_source WHERE organization_id IS NULL AND name LIKE 'grants.%'`,
    );
    expect(sources.rows.map(({ name }) => name).toSorted()).toEqual(
      grantsBuilders.map(({ key }) => key).toSorted(),
    );
  });

  it('stand over sources that are read as what any source is', async () => {
    await seedGrantsTemplates(admin);
    const { rows } = await admin.query<{ name: string; source_params: unknown }>(
      `SELECT name, source_params FROM platform.tb_dataset_source WHERE name LIKE 'grants.%'`,
    );
    expect(rows).toHaveLength(grantsBuilders.length);
    for (const { name, source_params } of rows)
      expect([name, sourceParamsSchema.safeParse(source_params).error]).toEqual([name, undefined]);
  });

  it.each(standardTemplates().map((one) => [one.report_type, one] as const))(
    '%s asks for one report and has a layout that is printed as it is designed',
    (_, template) => {
      const hints = { signature_config: null, orientation: template.orientation, locale: 'nb-NO' };
      expect(readLayout(template.content, hints).unsupported).toEqual([]);
      expect(template.source_params.params).toEqual([{ filter: 'report_id', type: 'uuid', nullable: false }]);
      for (const { params } of template.datasets ?? []) expect(params).toEqual({ report_id: '$report_id' });
    },
  );
});
