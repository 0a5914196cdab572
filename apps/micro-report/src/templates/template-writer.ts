import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import {
  appendAudit,
  isUniqueViolation,
  NotFound,
  Prisma,
  requireMatch,
  type IncomingRequest,
  type Principal,
  type Tx,
} from '@galley/platform';
import { readStoredOptions, readTemplateFields, type TemplateFields } from '@galley/template';
import { keepDatasetSources, removeDatasetSources } from './dataset-sources.js';
import { requireReadableLayout } from './layout-check.js';
import { withMatchedDatasets } from './matched-datasets.js';
import { requestedFormat } from './requested-format.js';
import { requestedPaper } from './requested-paper.js';
import { asInvalid, StandardTemplate, TemplateNameTaken } from './template-problems.js';
import { authoredFields, WITH_SOURCE, type TemplateRow } from './template-row.js';
import { keepSource, removeSource, type SourceLore } from './template-source.js';

/** Who changes a template, by which request. */
export interface Author {
  readonly caller: Principal;
  readonly request: IncomingRequest;
}

export interface Ownership {
  /** Null = platform-wide. */
  readonly organization_id: string | null;
  readonly is_standard: boolean;
}

/** What the report builder adds to a template that it made. */
export interface BuiltPart {
  /** Kept with the template, so that it can be designed further. */
  readonly design: Prisma.InputJsonObject;
  readonly lore: SourceLore;
}

export interface TemplateChange {
  readonly fields: TemplateFields;
  readonly is_standard?: boolean;
  readonly action: string;
  readonly built?: BuiltPart;
}

/** Changes templates: row, source, immutable version and audit entry together, in the caller's transaction. */
@Injectable()
export class TemplateWriter {
  async create(
    tx: Tx,
    author: Author,
    owner: Ownership,
    given: TemplateFields,
    built?: BuiltPart,
  ): Promise<TemplateRow> {
    const fields = await withMatchedDatasets(tx, owner.organization_id, given);
    const by = { created_by_id: author.caller.id, updated_by_id: author.caller.id };
    const row = await named(fields.name, () =>
      tx.tb_report_template.create({ data: { ...columnsOf(fields), ...owner, ...by }, include: WITH_SOURCE }),
    );
    const dataset_source_id = await keepSource(tx, row, fields, author.caller.id, built?.lore);
    await keepDatasetSources(tx, row, fields, author.caller.id);
    const template = await tx.tb_report_template.update({
      where: { id: row.id },
      data: { dataset_source_id, ...(built && { design: built.design }) },
      include: WITH_SOURCE,
    });
    await this.#record(tx, author, 'template.create', null, template, fields);
    return template;
  }

  /** Makes the template say `fields`; the same fields and design leave it, and its version, as they are. */
  async update(
    tx: Tx,
    author: Author,
    id: string,
    change: (row: TemplateRow) => TemplateChange,
  ): Promise<TemplateRow> {
    const before = await lock(tx, id);
    requireMatch(author.request, before);
    const { fields: given, is_standard = before.is_standard, action, built } = change(before);
    const fields = await withMatchedDatasets(tx, before.organization_id, given);
    const was = authoredFields(before);
    const isSameDesign = !built || isDeepStrictEqual(before.design, built.design);
    if (isDeepStrictEqual(was, fields) && is_standard === before.is_standard && isSameDesign) return before;
    const dataset_source_id = await keepSource(tx, before, fields, author.caller.id, built?.lore);
    await keepDatasetSources(tx, before, fields, author.caller.id);
    const after = await named(fields.name, () =>
      tx.tb_report_template.update({
        where: { id },
        data: {
          ...columnsOf(fields),
          ...(built && { design: built.design }),
          is_standard,
          dataset_source_id,
          version: { increment: 1 },
          updated_by_id: author.caller.id,
        },
        include: WITH_SOURCE,
      }),
    );
    await this.#record(tx, author, action, was, after, fields);
    return after;
  }

