import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Unauthenticated } from '../errors/common-problems.js';
import { hashApiKey, looksLikeApiKey } from './api-key-secret.js';
import { knownRoles } from './claims.js';
import type { Principal } from './principal.js';

/** A key of busy integrations would otherwise cost one write per request. */
const TOUCH_INTERVAL_MS = 60_000;

export interface KnownKey {
  readonly principal: Principal;
  /** Epoch milliseconds; null = does not expire. */
  readonly expires_at: number | null;
}

/** Finds the principal behind an `X-API-Key`; only hashes are compared and stored. */
@Injectable()
export class ApiKeys {
  constructor(private readonly database: Database) {}

  /** `unauthenticated` for an unknown, expired or deactivated key, without telling which. */
  async find(secret: string): Promise<KnownKey> {
    if (!looksLikeApiKey(secret)) throw refusal();
    const hash = hashApiKey(secret);
    const row = await this.database.asSystem(async (tx) => {
      const found = await tx.api_key.findUnique({
        where: { key_hash: hash },
        include: { organization: true },
      });
      if (!found || !isUsable(found)) return null;
      if (isStale(found.last_used_at)) {
        // updateMany: reading the row back would cost a second statement.
        await tx.api_key.updateMany({
          where: { id: found.id },
          data: { last_used_at: new Date(), updated_at: found.updated_at },
        });
      }
      return found;
    });
    if (!row) throw refusal();
    const { id, code, name, locale, timezone } = row.organization;
    return {
      expires_at: row.expires_at?.getTime() ?? null,
      principal: {
        kind: 'api_key',
        id: row.id,
        organization: { id, code, name, locale, timezone },
        roles: knownRoles(row.roles),
        bu_codes: row.business_unit_codes.length > 0 ? row.business_unit_codes : null,
        project_ids: [],
        scopes: row.scopes.length > 0 ? row.scopes : null,
        service: null,
      },
    };
  }
}

interface Usability {
  readonly is_active: boolean;
  readonly expires_at: Date | null;
  readonly organization: { readonly is_active: boolean };
}

function isUsable(key: Usability): boolean {
  return (
    key.is_active && key.organization.is_active && (!key.expires_at || key.expires_at.getTime() > Date.now())
  );
}

function isStale(lastUsedAt: Date | null): boolean {
  return !lastUsedAt || Date.now() - lastUsedAt.getTime() > TOUCH_INTERVAL_MS;
}

function refusal() {
  return Unauthenticated.error('The API key is not valid here.');
}
