import { readTextRows } from '@galley/dataset';
import { BuilderOpener, cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { grantsBuilders } from './index.js';

describe('labels of an organization', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let opener: BuilderOpener;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    opener = await BuilderOpener.connect(clone, grantsBuilders);
  });
  afterAll(async () => {
    await Promise.all([admin.end(), opener.close()]);
    await clone.drop();
  });

  async function newOrganization(): Promise<string> {
    const id = randomUUID();
    await admin.query(`INSERT INTO platform.organization (id, code, name) VALUES ($1, $2, 'Likeverd')`, [
      id,
      id.slice(0, 8),
    ]);
    return id;
  }

  function label(organization: string, ...values: readonly (string | null)[]): Promise<unknown> {
    return admin.query(
      `INSERT INTO grants.organization_label (id, organization_id, kind, internal, key, bufdir_label)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5)`,
      [organization, ...values],
    );
  }

  function category(organization: string, code: string, name: string): Promise<unknown> {
    return admin.query(
      `INSERT INTO grants.contact_category (id, organization_id, code, name) VALUES (gen_random_uuid(), $1, $2, $3)`,
      [organization, code, name],
    );
  }

  async function labelsOf(organization_id: string): Promise<readonly (readonly (string | null)[])[]> {
    const dataset = await opener.open('grants.report_labels', { organization_id, params: {} });
    const rows: (readonly (string | null)[])[] = [];
    for await (const batch of dataset.batches()) rows.push(...readTextRows(batch));
    return rows;
  }

  it('BU-B-10: are its own labels for types, one a type, and the names of its categories', async () => {
    const [own, other] = [await newOrganization(), await newOrganization()];
    await label(own, 'activity_type', 'treff', 'group', 'Treffpunkt');
    await label(own, 'activity_type', 'Samling', 'group', 'Samling for alle');
    await label(own, 'activity_type', 'Prat', 'one_to_one', null);
    await label(other, 'activity_type', 'Kurs', 'course', 'Deres kurs');
    await category(own, 'REL', 'Pårørende');
    await category(own, 'USER', 'Bruker');
    await category(other, 'THEIRS', 'Deres');
    await label(own, 'contact_category', 'pårørende', 'relative', 'Nærstående');

    expect(await labelsOf(own)).toEqual([
      ['activity_type', 'group', 'Samling for alle'],
      ['contact_category', 'REL', 'Nærstående'],
      ['contact_category', 'USER', 'Bruker'],
    ]);
  });

  it('are none of what was deleted, and a label of the code goes before one of the name', async () => {
    const own = await newOrganization();
    await label(own, 'activity_type', 'Gammel', 'group', 'Gammel gruppe');
    await category(own, 'OLD', 'Gammel');
    await admin.query('UPDATE grants.organization_label SET deleted_at = now() WHERE organization_id = $1', [
      own,
    ]);
    await admin.query('UPDATE grants.contact_category SET deleted_at = now() WHERE organization_id = $1', [
      own,
    ]);
    await category(own, 'KIN', 'Slekt');
    await label(own, 'contact_category', 'slekt', 'kin', 'Av navnet');
    await label(own, 'contact_category', 'kin', 'kin', 'Av koden');

    expect(await labelsOf(own)).toEqual([['contact_category', 'KIN', 'Av koden']]);
  });
});
