import { signActorContext, signTenantContext, type Principal } from '@galley/platform';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { energyBuilders } from './data/index.js';
import { EnergyRows } from './testing/energy-rows.js';
import { BuilderReader } from './testing/read-builder.js';

describe('rows of the energy pack', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let reader: BuilderReader;
  let own: EnergyRows;
  let foreign: EnergyRows;
  let seen: string;
  let hidden: string;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    reader = await BuilderReader.open(clone);
    own = await EnergyRows.ofNewOrganization(admin);
    foreign = await EnergyRows.ofNewOrganization(admin);
    seen = await own.project('SEEN');
    hidden = await own.project('HIDDEN');
    for (const [rows, project] of [
      [own, seen],
      [own, hidden],
      [foreign, await foreign.project('THEIRS')],
    ] as const) {
      const contract = await rows.contract(project, `C-${project.slice(0, 8)}`);
      await rows.meter(project, contract, `M-${project.slice(0, 8)}`);
    }
  });
  afterAll(async () => {
    await Promise.all([admin.end(), reader.close()]);
    await clone.drop();
  });

  /** Project ids of a table as one role of the services sees them. */
  async function projectsSeen(
    url: string,
    table: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('BEGIN');
      for (const [name, value] of Object.entries(settings)) {
        await client.query('SELECT set_config($1, $2, true)', [name, value]);
      }
      const column = table === 'project' ? 'id' : 'project_id';
      const { rows } = await client.query<{ project: string }>(
        `SELECT ${column} AS project FROM energy.${table}`,
      );
      return rows.map(({ project }) => project).toSorted();
    } finally {
      await client.end();
    }
  }

  describe.each(['appUrl', 'dataUrl'] as const)('as %s', (role) => {
    it.each(['project', 'contract', 'meter'])('%s is shown to its organization only', async (table) => {
      const context = { 'galley.tenant': signTenantContext(clone.tenantSecret, own.organization_id) };
      expect(await projectsSeen(clone[role], table, context)).toEqual([seen, hidden].toSorted());
      await expect(projectsSeen(clone[role], table, {})).rejects.toMatchObject({ code: '42501' });
    });

    it.each(['project', 'contract', 'meter'])('%s is shown to members of its project only', async (table) => {
      const context = {
        'galley.tenant': signTenantContext(clone.tenantSecret, own.organization_id),
        'galley.actor': signActorContext(clone.tenantSecret, memberOf(own.organization_id, [seen])),
      };
      expect(await projectsSeen(clone[role], table, context)).toEqual([seen]);
    });
  });

  it('are read and never written by galley_data', async () => {
    const data = new pg.Client({ connectionString: clone.dataUrl });
    await data.connect();
    await data.query('BEGIN READ WRITE');
    await data.query(`SELECT set_config('galley.tenant', $1, true)`, [
      signTenantContext(clone.tenantSecret, own.organization_id),
    ]);
    await expect(data.query('DELETE FROM energy.meter')).rejects.toMatchObject({ code: '42501' });
    await data.end();
  });

  it.each(energyBuilders.map(({ key }) => key))(
    '%s runs with nothing given, and has the columns it declares',
    async (key) => {
      await expect(reader.read(own.organization_id, key.replace('energy.', ''))).resolves.toBeInstanceOf(
        Array,
      );
    },
  );

  it('refuse a tariff on days that have one, a second living row of one key, and what contradicts itself', async () => {
    const contract = await own.contract(seen, 'RULES');
    const tariff = { project_id: seen, contract_id: contract };
    await own.insert('tariff', { ...tariff, valid_from: '2026-01-01', valid_to: '2026-06-30' });
    await own.insert('tariff', { ...tariff, valid_from: '2026-07-01' });
    await expect(own.insert('tariff', { ...tariff, valid_from: '2026-12-31' })).rejects.toMatchObject({
      constraint: 'tariff_overlap',
    });
    await expect(own.contract(seen, 'RULES')).rejects.toMatchObject({ constraint: 'contract_live_key' });
    await expect(own.contract(seen, 'X', { kind: 'LEASE' })).rejects.toMatchObject({
      constraint: 'contract_kind',
    });
    // A contract of one project cannot have the meter of another.
    await expect(own.meter(hidden, contract, 'M')).rejects.toMatchObject({ code: '23503' });
    const invoice = {
      project_id: seen,
      direction: 'generated',
      counterparty: 'B',
      invoice_date: '2026-01-01',
      due_date: '2026-02-01',
      currency: 'USD',
    };
    await expect(
      own.insert('invoice', { ...invoice, invoice_no: '1', subtotal: '10', tax: '1', total: '12' }),
    ).rejects.toMatchObject({ constraint: 'invoice_total' });
    await expect(
      own.insert('invoice', {
        ...invoice,
        invoice_no: '2',
        kind: 'credit_note',
        subtotal: '10',
        total: '10',
      }),
    ).rejects.toMatchObject({ constraint: 'invoice_sign' });
  });

  it('make the days of a meter from its readings, in the zone of its project', async () => {
    const oslo = await own.project('OSLO', { timezone: 'Europe/Oslo' });
    const contract = await own.contract(oslo, 'OSLO-C');
    const meter_id = await own.meter(oslo, contract, 'OSLO-M');
    const reading = { project_id: oslo, meter_id };
    // 23:00 in UTC is the next day in Oslo.
    await own.insert('meter_reading', {
      ...reading,
      starts_at: '2026-01-31T22:00Z',
      ends_at: '2026-01-31T23:00Z',
      energy_kwh: '5',
      register_kwh: '105',
    });
    await own.insert('meter_reading', {
      ...reading,
      starts_at: '2026-01-31T23:00Z',
      ends_at: '2026-02-01T00:00Z',
      energy_kwh: '7',
      register_kwh: '112',
    });
    const refresh = (): Promise<pg.QueryResult> =>
      admin.query('SELECT energy.refresh_meter_days($1, $2, $3, $4) AS changed', [
        own.organization_id,
        meter_id,
        '2026-01-01',
        '2026-02-28',
      ]);
    // They are there already (066_energy_readings.sql): making them anew changes nothing.
    expect((await refresh()).rows).toEqual([{ changed: 0 }]);
    const { rows } = await admin.query(
      `SELECT day::text, metered_kwh::float, opening::float, closing::float FROM energy.meter_day WHERE meter_id = $1 ORDER BY day`,
      [meter_id],
    );
    expect(rows).toEqual([
      { day: '2026-01-31', metered_kwh: 5, opening: 100, closing: 105 },
      { day: '2026-02-01', metered_kwh: 7, opening: 105, closing: 112 },
    ]);
  });
});

function memberOf(organization_id: string, project_ids: readonly string[]): Principal {
  return {
    id: randomUUID(),
    kind: 'user',
    organization: { id: organization_id, code: 'o', name: 'O', locale: 'en', timezone: 'UTC' },
    roles: ['member'],
    bu_codes: null,
    project_ids,
    scopes: null,
    service: null,
  };
}
