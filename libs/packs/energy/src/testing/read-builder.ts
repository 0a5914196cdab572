import type { Json } from '@galley/dataset';
import { signTenantContext } from '@galley/platform';
import pg from 'pg';
import { energyBuilders } from '../data/index.js';

export type Row = Readonly<Record<string, unknown>>;

/** Reads the pack's datasets as micro-data does: read only, as galley_data, under a signed tenant context. */
export class BuilderReader {
  private constructor(
    private readonly client: pg.Client,
    private readonly tenantSecret: string,
  ) {}

  static async open(clone: {
    readonly dataUrl: string;
    readonly tenantSecret: string;
  }): Promise<BuilderReader> {
    const client = new pg.Client({ connectionString: clone.dataUrl });
    await client.connect();
    return new BuilderReader(client, clone.tenantSecret);
  }

  /** Rows of one builder; what is not given takes its default, else null. */
  async read(
    organization_id: string,
    key: string,
    given: Readonly<Record<string, Json>> = {},
  ): Promise<readonly Row[]> {
    const builder = energyBuilders.find((one) => one.key === `energy.${key}`);
    if (!builder) throw new Error(`no builder energy.${key}`);
    const params = Object.fromEntries(
      builder.params.map(({ name, default: standard }) => [name, given[name] ?? standard ?? null]),
    );
    const { text, values } = builder.build({ schema: 'energy', organization_id, params, timezone: 'UTC' });
    await this.client.query('BEGIN READ ONLY');
    try {
      await this.client.query(`SELECT set_config('galley.tenant', $1, true)`, [
        signTenantContext(this.tenantSecret, organization_id),
      ]);
      const result = await this.client.query<Record<string, unknown>>(text, [...values]);
      const names = result.fields.map(({ name }) => name);
      const declared = builder.columns.map(({ name }) => name);
      if (names.join() !== declared.join())
        throw new Error(`${key} gives ${names.join()}, not ${declared.join()}`);
      return result.rows;
    } finally {
      await this.client.query('ROLLBACK');
    }
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
