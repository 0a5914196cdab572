import { randomUUID } from 'node:crypto';
import type { SqlClient } from '@galley/dataset';
import { printFiles } from './print-files.js';
import { printTemplates, type PrintTemplate } from './print-templates.js';

/** Types whose landscape form is offered beside the default: they have more columns than portrait shows. */
const WITH_ALTERNATE: ReadonlySet<string> = new Set(['PO', 'GRN', 'INV', 'IA']);

/**
 * Types of documents and the platform's mappings to their templates, which must be there. Safe to run again: a type that
 * exists stays as it is, and a template that was ever mapped (also one whose mapping somebody removed) is not mapped anew.
 */
export async function seedPrintMappings(client: SqlClient): Promise<void> {
  for (const [index, { document_type, label }] of printFiles().entries()) {
    await client.query(
      `INSERT INTO platform.document_type (id, code, label, display_order) VALUES ($1, $2, $3, $4)
       ON CONFLICT (code) DO NOTHING`,
      [randomUUID(), document_type, label, (index + 1) * 10],
    );
  }
  for (const template of printTemplates()) {
    if (template.orientation === 'portrait' || WITH_ALTERNATE.has(template.document_type)) {
      await keepMapping(client, template);
    }
  }
}

async function keepMapping(
  client: SqlClient,
  { document_type, orientation, template }: PrintTemplate,
): Promise<void> {
  const isFirst = orientation === 'portrait';
  await client.query(
    `INSERT INTO platform.tb_print_template_mapping
       (id, document_type, report_template_id, is_default, display_label, display_order)
     SELECT $1, $2::varchar, t.id,
       $4 AND NOT EXISTS (
         SELECT FROM platform.tb_print_template_mapping d
         WHERE d.organization_id IS NULL AND d.document_type = $2::varchar AND d.is_default AND d.deleted_at IS NULL),
       $5, $6
     FROM platform.tb_report_template t
     WHERE t.organization_id IS NULL AND t.name = $3 AND t.deleted_at IS NULL AND NOT EXISTS (
       SELECT FROM platform.tb_print_template_mapping m
       WHERE m.organization_id IS NULL AND m.document_type = $2::varchar AND m.report_template_id = t.id)`,
    [
      randomUUID(),
      document_type,
      template.name,
      isFirst,
      isFirst ? 'Portrait' : 'Landscape',
      isFirst ? 10 : 20,
    ],
  );
}
