import {
  appendAudit,
  Forbidden,
  Invalid,
  isUuid,
  NotFound,
  requireMatch,
  type Author,
  type Database,
  type Json,
  type Tx,
  type Versioned,
} from '@galley/platform';

export interface AuditEntry {
  readonly organization_id: string;
  /** `user.update`; its first part is the kind of entity. */
  readonly action: string;
  readonly entity_id: string;
  readonly before?: object;
  readonly after?: object;
  readonly facts?: Readonly<Record<string, Json>>;
}

/** One open transaction of an administrator, with what their rights leave visible. */
export class AdministrationScope {
  constructor(
    readonly tx: Tx,
    readonly author: Author,
    private readonly database: Database,
  ) {}

  /** Looks beyond the caller's organization, to decide only: what is read here must not reach the answer. */
  asSystem<T>(look: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.asSystem(look);
  }

  get isPlatform(): boolean {
    return this.author.caller.roles.includes('platform_admin');
  }

  /** Filter for rows of organizations that the caller administers; row-level security says the same once more. */
  get ownership(): { readonly organization_id?: string } {
    return this.isPlatform ? {} : { organization_id: this.author.caller.organization.id };
  }

  /** Created and changed by whom. */
  get authorship(): { readonly created_by_id: string; readonly updated_by_id: string } {
    const { id } = this.author.caller;
    return { created_by_id: id, updated_by_id: id };
  }

  /** The organization a body names by code, else the caller's. A foreign one is as unknown as none. */
  async organization(code: string | undefined): Promise<{ readonly id: string; readonly code: string }> {
    const own = this.author.caller.organization;
    if (code === undefined || code === own.code) return { id: own.id, code: own.code };
    const found = this.isPlatform
      ? await this.tx.organization.findUnique({ where: { code }, select: { id: true, code: true } })
      : null;
    if (!found) throw unknownReference('/organization', `there is no organization ${code}`);
    return found;
  }

  /** Makes two changes of one entity follow each other, so that the second sees what the first wrote. */
  async lock(id: string): Promise<void> {
    await this.tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`administration:${id}`}, 0))`;
  }

  /** Finds the row to change, locked and in the state that If-Match names. */
  async locked<Row extends Versioned & { readonly id: string }>(
    find: () => Promise<Row | null>,
  ): Promise<Row> {
    const seen = found(await find());
    await this.lock(seen.id);
    const row = found(await find());
    requireMatch(this.author.request, row);
    return row;
  }

  async audit({ action, ...entry }: AuditEntry): Promise<void> {
    const { caller, request } = this.author;
    await appendAudit(this.tx, {
      ...entry,
      action,
      entity_type: action.split('.')[0] ?? action,
      actor_id: caller.id,
      request_id: request.request_id,
      ip: request.ip,
    });
  }

  requirePlatform(what: string): void {
    if (!this.isPlatform) throw Forbidden.error(`Only a platform administrator may ${what}.`);
  }
}

/** The row, or 404 for what is absent or not the caller's. */
export function found<Row>(row: Row | null): Row {
  if (row === null) throw NotFound.error('There is nothing at this address, or it is not yours.');
  return row;
}

/** Whether a path key is an id or, for people, the entity's own code. */
export function byIdOrCode(key: string): { readonly id: string } | { readonly code: string } {
  return isUuid(key) ? { id: key } : { code: key };
}

/** 422 for a field that names something which does not exist, or not for the caller. */
export function unknownReference(pointer: string, detail: string) {
  return Invalid.error('The request refers to something unknown.', { errors: [{ pointer, detail }] });
}
