import { Injectable } from '@nestjs/common';
import { Answer, appendAudit, Database, once, type Author } from '@galley/platform';
import { findUnits } from '../units/find-units.js';
import type { ImportResult } from './http/import-resources.js';
import { ImportRejected } from './import-rejected.js';
import { ImportWriter } from './import-writer.js';
import type { Importer, ImportRecord, ReadImport } from './importer.js';

export interface ImportWish {
  readonly importer: Importer;
  /** Null is refused: a business unit is never "all by omission". */
  readonly bu_code: string | null;
  readonly dry_run: boolean;
}

/** Uploads of business data: read, checked, written as one, and audited. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly database: Database,
    private readonly writer: ImportWriter,
  ) {}

  /** Throws `import-rejected` with every fault, and what finding the unit and writing throw. */
  async run({ caller, request }: Author, wish: ImportWish, body: Buffer): Promise<Answer<ImportResult>> {
    const { importer } = wish;
    const { id: organization_id } = caller.organization;
    const [unit] = await this.database.withTenant(organization_id, (tx) =>
      findUnits(tx, caller, wish.bu_code === null ? [] : [wish.bu_code]),
    );
    const read = importer.read(body);
    if (wish.dry_run || !unit) return new Answer(200, resultOf(read, []));
    if (read.faults.length > 0) throw rejected(read);
    return once(this.database, caller, request, async (tx) => {
      const ids = await this.writer.write(unit, importer, read.records);
      const result = resultOf(read, ids);
      await appendAudit(tx, {
        organization_id,
        actor_id: caller.id,
        action: 'import',
        entity_type: importer.entity,
        entity_id: ids[0] ?? '',
        facts: factsOf(wish, read.records),
        request_id: request.request_id,
        ip: request.ip,
      });
      return new Answer(200, result);
    });
  }
}

function resultOf({ records, faults }: ReadImport, ids: readonly string[]): ImportResult {
  return {
    accepted: faults.length > 0 ? 0 : records.length,
    rejected: faults.length > 0 ? Math.max(records.length, 1) : 0,
    errors: [...faults],
    documents: records.map(({ document_type, document_no, warnings }, index) => ({
      document_type,
      document_no,
      document_id: ids[index] ?? null,
      warnings: [...warnings],
    })),
  };
}

/** The problem carries the same fields as the result of a dry run. */
function rejected(read: ReadImport) {
  const { accepted, rejected: count, errors } = resultOf(read, []);
  const [first] = read.faults;
  const place = first?.line ? ` in line ${first.line}` : '';
  return ImportRejected.error(`Nothing was written: ${first?.detail ?? 'the upload is empty'}${place}.`, {
    facts: { accepted, rejected: count, errors: errors.map((fault) => ({ ...fault })), documents: [] },
  });
}

function factsOf({ bu_code, importer }: ImportWish, records: readonly ImportRecord[]) {
  return {
    entity: importer.entity,
    bu_code,
    records: records.length,
    document_types: [...new Set(records.map(({ document_type }) => document_type))],
    warnings: records.reduce((sum, { warnings }) => sum + warnings.length, 0),
  };
}
