import type { SqlTx } from '@galley/platform';
import {
  organizationSecret,
  signingSecrets,
  type SecretHolder,
  type WebhookSecretConfig,
} from './webhook-secrets.js';

/**
 * What a file sent to this address is signed with: the secrets of the organization's endpoint at the same URL, else the
 * organization's own.
 */
export async function recipientSecrets(
  tx: SqlTx,
  config: WebhookSecretConfig,
  { organization_id, target }: { readonly organization_id: string; readonly target: string },
): Promise<string[]> {
  const [endpoint] = await tx.$queryRaw<(SecretHolder & { now: Date })[]>`
    select id, secret_version, secret_rotated_at, clock_timestamp() as now from tenant.webhook_endpoint
    where organization_id = ${organization_id}::uuid and url = ${target} and deleted_at is null
    order by created_at limit 1`;
  return endpoint
    ? signingSecrets(config, endpoint, endpoint.now)
    : [organizationSecret(config, organization_id)];
}
