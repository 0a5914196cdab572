import type { Principal } from '@galley/platform';
import type { DataUnit } from '../datasets/fan-out/data-unit.js';

/** As a data source of the organization's would have it; see `platform.data_source`. */
const MAX_CONNECTIONS = 4;
const STATEMENT_TIMEOUT_MS = 60_000;

/**
 * A pack's schema in the product's own database, as one organization reads it. Each organization has connections of its
 * own, so that nobody waits for another's queries; which rows they see is decided by the session's signed context.
 */
export function ownSchemaUnit({ id }: Pick<Principal['organization'], 'id'>, schema: string): DataUnit {
  return {
    bu_code: null,
    data_source: {
      id: `${id}/${schema}`,
      name: schema,
      url_env: null,
      schema,
      max_connections: MAX_CONNECTIONS,
      statement_timeout_ms: STATEMENT_TIMEOUT_MS,
    },
    currency: null,
  };
}