  /** Deactivates and soft-deletes; a standard template is refused. */
  async remove(tx: Tx, author: Author, id: string): Promise<void> {
    const before = await lock(tx, id);
    if (before.is_standard) {
      throw StandardTemplate.error(`"${before.name}" is a standard template; deactivate it instead.`);
    }
    requireMatch(author.request, before);
    const by = author.caller.id;
    await removeSource(tx, before, by);
    await removeDatasetSources(tx, before, by);
    await tx.tb_report_template.update({
      where: { id },
      data: { is_active: false, deleted_at: new Date(), deleted_by_id: by, updated_by_id: by },
    });
    await audit(tx, author, 'template.delete', before, authoredFields(before), null);
  }

  async #record(
    tx: Tx,
    author: Author,
    action: string,
    before: object | null,
    after: TemplateRow,
    fields: TemplateFields,
  ): Promise<void> {
    await tx.tb_report_template_version.create({
      data: {
        template_id: after.id,
        organization_id: after.organization_id,
        version: after.version,
        snapshot: fields as Prisma.InputJsonObject,
        created_by_id: author.caller.id,
      },
    });
    await audit(tx, author, action, after, before, fields);
  }
}

/** The live row, held against other writers until the transaction ends. `not-found` when it was deleted meanwhile. */
async function lock(tx: Tx, id: string): Promise<TemplateRow> {
  await tx.$queryRaw`select id from platform.tb_report_template where id = ${id}::uuid for update`;
  const row = await tx.tb_report_template.findFirst({
    where: { id, deleted_at: null },
    include: WITH_SOURCE,
  });
  if (row) return row;
  throw NotFound.error('There is no such template, or it is not yours.');
}

/** A platform template has no organization of its own: its change is recorded where its author acts. */
function audit(
  tx: Tx,
  { caller, request }: Author,
  action: string,
  row: TemplateRow,
  before: object | null,
  after: object | null,
): Promise<void> {
  return appendAudit(tx, {
    organization_id: row.organization_id ?? caller.organization.id,
    actor_id: caller.id,
    action,
    entity_type: 'report_template',
    entity_id: row.id,
    before,
    after,
    facts: { version: row.version, platform_wide: row.organization_id === null },
    request_id: request.request_id,
    ip: request.ip,
  });
}

async function named<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw TemplateNameTaken.error(`Another template is named "${name}"; choose another name.`, {
      cause: error,
    });
  }
}

/** Prisma wants to be told which null: a JSON column without a value is NULL, never the JSON text `null`. */
function columnsOf(fields: TemplateFields) {
  const json = (value: unknown): Prisma.InputJsonObject | typeof Prisma.DbNull =>
    value === null ? Prisma.DbNull : (value as Prisma.InputJsonObject);
  return {
    ...fields,
    signature_config: json(fields.signature_config),
    source_params: fields.source_params as Prisma.InputJsonObject,
    datasets: json(fields.datasets),
    default_filters: fields.default_filters as Prisma.InputJsonObject,
    default_options: fields.default_options as Prisma.InputJsonObject,
    branding: json(fields.branding),
    template_config: fields.template_config as Prisma.InputJsonObject,
    allow_business_unit: json(fields.allow_business_unit),
    deny_business_unit: json(fields.deny_business_unit),
  };
}

/**
 * Fields as they are stored: read anew, for rules may have been added since they were written, and with known formats and
 * papers only. An older version that breaks such a rule is not exported or restored, but its fault is told.
 */
export function checkedFields(value: unknown): TemplateFields {
  const fields = asInvalid(() => readTemplateFields(value));
  requestedPaper(fields.page_size, '/page_size');
  requireReadableLayout(fields);
  const { page_size } = readStoredOptions(fields.default_options, '/default_options');
  if (page_size) requestedPaper(page_size, '/default_options/page_size');
  return { ...fields, default_format: requestedFormat(fields.default_format, '/default_format').key };
}
