import { quoteIdent } from '@galley/dataset';
import { Prisma } from '@galley/platform';
import type { TableShape } from '../shape/record-shape.js';

/** A column or alias that an entity declares; never a name that a caller sent. */
export function column(name: string): Prisma.Sql {
  return Prisma.raw(quoteIdent(name));
}

/** `"energy"."meter"`. */
export function tableOf({ schema, table }: Pick<TableShape, 'schema' | 'table'>): Prisma.Sql {
  return Prisma.raw(`${quoteIdent(schema)}.${quoteIdent(table)}`);
}

export function list(parts: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.join([...parts], ', ');
}

export function all(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join([...conditions], ' and ');
}
