import type { DataSource } from '../../sessions/data-source.js';

/** What a dataset is read from: a business unit, or the organization itself (`bu_code` null). */
export interface DataUnit {
  readonly bu_code: string | null;
  readonly data_source: DataSource;
  /** ISO 4217 code of the base currency; null = it states none. */
  readonly currency: string | null;
}
