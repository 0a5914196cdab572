import { Injectable } from '@nestjs/common';
import { appendAudit, Database, isUuid, NotFound, type Author, type Principal } from '@galley/platform';
import { OrganizationNotFound, OrgScopeForbidden } from './reports/grants-problems.js';

type Organization = Principal['organization'];

/** Roles of the group: they act in every organization (BU-B-1). */
const GLOBAL = ['platform_admin', 'global_admin'];

/** In which organization a caller acts: their own; administrators of the group in any, which is put on record there. */
@Injectable()
export class GrantsScope {
  constructor(private readonly database: Database) {}

  /**
   * The caller, acting in the organization of this report. `not-found` for a report that is not there and for those of other
   * organizations alike.
   */
  async ofReport(author: Author, reportId: string): Promise<Principal> {
    const { caller } = author;
    if (!isGlobal(caller)) return caller;
    const [home] = await this.database.asSystemSql(
      (tx) => tx.$queryRaw<Organization[]>`
        select o.id, o.code, o.name, o.locale, o.timezone
        from grants.bufdir_report r join platform.organization o on o.id = r.organization_id and o.is_active
        where r.id = ${reportId}::uuid and r.deleted_at is null`,
    );
    if (!home) throw NotFound.error('There is no such report, or it is not yours.');
    return this.#actingIn(author, home);
  }

  /**
   * The caller, acting in the organization a request names, or in their own where it names none. Throws
   * `organization-not-found` (BU-V-1) and `org-scope-forbidden` (BU-B-1).
   */
  async ofOrganization(author: Author, organizationId: string | undefined): Promise<Principal> {
    const { caller } = author;
    if (organizationId === undefined || organizationId.toLowerCase() === caller.organization.id)
      return caller;
    const named = isUuid(organizationId) ? await this.#organization(organizationId) : null;
    if (!named) throw OrganizationNotFound.error('There is no organization with this id.');
    if (!isGlobal(caller)) {
      throw OrgScopeForbidden.error('You make reports of your own organization only.');
    }
    return this.#actingIn(author, named);
  }

  #organization(id: string): Promise<Organization | null> {
    return this.database.asSystem((tx) =>
      tx.organization.findFirst({
        where: { id, is_active: true },
        select: { id: true, code: true, name: true, locale: true, timezone: true },
      }),
    );
  }

  /** On record in the organization that is acted in, before anything is read or changed there. */
  async #actingIn({ caller, request }: Author, organization: Organization): Promise<Principal> {
    if (organization.id === caller.organization.id) return caller;
    await this.database.withTenantSql(organization.id, (tx) =>
      appendAudit(tx, {
        organization_id: organization.id,
        actor_id: caller.id,
        action: 'grants.act-in-organization',
        entity_type: 'organization',
        entity_id: organization.id,
        facts: { from_organization: caller.organization.code, route: request.route },
        request_id: request.request_id,
        ip: request.ip,
      }),
    );
    return { ...caller, organization, bu_codes: null, project_ids: [] };
  }
}

/** Whether the caller acts in every organization, a member of it or not. */
export function isGlobal({ roles }: Pick<Principal, 'roles'>): boolean {
  return roles.some((role) => GLOBAL.includes(role));
}
