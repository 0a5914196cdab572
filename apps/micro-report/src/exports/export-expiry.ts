import { Injectable } from '@nestjs/common';
import { Database, Logger } from '@galley/platform';
import type { ExportRow } from './export-row.js';
import { requesterRights } from './requester-rights.js';
import { StartExport } from './start-export.js';
import { auditExport } from './tell-about-export.js';

const BATCH = 100;

/**
 * What happens to requests without anybody asking: completed ones expire, and those that were approved by SQL get their
 * job. Any number of replicas may do it at once: rows that another one has are left to it.
 */
@Injectable()
export class ExportExpiry {
  constructor(
    private readonly database: Database,
    private readonly starter: StartExport,
    private readonly logger: Logger,
  ) {}

  /** One round; resolves to how many requests have expired. */
  async round(): Promise<number> {
    let expired = 0;
    for (;;) {
      const count = await this.#expireBatch();
      expired += count;
      if (count < BATCH) break;
    }
    if (expired > 0) this.logger.info('exports expired', { count: expired });
    await this.#startApproved();
    return expired;
  }

  #expireBatch(): Promise<number> {
    return this.database.asSystemSql(async (tx) => {
      const rows = await tx.$queryRaw<ExportRow[]>`
        update tenant.export_request set status = 'expired', updated_at = clock_timestamp()
        where id in (
          select id from tenant.export_request where status = 'completed' and expires_at <= clock_timestamp()
          order by expires_at limit ${BATCH} for update skip locked)
        returning *`;
      for (const row of rows) await auditExport(tx, row, { action: 'expire', actor_id: null });
      return rows.length;
    });
  }

  /** One request per transaction: what cannot be started stays for the next round. */
  async #startApproved(): Promise<void> {
    const waiting = await this.database.asSystemSql(
      (tx) => tx.$queryRaw<Pick<ExportRow, 'id' | 'organization_id'>[]>`
        select id, organization_id from tenant.export_request where status = 'approved' and job_id is null
        order by approved_at limit ${BATCH}`,
    );
    for (const { id, organization_id } of waiting) {
      await this.#start(organization_id, id).catch((error: unknown) => {
        this.logger.warn('approved export not started', { entity_id: id, error });
      });
    }
  }

  async #start(organizationId: string, id: string): Promise<void> {
    const afterCommit = await this.database.withTenantSql(organizationId, async (tx) => {
      const [row] = await tx.$queryRaw<ExportRow[]>`
        select * from tenant.export_request where id = ${id}::uuid and status = 'approved' and job_id is null
        for update skip locked`;
      const rights = row && (await requesterRights(tx, row));
      return row && rights ? this.starter.start(tx, row, rights, { request_id: null, ip: null }) : null;
    });
    await afterCommit?.();
  }
}
