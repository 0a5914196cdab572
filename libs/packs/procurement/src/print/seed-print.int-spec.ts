import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { printTemplates, seedStandardTemplates } from '../report/index.js';

describe('the print templates of the pack', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    await seedStandardTemplates(admin);
  });
  afterAll(async () => {
    await admin.end();
    await clone.drop();
  });

  async function mappings(): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { rows } = await admin.query<Readonly<Record<string, unknown>>>(
      `SELECT m.document_type, m.is_default, t.name, t.orientation
       FROM platform.tb_print_template_mapping m
       JOIN platform.tb_report_template t ON t.id = m.report_template_id
       WHERE m.organization_id IS NULL AND m.deleted_at IS NULL
       ORDER BY m.document_type, m.display_order`,
    );
    return rows;
  }

  it('are twenty: ten types of documents in two orientations, each bound to a view of its type', () => {
    const templates = printTemplates();
    expect(templates).toHaveLength(20);
    expect(new Set(templates.map(({ document_type }) => document_type)).size).toBe(10);
    for (const { document_type, orientation, template } of templates) {
      expect(template).toMatchObject({
        kind: 'print',
        orientation,
        source_type: 'view',
        source_name: `v_print_${document_type.toLowerCase()}`,
      });
    }
  });

  it('have ten default mappings and four alternates', async () => {
    const rows = await mappings();
    expect(rows.filter(({ is_default }) => is_default)).toHaveLength(10);
    expect(rows.filter(({ is_default }) => !is_default)).toHaveLength(4);
    expect(rows.every(({ is_default, orientation }) => is_default === (orientation === 'portrait'))).toBe(
      true,
    );
  });

  it('are seeded once, and what somebody removed stays removed', async () => {
    await admin.query(
      `UPDATE platform.tb_print_template_mapping SET deleted_at = now() WHERE document_type = 'PO' AND NOT is_default`,
    );
    const before = await mappings();
    await seedStandardTemplates(admin);
    expect(await mappings()).toEqual(before);
  });
});
