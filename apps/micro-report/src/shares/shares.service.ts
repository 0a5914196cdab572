import { Inject, Injectable } from '@nestjs/common';
import {
  appendAudit,
  CONFIG,
  created,
  Database,
  NotFound,
  onceIn,
  pageOf,
  requireMatch,
  type Answer,
  type Author,
  type Page,
  type Principal,
  type Tx,
} from '@galley/platform';
import { archiveStateOf } from '../archive/archive-lifecycle.js';
import { FileExpired } from '../archive/archive-problems.js';
import { visibleTo } from '../archive/archive-visibility.js';
import { requireNoExport } from '../archive/export-files.js';
import { whyUnreadable } from '../archive/readable-file.js';
import type { ShareConfig } from './share-config.js';
import { createShareLink } from './share-links.js';
import { shareStateOf, type ShareRow } from './share-state.js';
import type { AccessesQuery, Share, ShareAccess, ShareBody, SharesQuery } from './share.dto.js';

/** Links to files of the archive, for those who may share them. */
@Injectable()
export class SharesService {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: ShareConfig,
  ) {}

  /** Throws `not-found`, `file-expired` for a file that no link could lead to any more. */
  create({ caller, request }: Author, fileId: string, body: ShareBody): Promise<Answer<Share>> {
    const organization_id = caller.organization.id;
    const work = (tx: Tx) => async (): Promise<Answer<Share>> => {
      const file = await visibleFile(tx, caller, fileId);
      requireNoExport(file);
      if (whyUnreadable(file) === 'expired') {
        throw FileExpired.error('The file has expired; there is nothing to share.', {
          facts: { state: archiveStateOf(file) },
        });
      }
      const { id, url } = await createShareLink(tx, {
        ...body,
        organization_id,
        generated_report_id: file.id,
        created_by_id: caller.id,
        public_url: this.config.PUBLIC_URL,
      });
      const link = await tx.share_link.findFirstOrThrow({ where: { id } });
      await appendAudit(tx, {
        organization_id,
        actor_id: caller.id,
        action: 'share.create',
        entity_type: 'generated_report',
        entity_id: file.id,
        facts: {
          share_id: id,
          expires_at: link.expires_at.toISOString(),
          max_downloads: link.max_downloads,
          has_password: link.password_hash !== null,
        },
        request_id: request.request_id,
        ip: request.ip,
      });
      return created({ ...presentShare(link), url }, `/api/reports/generated/${file.id}/shares`);
    };
    // The record of the first answer outlives it: the token must not stand there.
    return this.database.withTenant(organization_id, (tx) =>
      onceIn(tx, caller, request, work(tx), (share) => ({ ...share, url: null })),
    );
  }

  list(caller: Principal, fileId: string, query: SharesQuery): Promise<Page<ShareRow>> {
    return this.database.withTenant(caller.organization.id, async (tx) => {
      await visibleFile(tx, caller, fileId);
      const where = { generated_report_id: fileId };
      return pageOf(
        query,
        { by: ['created_at', 'expires_at', 'download_count'], initially: '-created_at' },
        (window) => tx.share_link.findMany({ where, ...window }),
        () => tx.share_link.count({ where }),
      );
    });
  }

  /** From the commit on the link leads nowhere. Revoking it again changes nothing. */
  async revoke({ caller, request }: Author, id: string): Promise<void> {
    await this.database.withTenant(caller.organization.id, async (tx) => {
      const known = await visibleLink(tx, caller, id);
      await tx.$queryRaw`select id from tenant.share_link where id = ${known.id}::uuid for update`;
      const link = await tx.share_link.findFirstOrThrow({ where: { id } });
      requireMatch(request, link);
      if (link.revoked_at !== null) return;
      await tx.$executeRaw`
        update tenant.share_link set revoked_at = clock_timestamp(), revoked_by_id = ${caller.id}::uuid,
          updated_at = clock_timestamp(), updated_by_id = ${caller.id}::uuid
        where id = ${id}::uuid`;
      await appendAudit(tx, {
        organization_id: link.organization_id,
        actor_id: caller.id,
        action: 'share.revoke',
        entity_type: 'generated_report',
        entity_id: link.generated_report_id,
        facts: { share_id: id, download_count: link.download_count },
        request_id: request.request_id,
        ip: request.ip,
      });
    });
  }

  accesses(caller: Principal, id: string, query: AccessesQuery): Promise<Page<ShareAccess>> {
    return this.database.withTenant(caller.organization.id, async (tx) => {
      const link = await visibleLink(tx, caller, id);
      const where = { share_id: link.id, ...(query.outcome && { outcome: query.outcome }) };
      const select = { id: true, outcome: true, ip: true, user_agent: true, created_at: true };
      return pageOf(
        query,
        { by: ['created_at'], initially: '-created_at' },
        (window) => tx.share_access.findMany({ where, select, ...window }),
        () => tx.share_access.count({ where }),
      );
    });
  }
}

export function presentShare(link: ShareRow): Share {
  const { organization_id: _own, token_hash: _hash, password_hash, updated_by_id: _by, ...shown } = link;
  return { ...shown, url: null, state: shareStateOf(link), has_password: password_hash !== null };
}

async function visibleFile(tx: Tx, caller: Principal, id: string) {
  const file = await tx.generated_report.findFirst({ where: { AND: [await visibleTo(tx, caller), { id }] } });
  if (file) return file;
  throw NotFound.error('There is no such file in the archive, or it is not yours.');
}

async function visibleLink(tx: Tx, caller: Principal, id: string): Promise<ShareRow> {
  const link = await tx.share_link.findFirst({ where: { id, report: await visibleTo(tx, caller) } });
  if (link) return link;
  throw NotFound.error('There is no such link, or it is not yours.');
}
