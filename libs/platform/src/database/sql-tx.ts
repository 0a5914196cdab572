import type { Prisma } from '../generated/prisma/client.js';

/**
 * An open transaction that speaks SQL only. A `Tx` is one too, so what is written for this runs in either; the reverse
 * does not hold.
 */
export interface SqlTx {
  /** The rows; values are always bound. bigint arrives as BigInt, timestamps as Date, json parsed. */
  $queryRaw<T = unknown>(query: TemplateStringsArray | Prisma.Sql, ...values: readonly unknown[]): Promise<T>;
  /** The number of rows the statement touched. */
  $executeRaw(query: TemplateStringsArray | Prisma.Sql, ...values: readonly unknown[]): Promise<number>;
}
