import type { SqlClient } from '@galley/dataset';
import { stableId } from '../stable-id.js';
import type { UnitPlan } from '../unit-plan.js';

export interface OrganizationPlan {
  readonly code: string;
  readonly name: string;
  readonly locale: string;
  readonly timezone: string;
  readonly currency: string;
  readonly units: readonly UnitPlan[];
}

/** The organization with a data source and a business unit for every property; what is there already stays as it is. */
export async function loadOrganization(client: SqlClient, plan: OrganizationPlan): Promise<void> {
  const organization = await client.query(
    `INSERT INTO platform.organization (id, code, name, locale, timezone, currency) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (code) DO UPDATE SET code = excluded.code
     RETURNING id`,
    [stableId('organization', plan.code), plan.code, plan.name, plan.locale, plan.timezone, plan.currency],
  );
  const organizationId = String(organization.rows[0]?.id);
  for (const unit of plan.units) {
    const name = unit.code.toLowerCase();
    const source = await client.query(
      `INSERT INTO platform.data_source (id, organization_id, name, schema) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organization_id, name) DO UPDATE SET name = excluded.name
       RETURNING id`,
      [stableId('data_source', plan.code, name), organizationId, name, unit.schema],
    );
    await client.query(
      `INSERT INTO platform.business_unit (id, organization_id, code, name, kind, currency, timezone, data_source_id)
       VALUES ($1, $2, $3, $4, 'property', $5, $6, $7)
       ON CONFLICT (organization_id, code) DO NOTHING`,
      [
        stableId('business_unit', plan.code, unit.code),
        organizationId,
        unit.code,
        unit.name,
        unit.currency,
        unit.timezone,
        source.rows[0]?.id,
      ],
    );
  }
}
