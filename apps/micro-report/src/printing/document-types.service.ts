import { Injectable } from '@nestjs/common';
import {
  appendAudit,
  created,
  Database,
  isUniqueViolation,
  onceIn,
  pageOf,
  type Answer,
  type Author,
  type Page,
  type PageQuery,
  type Principal,
} from '@galley/platform';
import type { CreateDocumentType, DocumentType } from './document-type.dto.js';
import type { DocumentTypeRow } from './document-question.js';
import { DocumentTypeTaken } from './print-problems.js';

/** The kinds of documents that can be printed: the same for every organization, added by the platform. */
@Injectable()
export class DocumentTypesService {
  constructor(private readonly database: Database) {}

  list(caller: Principal, query: PageQuery): Promise<Page<DocumentTypeRow>> {
    const where = { is_active: true };
    return this.database.withTenant(caller.organization.id, (tx) =>
      pageOf(
        query,
        { by: ['display_order', 'code', 'label'], initially: 'display_order' },
        (window) => tx.document_type.findMany({ where, ...window }),
        () => tx.document_type.count({ where }),
      ),
    );
  }

  create({ caller, request }: Author, body: CreateDocumentType): Promise<Answer<DocumentType>> {
    return this.database.asSystem((tx) =>
      onceIn(tx, caller, request, async () => {
        const by = { created_by_id: caller.id, updated_by_id: caller.id };
        const row = await tx.document_type.create({ data: { ...body, ...by } }).catch((error: unknown) => {
          if (!isUniqueViolation(error)) throw error;
          throw DocumentTypeTaken.error(`There is a type of document ${body.code} already.`, {
            cause: error,
          });
        });
        await appendAudit(tx, {
          organization_id: caller.organization.id,
          actor_id: caller.id,
          action: 'document-type.create',
          entity_type: 'document_type',
          entity_id: row.id,
          after: row,
          facts: { code: row.code },
          request_id: request.request_id,
          ip: request.ip,
        });
        return created(presentType(row), `/api/print/document-types`);
      }),
    );
  }
}

export function presentType(row: DocumentTypeRow): DocumentType {
  const { created_by_id: _by, updated_by_id: _last, ...shown } = row;
  return shown;
}
