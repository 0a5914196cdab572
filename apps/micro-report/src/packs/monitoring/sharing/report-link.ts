import { Injectable, type OnModuleInit } from '@nestjs/common';
import { appendAudit, Database, isUuid, NotFound, ShortCache } from '@galley/platform';
import {
  LinkTargets,
  type LinkTarget,
  type SharedCopy,
  type SharedReading,
} from '../../../shares/link-targets.js';
import { ShareExpired } from '../../../shares/share-problems.js';
import type { Visitor } from '../../../shares/shared-files.service.js';
import { REPORT_PAGE_HEADERS, reportPage } from '../page/report-page.js';
import type { RevisionRow } from '../publishing/publish-report.service.js';
import { MakeReport, REPORT_FORMATS, type MadeReport, type ReportFormat } from '../rendering/make-report.js';
import { editionOf } from '../rendering/report-editions.js';
import { sayEdition } from '../rendering/say-edition.js';

/** Publications never change: a file that many take is made once in a while. */
const KEPT_MS = 300_000;
const KEPT_FILES = 20;

interface SharedReport extends RevisionRow {
  readonly report_id: string;
  readonly organization_id: string;
  readonly organization: string;
  readonly timezone: string;
  readonly share_expires_at: Date | null;
  readonly is_expired: boolean;
}

/**
 * What is behind the link of a report: its latest publication, for everybody who knows the link, without anything that the publication
 * does not hold. Read anew each time: a revoked link is so at once (ME-13).
 */
@Injectable()
export class ReportLink implements LinkTarget, OnModuleInit {
  readonly name = 'donor-report';
  readonly #files = new ShortCache<MadeReport>(KEPT_MS, KEPT_FILES);

  constructor(
    private readonly database: Database,
    private readonly files: MakeReport,
    private readonly targets: LinkTargets,
  ) {}

  onModuleInit(): void {
    this.targets.register(this);
  }

  /** Links of reports are uuids; those of files are not. */
  recognizes(token: string): boolean {
    return isUuid(token);
  }

  async read(token: string): Promise<SharedReading> {
    const shared = await this.#find(token);
    const edition = editionOf(shared);
    const { revision, content } = { revision: shared.revision, content: edition.content };
    return {
      facts: {
        title: shared.title,
        organization: shared.organization,
        created_at: shared.published_at,
        available_until: shared.share_expires_at,
        sha256: shared.sha256,
        content: { revision, ...content },
      },
      formats: REPORT_FORMATS,
      page: (downloads) => ({
        html: reportPage(edition, sayEdition(edition, shared.timezone), downloads),
        headers: REPORT_PAGE_HEADERS,
      }),
    };
  }

  async take(token: string, format: string = 'pdf', visitor: Visitor): Promise<SharedCopy> {
    const shared = await this.#find(token);
    const { organization_id, timezone, report_id, revision, sha256 } = shared;
    const source = {
      edition: editionOf(shared),
      text: shared.content,
      organization: { id: organization_id, timezone },
    };
    const file = await this.#files.resolve(`${report_id} ${revision} ${format}`, () =>
      this.files.make(source, format as ReportFormat, new AbortController().signal),
    );
    await this.database.withTenantSql(organization_id, (tx) =>
      appendAudit(tx, {
        organization_id,
        actor_id: null,
        action: 'donor-report.download',
        entity_type: 'donor_report',
        entity_id: report_id,
        facts: { format, revision, content_sha256: sha256, sha256: file.sha256 },
        ip: visitor.ip,
      }),
    );
    return file;
  }

  async #find(token: string): Promise<SharedReport> {
    const [shared] = await this.database.asSystemSql(
      (tx) => tx.$queryRaw<SharedReport[]>`
        select v.id, v.revision, v.title, v.content::text as content, v.sha256, v.published_at, v.published_by_id, r.id as report_id,
          r.organization_id, o.name as organization, o.timezone, r.share_expires_at,
          coalesce(clock_timestamp() >= r.share_expires_at, false) as is_expired
        from monitoring.report r
        join platform.organization o on o.id = r.organization_id and o.is_active
        join monitoring.report_revision v
          on v.organization_id = r.organization_id and v.report_id = r.id and v.revision = r.revision
        where r.share_token = ${token}::uuid and r.status = 'published' and r.deleted_at is null`,
    );
    if (!shared) throw NotFound.error('There is nothing behind this link.');
    if (shared.is_expired) throw ShareExpired.error('The link has expired; ask its sender for a new one.');
    return shared;
  }
}
