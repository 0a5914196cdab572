import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** Object ids of PostgreSQL's internal one-byte type, in which catalogs keep their flags, and of text. */
const INTERNAL_CHAR = 18;
const TEXT = 25;

/**
 * Prisma's adapter, able to read PostgreSQL's catalogs: it knows no one-byte type and fails on it, yet its own schema
 * engine asks for such columns, as characters, when it looks at an existing database.
 */
export class CatalogAdapter extends PrismaPg {
  readonly #flags: WeakMap<object, ReadonlySet<number>>;

  constructor(pool: CatalogPool) {
    super(pool);
    this.#flags = pool.flags;
  }

  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const flags = this.#flags.get(result.rows);
      if (!flags) return result;
      const columnTypes = result.columnTypes.map((type, index) =>
        flags.has(index) ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return adapter;
  }
}

/** Calls one-byte columns text, which the adapter accepts, and remembers by result where they were. */
export class CatalogPool extends pg.Pool {
  readonly flags = new WeakMap<object, ReadonlySet<number>>();

  override query(...args: never[]): never {
    // pg has ten overloads of query; whatever came in goes on.
    const answer: unknown = super.query(...(args as unknown as [string, unknown[]]));
    if (!(answer instanceof Promise)) return answer as never;
    return answer.then((result: pg.QueryResult) => {
      const flags = new Set<number>();
      result.fields.forEach((field, index) => {
        if (field.dataTypeID !== INTERNAL_CHAR) return;
        field.dataTypeID = TEXT;
        flags.add(index);
      });
      if (flags.size > 0) this.flags.set(result.rows, flags);
      return result;
    }) as never;
  }
}
