import { Injectable } from '@nestjs/common';
import {
  appendAudit,
  created,
  Database,
  mapPage,
  newId,
  onceIn,
  pageOf,
  type Answer,
  type Author,
  type Page,
  type PageQuery,
} from '@galley/platform';
import { GrantsScope } from '../grants-scope.js';
import { findReport } from '../reports/find-report.js';
import { annotationView, type AnnotationBody, type BufdirAnnotation } from './annotation-resource.js';

/** Remarks on reports, whatever their status: a submitted report takes nothing else (BU-B-4). */
@Injectable()
export class Annotations {
  constructor(
    private readonly database: Database,
    private readonly scope: GrantsScope,
  ) {}

  /** The newest first. */
  async list(author: Author, reportId: string, query: PageQuery): Promise<Page<BufdirAnnotation>> {
    const caller = await this.scope.ofReport(author, reportId);
    const where = { organization_id: caller.organization.id, report_id: reportId };
    return this.database.withActor(caller, async (tx) => {
      await findReport(tx, caller.organization.id, reportId);
      const page = await pageOf(
        query,
        { by: ['created_at'], initially: '-created_at' },
        (window) => tx.grants_bufdir_report_annotation.findMany({ where, ...window }),
        () => tx.grants_bufdir_report_annotation.count({ where }),
      );
      return mapPage(page, annotationView);
    });
  }

  async add(author: Author, reportId: string, { text }: AnnotationBody): Promise<Answer<BufdirAnnotation>> {
    const caller = await this.scope.ofReport(author, reportId);
    const { request } = author;
    const organization_id = caller.organization.id;
    return this.database.withActor(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        await findReport(tx, organization_id, reportId);
        const row = await tx.grants_bufdir_report_annotation.create({
          data: { id: newId(), organization_id, report_id: reportId, author_id: caller.id, text },
        });
        await appendAudit(tx, {
          organization_id,
          actor_id: caller.id,
          action: 'bufdir-report.annotate',
          entity_type: 'bufdir_report',
          entity_id: reportId,
          facts: { annotation_id: row.id },
          request_id: request.request_id,
          ip: request.ip,
        });
        return created(annotationView(row), `/api/grants/reports/${reportId}/annotations`);
      }),
    );
  }
}
