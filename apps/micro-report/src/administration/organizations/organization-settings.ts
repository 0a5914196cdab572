import { Invalid, type SqlTx } from '@galley/platform';
import { z } from 'zod';

const count = z.number().int().min(0);
const days = z.number().int().min(1).max(36_500);

/**
 * What an organization may decide for itself; everything left out has the default shown. Keys that are not ours pass
 * through, because front ends keep labels here.
 */
export const organizationSettings = z.looseObject({
  exports: z
    .strictObject({
      /** More records than this need an approval. */
      threshold: count.default(20),
      /** The same for data types that hold personal data (rule EN-AP-2). */
      personal_data_threshold: count.default(10),
      personal_data_types: z
        .array(z.string().min(1))
        .default(['contract', 'invoice_generated', 'invoice_received']),
      /** Thresholds of single data types; they never lift the one for personal data. */
      thresholds: z.record(z.string(), count).default({}),
      max_downloads: z.number().int().min(1).default(5),
    })
    .prefault({}),
  retention: z
    .strictObject({
      export_days: days.default(7),
      report_days: days.optional(),
      archive_years: z.number().int().min(1).max(100).default(7),
      /** What becomes of a report when it expires; exports are always removed. */
      reports_at_expiry: z.enum(['archive', 'remove']).default('archive'),
      /** Report types whose files are never removed. */
      permanent_types: z.array(z.string().min(1)).default([]),
    })
    .prefault({}),
  delivery: z
    .strictObject({
      /** Domains that mail may go to, `*.` for all below; empty = any. */
      allowed_domains: z.array(z.string().min(1)).default([]),
      /** Files larger than this are sent as a link, bytes. */
      attachment_max_bytes: count.default(10_000_000),
      link_days: days.default(14),
    })
    .prefault({}),
  schedules: z
    .strictObject({
      max_active: z.number().int().min(0).default(1000),
      /** Two slots of a schedule are at least this far apart. */
      min_interval_seconds: z.number().int().min(1).default(60),
    })
    .prefault({}),
});

export type OrganizationSettings = z.infer<typeof organizationSettings>;

/** Settings with every default filled in. What was stored before a rule existed falls back to the defaults. */
export function readOrganizationSettings(stored: unknown): OrganizationSettings {
  const read = organizationSettings.safeParse(stored ?? {});
  return read.success ? read.data : organizationSettings.parse({});
}

/** The settings of one organization, in the caller's transaction. */
export async function settingsOf(tx: SqlTx, organizationId: string): Promise<OrganizationSettings> {
  const [row] = await tx.$queryRaw<{ settings: unknown }[]>`
    select settings from platform.organization where id = ${organizationId}::uuid`;
  return readOrganizationSettings(row?.settings);
}

/** Throws `invalid` (422) naming every fault. */
export function requireSettings(given: unknown): void {
  const read = organizationSettings.safeParse(given);
  if (read.success) return;
  throw Invalid.error('The settings are not as they should be.', {
    errors: read.error.issues.map(({ path, message }) => ({
      pointer: `/settings${path.map((part) => `/${String(part)}`).join('')}`,
      detail: message,
    })),
  });
}
