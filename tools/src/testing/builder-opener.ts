import {
  FRAME,
  jsonFrame,
  openDatasetStream,
  readTextRows,
  rowFrame,
  toJsonRow,
  type Column,
  type ColumnType,
  type DatasetBuilder,
  type DatasetStream,
  type Json,
} from '@galley/dataset';
import { signActorContext, signTenantContext, type Principal } from '@galley/platform';
import pg from 'pg';
import type { ClonedDatabase } from './clone-database.js';

const TYPES: Readonly<Record<number, ColumnType>> = {
  16: 'boolean',
  20: 'integer',
  23: 'integer',
  114: 'json',
  1082: 'date',
  1184: 'timestamp',
  1700: 'decimal',
  2950: 'uuid',
  3802: 'json',
};

/** What a test asks a builder for. */
export interface BuilderQuestion {
  readonly organization_id: string;
  /** What is not given takes its default, else null. */
  readonly params: Readonly<Record<string, Json>>;
  /** Absent: the service itself. */
  readonly actor?: Principal;
  readonly columns?: readonly string[];
  /** As it stands after ORDER BY. */
  readonly order_by?: string;
  /** In which local days begin; absent: Oslo's. */
  readonly timezone?: string;
}

/** Opens datasets of a pack as micro-data does: as galley_data, read only, under a signed context, rows as PostgreSQL writes them. */
export class BuilderOpener {
  private constructor(
    private readonly client: pg.Client,
    private readonly tenantSecret: string,
    private readonly builders: readonly DatasetBuilder[],
  ) {}

  static async connect(
    { dataUrl, tenantSecret }: Pick<ClonedDatabase, 'dataUrl' | 'tenantSecret'>,
    builders: readonly DatasetBuilder[],
  ): Promise<BuilderOpener> {
    const client = new pg.Client({
      connectionString: dataUrl,
      options: '-c TimeZone=Europe/Oslo',
      types: { getTypeParser: () => (text: string) => text },
    });
    await client.connect();
    return new BuilderOpener(client, tenantSecret, builders);
  }

  /** The rows of a builder, as micro-data gives them to code that asks for `Row`s. */
  async rows<Row>(key: string, question: BuilderQuestion): Promise<readonly Row[]> {
    const dataset = await this.open(key, question);
    const rows: Row[] = [];
    for await (const batch of dataset.batches()) {
      for (const cells of readTextRows(batch)) rows.push(toJsonRow(dataset.header.columns, cells) as Row);
    }
    return rows;
  }

  /** Throws where a builder's query does not give the columns that it declares. */
  async open(key: string, question: BuilderQuestion): Promise<DatasetStream> {
    const builder = this.builders.find((one) => one.key === key);
    if (!builder) throw new Error(`no builder ${key}`);
    const { organization_id, order_by, timezone = 'Europe/Oslo' } = question;
    const { columns = builder.columns.map(({ name }) => name) } = question;
    const params = paramsOf(builder, question.params);
    const schema = builder.own_schema ?? '';
    const { text, values } = builder.build({ schema, organization_id, params, timezone });
    const { fields, rows } = await this.read(
      `SELECT * FROM (${text}) r${order_by ? ` ORDER BY ${order_by}` : ''}`,
      values,
      question,
    );
    const given = fields.map(({ name }) => name).join();
    const declared = builder.columns.map(({ name }) => name);
    if (given !== declared.join()) throw new Error(`${key} gives ${given}, not ${declared.join()}`);
    const places = columns.map((name) => declared.indexOf(name));
    const described = builder.columns.map((column, at) => columnOf(column, fields[at]?.dataTypeID));
    const bytes = [
      jsonFrame(FRAME.header, { columns: places.map((place) => described[place]) }),
      ...rows.map((row) => rowFrame(places.map((place) => row[place] ?? null))),
      jsonFrame(FRAME.trailer, {
        totals: {},
        groups: [],
        summary: { ...SUMMARY, source: key, row_count: rows.length },
      }),
    ];
    return openDatasetStream(
      (async function* (): AsyncGenerator<Buffer> {
        yield* bytes;
      })(),
    );
  }

  close(): Promise<void> {
    return this.client.end();
  }

  private async read(
    text: string,
    values: readonly unknown[],
    { organization_id, actor }: BuilderQuestion,
  ): Promise<pg.QueryArrayResult<(string | null)[]>> {
    const settings = {
      'galley.tenant': signTenantContext(this.tenantSecret, organization_id),
      'galley.actor': actor ? signActorContext(this.tenantSecret, actor) : '',
    };
    await this.client.query('BEGIN READ ONLY');
    try {
      for (const [name, value] of Object.entries(settings)) {
        await this.client.query('SELECT set_config($1, $2, true)', [name, value]);
      }
      return await this.client.query<(string | null)[]>({ text, values: [...values], rowMode: 'array' });
    } finally {
      await this.client.query('ROLLBACK');
    }
  }
}

function paramsOf(
  { params }: DatasetBuilder,
  given: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  const complete = params.map(({ name, default: standard }) => [name, given[name] ?? standard ?? null]);
  return { ...given, ...(Object.fromEntries(complete) as Record<string, Json>) };
}

function columnOf(
  { name, label = name, scale = null, format = null, role = 'dimension' }: DatasetBuilder['columns'][number],
  oid: number = 0,
): Column {
  return { name, label, type: TYPES[oid] ?? 'string', scale, format, role };
}

const SUMMARY = {
  bu_codes: [],
  units: [],
  filters: {},
  params: {},
  ignored_filters: [],
  executed_at: '2026-01-15T08:30:00.000Z',
  duration_ms: 1,
  timezone: 'Europe/Oslo',
  truncated: false,
  fingerprint: 'sha256:0',
  warnings: [],
};
