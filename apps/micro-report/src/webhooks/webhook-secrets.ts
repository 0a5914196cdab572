import { endpointSecret } from '@galley/delivery';
import { secret } from '@galley/platform';

export const webhookSecretShape = {
  /** Secrets of webhook endpoints are derived from it and stored nowhere; TENANT_SECRET when absent. Changing it changes them all. */
  WEBHOOK_SECRET: secret().optional(),
} as const;

export interface WebhookSecretConfig {
  readonly WEBHOOK_SECRET?: string | undefined;
  readonly TENANT_SECRET: string;
}

/** How long the secret before a rotation signs beside the new one, ms. */
const OLD_SECRET_MS = 86_400_000;

export interface SecretHolder {
  readonly id: string;
  readonly secret_version: number;
  readonly secret_rotated_at: Date | null;
}

/** The secret that is in force. */
export function secretOf(config: WebhookSecretConfig, { id, secret_version }: SecretHolder): string {
  return endpointSecret(config.WEBHOOK_SECRET ?? config.TENANT_SECRET, id, secret_version);
}

/** All secrets to sign with now: for a day after a rotation also the one before, so that no post is refused meanwhile. */
export function signingSecrets(config: WebhookSecretConfig, holder: SecretHolder, now: Date): string[] {
  const { secret_version, secret_rotated_at } = holder;
  const isFresh = secret_rotated_at !== null && now.getTime() - secret_rotated_at.getTime() < OLD_SECRET_MS;
  const versions = isFresh && secret_version > 1 ? [secret_version, secret_version - 1] : [secret_version];
  return versions.map((version) => secretOf(config, { ...holder, secret_version: version }));
}

/** What files sent to an address that is no registered endpoint are signed with: one secret per organization. */
export function organizationSecret(config: WebhookSecretConfig, organizationId: string): string {
  return secretOf(config, { id: organizationId, secret_version: 1, secret_rotated_at: null });
}
