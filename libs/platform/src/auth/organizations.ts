import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Principal } from './principal.js';
import { ShortCache } from './short-cache.js';

type Organization = Principal['organization'];

const TTL_MS = 10_000;
const CAPACITY = 1_000;

/** Active organizations by code, remembered for seconds: every request names one. */
@Injectable()
export class Organizations {
  readonly #byCode = new ShortCache<Organization | null>(TTL_MS, CAPACITY);

  constructor(private readonly database: Database) {}

  /** Null for an unknown or inactive organization. */
  async byCode(code: string): Promise<Organization | null> {
    const organization = await this.#byCode.resolve(code, () => this.#read(code));
    // A refusal is not remembered: the organization may be created in the next second.
    if (organization === null) this.#byCode.forget(code);
    return organization;
  }

  clear(): void {
    this.#byCode.clear();
  }

  #read(code: string): Promise<Organization | null> {
    return this.database.asSystem((tx) =>
      tx.organization.findFirst({
        where: { code, is_active: true },
        select: { id: true, code: true, name: true, locale: true, timezone: true },
      }),
    );
  }
}
