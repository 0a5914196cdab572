import type { Json, SqlClient } from '@galley/dataset';
import { grantsBuilders } from '../data/index.js';

/** What the making of its reports needs to know of an organization. */
export interface DemoOrganization {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly timezone: string;
  /** User id. */
  readonly coordinator: string;
}

/** The statement of one of the pack's builders, and its parameters. */
export function builderQuery(
  name: string,
  { id: organization_id, timezone }: DemoOrganization,
  given: Readonly<Record<string, Json>> = {},
): { readonly text: string; readonly values: readonly unknown[] } {
  const builder = grantsBuilders.find(({ key }) => key === `grants.${name}`);
  if (!builder) throw new Error(`the pack has no builder grants.${name}`);
  const params = Object.fromEntries(builder.params.map((param) => [param.name, given[param.name] ?? null]));
  return builder.build({ schema: 'grants', organization_id, timezone, params });
}

/** Its rows, with numbers as numbers. */
export async function builderRows<Row>(
  client: SqlClient,
  name: string,
  organization: DemoOrganization,
  given?: Readonly<Record<string, Json>>,
): Promise<readonly Row[]> {
  const { text, values } = builderQuery(name, organization, given);
  const { rows } = await client.query(`SELECT to_json(r) AS entry FROM (${text}) r`, [...values]);
  return rows.map(({ entry }) => entry as Row);
}
