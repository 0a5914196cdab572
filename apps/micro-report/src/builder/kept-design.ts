import { createHash } from 'node:crypto';
import type { Prisma } from '@galley/platform';
import type { TemplateRow } from '../templates/template-row.js';
import type { ReportDesign } from './report-design.js';

/** What is the template's own to say, and may be changed there without the builder. */
const TEMPLATE_FIELDS = [
  'name',
  'description',
  'report_group',
  'report_category',
  'project_id',
  'orientation',
  'page_size',
  'default_format',
  'branding',
] as const;
type DesignParts = Omit<ReportDesign, (typeof TEMPLATE_FIELDS)[number]>;

/** A design as it stays with its template. */
interface KeptDesign {
  readonly document: DesignParts;
  /** Of the fields that it gave: when the template's are others, somebody changed it by hand. */
  readonly digest: string;
}

/** What of a template nobody may change beside its design. */
const BUILT_FIELDS = [
  'content',
  'dialog',
  'default_options',
  'source_type',
  'source_name',
  'source_params',
  'builder_key',
  'view_name',
] as const;
type Built = Readonly<Record<(typeof BUILT_FIELDS)[number], unknown>>;

/** The form in which a design is stored beside the fields that it gave, as these were read. */
export function keptDesign(design: ReportDesign, fields: Built): Prisma.InputJsonObject {
  const parts = Object.entries(design).filter(
    ([name]) => !(TEMPLATE_FIELDS as readonly string[]).includes(name),
  );
  const kept = { document: Object.fromEntries(parts), digest: digestOf(fields) };
  return JSON.parse(JSON.stringify(kept, withoutNulls)) as Prisma.InputJsonObject;
}

/** Null says as little as nothing, so that a design put back unchanged is the same. */
function withoutNulls(_key: string, part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null));
}

/** Null for a template that was never built. */
export function readKeptDesign({ design }: Pick<TemplateRow, 'design'>): KeptDesign | null {
  return design as unknown as KeptDesign | null;
}

/** Whether the template no longer is what its design gives. */
export function isOutdated(row: TemplateRow): boolean {
  const kept = readKeptDesign(row);
  return kept !== null && kept.digest !== digestOf(row);
}

/** The design with what may be changed beside it, as that is now. */
export function currentDesign(row: TemplateRow): ReportDesign | null {
  const kept = readKeptDesign(row);
  return (
    kept && {
      ...kept.document,
      name: row.name,
      description: row.description,
      report_group: row.report_group,
      report_category: row.report_category,
      project_id: row.project_id,
      orientation: row.orientation,
      page_size: row.page_size,
      default_format: row.default_format,
      branding: brandingOf(row.branding),
    }
  );
}

/** Only what designs know of it. */
function brandingOf(branding: unknown): ReportDesign['branding'] {
  if (typeof branding !== 'object' || branding === null) return null;
  const { logo, accent } = branding as Readonly<Record<string, unknown>>;
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  return { logo: text(logo), accent: text(accent) };
}

/** Of JSON with sorted keys: a database keeps objects in an order of its own. */
function digestOf(fields: Built): string {
  const text = JSON.stringify(
    BUILT_FIELDS.map((field) => fields[field] ?? null),
    (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
  );
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
