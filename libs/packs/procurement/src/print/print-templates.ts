import { readTemplateFields } from '@galley/template';
import type { StandardTemplate } from '../report/standard-templates.js';
import { printFiles, type PrintFile } from './print-files.js';

const ORIENTATIONS = ['portrait', 'landscape'] as const;
type Orientation = (typeof ORIENTATIONS)[number];

/** A print template and the type of document it prints. */
export interface PrintTemplate extends StandardTemplate {
  readonly document_type: string;
  readonly orientation: Orientation;
}

/** Sources that layouts read besides their own. */
export const printSources = [
  {
    name: 'procurement.print_grn_extra_cost',
    label: 'Extra costs of a goods receipt',
    source_name: 'v_print_grn_extra_cost',
  },
] as const;

/** Two templates for every type of document: portrait, and landscape with more columns. */
export function printTemplates(): readonly PrintTemplate[] {
  return printFiles().flatMap((file) => ORIENTATIONS.map((orientation) => templateOf(file, orientation)));
}

/** As a template is called in lists. */
function nameOf(label: string, orientation: Orientation): string {
  return `${label} (${orientation})`;
}

function templateOf(file: PrintFile, orientation: Orientation): PrintTemplate {
  const { document_type, label, view, signatures, datasets, layout } = file;
  const type = document_type.toLowerCase();
  const template = readTemplateFields(
    {
      name: nameOf(label, orientation),
      description: `Prints a ${label.toLowerCase()} on A4 ${orientation}.`,
      report_group: 'Documents',
      report_category: 'procurement',
      report_type: `print_${type}_${orientation}`,
      kind: 'print',
      source_type: 'view',
      source_name: view,
      datasets: datasets.length > 0 ? datasets : null,
      content: JSON.stringify(layout),
      orientation,
      page_size: 'A4',
      signature_config: { blocks: signatures },
      default_format: 'pdf',
    },
    `/${type}`,
  );
  return {
    document_type,
    orientation,
    source: { name: `procurement.print_${type}`, label, columns: null },
    template,
  };
}
