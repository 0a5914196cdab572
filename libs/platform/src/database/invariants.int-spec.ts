import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const UNIQUE = '23505';
const FOREIGN_KEY = '23503';
const CHECK = '23514';

describe('what the database itself holds', () => {
  const a = randomUUID();
  const b = randomUUID();
  let clone: ClonedDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    await admin.query(
      `insert into platform.organization (id, code, name) values ($1, 'a', 'A'), ($2, 'b', 'B')`,
      [a, b],
    );
  });
  afterAll(async () => {
    await admin.end();
    await clone.drop();
  });
  beforeEach(() => admin.query('begin'));
  afterEach(() => admin.query('rollback'));

  const template = (
    organization: string | null,
    project: string | null,
    name = 'Stock',
    source: string | null = null,
  ) =>
    admin.query(
      `insert into platform.tb_report_template
         (id, organization_id, project_id, name, report_type, source_type, source_name, dataset_source_id)
       values (gen_random_uuid(), $1, $2, $3, 'x', 'view', 'v', $4)`,
      [organization, project, name, source],
    );

  const source = async (organization: string | null, name = 'stock'): Promise<string> => {
    const { rows } = await admin.query<{ id: string }>(
      `insert into platform.tb_dataset_source (id, organization_id, name, label, source_type)
       values (gen_random_uuid(), $1, $2, 'x', 'view') returning id`,
      [organization, name],
    );
    return rows[0]?.id ?? '';
  };

  const unit = async (code: string, parent: string | null = null): Promise<string> => {
    const { rows } = await admin.query<{ id: string }>(
      `insert into platform.business_unit (id, organization_id, parent_id, code, name)
       values (gen_random_uuid(), $1, $2, $3, $3) returning id`,
      [a, parent, code],
    );
    return rows[0]?.id ?? '';
  };

  const move = (child: string, parent: string): Promise<unknown> =>
    admin.query('update platform.business_unit set parent_id = $1 where id = $2', [parent, child]);

  it.each([
    ['of the platform', null, null],
    ['of an organization', a, null],
    ['of a project', a, b],
  ])('allows one living template of a name %s', async (_where, organization, project) => {
    await template(organization, project);
    await expect(template(organization, project)).rejects.toMatchObject({ code: UNIQUE });
  });

  it('allows the same template name to the platform, two organizations and a project', async () => {
    for (const [organization, project] of [
      [null, null],
      [a, null],
      [b, null],
      [a, b],
    ] as const) {
      await template(organization, project);
    }
  });

  it('frees the name of a deleted template and source', async () => {
    await template(null, null);
    await admin.query('update platform.tb_report_template set deleted_at = now()');
    await template(null, null);
    await source(null);
    await admin.query('update platform.tb_dataset_source set deleted_at = now()');
    await source(null);
  });

  it('allows one living dataset source of a name', async () => {
    await source(null);
    await expect(source(null)).rejects.toMatchObject({ code: UNIQUE });
  });

  it('refuses a template on the source of another organization', async () => {
    await template(a, null, 'platform source', await source(null));
    await template(a, null, 'own source', await source(a));
    await expect(template(a, null, 'foreign source', await source(b))).rejects.toMatchObject({
      code: FOREIGN_KEY,
    });
  });

  it('refuses a platform template on the source of an organization', async () => {
    await expect(template(null, null, 'x', await source(a))).rejects.toMatchObject({ code: FOREIGN_KEY });
  });

  it('lets business units form a tree and move within it', async () => {
    const root = await unit('root');
    const left = await unit('left', root);
    const right = await unit('right', root);
    await move(left, right);
  });

  it('refuses a business unit below itself', async () => {
    const root = await unit('root');
    await expect(move(root, root)).rejects.toMatchObject({ code: CHECK, constraint: 'business_unit_tree' });
  });

  it('refuses a business unit below its grandchild', async () => {
    const root = await unit('root');
    const leaf = await unit('leaf', await unit('middle', root));
    await expect(move(root, leaf)).rejects.toMatchObject({ code: CHECK, constraint: 'business_unit_tree' });
  });

  it('refuses two moves at the same time that close a loop together', async () => {
    const [first, second] = [await unit('first'), await unit('second')];
    await admin.query('commit');
    const others = [
      new pg.Client({ connectionString: clone.url }),
      new pg.Client({ connectionString: clone.url }),
    ];
    await Promise.all(others.map((client) => client.connect()));
    const moves = await Promise.allSettled(
      others.map((client, index) =>
        client.query(
          'update platform.business_unit set parent_id = $1 where id = $2',
          index ? [first, second] : [second, first],
        ),
      ),
    );
    expect(moves.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    await Promise.all(others.map((client) => client.end()));
    await admin.query('begin');
  });

  it('refuses to change a published template version', async () => {
    await template(null, null);
    await admin.query(`insert into platform.tb_report_template_version (id, template_id, version, snapshot)
      select gen_random_uuid(), id, 1, '{}' from platform.tb_report_template`);
    const change = admin.query('update platform.tb_report_template_version set version = 2');
    await expect(change).rejects.toMatchObject({ code: CHECK });
  });

  it.each(['storage_key', 'sha256'])('refuses to change %s of an archived file', async (column) => {
    await admin.query(
      `insert into tenant.generated_report (id, organization_id, requested_by_id, name, report_type, report_category,
         format, storage_key, media_type, size, sha256, row_count, dataset_fingerprint)
       values (gen_random_uuid(), $1, $1, 'x', 'x', 'x', 'csv', 'k', 'text/csv', 1, repeat('0', 64), 1, 'x')`,
      [a],
    );
    await admin.query('update tenant.generated_report set download_count = 1, purged_at = now()');
    const change = admin.query(`update tenant.generated_report set ${column} = repeat('1', 64)`);
    await expect(change).rejects.toMatchObject({ code: CHECK, constraint: 'generated_report_immutable' });
  });
});
