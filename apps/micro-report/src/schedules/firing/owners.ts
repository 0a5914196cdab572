import type { Principal, SqlTx } from '@galley/platform';
import type { DueSchedule } from './due-schedules.js';
import { ownerOf } from './schedule-owner.js';

/** The owners met in one round, each looked up once: schedules that are due together are often one person's. */
export class Owners {
  readonly #known = new Map<string, Promise<Principal | null>>();

  constructor(private readonly isLocalIssuer: boolean) {}

  /** Null = the owner is gone. */
  of(tx: SqlTx, due: DueSchedule): Promise<Principal | null> {
    // What was stored decides too, for owners whom only tokens know.
    const key = JSON.stringify([due.organization_id, due.owner_id, due.owner]);
    const known = this.#known.get(key) ?? ownerOf(tx, due, due.organization, this.isLocalIssuer);
    this.#known.set(key, known);
    return known;
  }
}
