import { renderMessage, type MessageText, type OutgoingLink, type RenderedMessage } from '@galley/delivery';
import { dayOf, type SqlTx } from '@galley/platform';
import type { JobRow } from '../../jobs/job-row.js';
import type { DeliveredReport } from '../dispatching/delivered-report.js';
import { organizationText } from './organization-text.js';
import { runNames } from './run-names.js';

export interface ReadyReport extends DeliveredReport {
  /** BCP 47, the reader's. */
  readonly locale: string;
  /** Null = the message greets nobody by name. */
  readonly recipient: string | null;
  /** Where the file can be fetched; null = it is with the message. */
  readonly link: OutgoingLink | null;
}

/** What the message that brings a report says: in the run's own words, else the organization's, else the house's. */
export async function reportReadyText(
  tx: SqlTx,
  { job, report, organization, locale, recipient, link }: ReadyReport,
): Promise<RenderedMessage> {
  const { report: title, schedule } = await runNames(tx, job);
  const kept = await organizationText(tx, organization.id, 'report-ready', locale);
  return renderMessage({
    kind: 'report-ready',
    locale,
    timezone: organization.timezone,
    values: {
      organization: organization.name,
      recipient,
      report: title,
      file_name: report.name,
      file_size: { bytes: Number(report.size) },
      rows: Number(report.row_count),
      period: periodOf(job),
      created_at: { instant: report.created_at.toISOString() },
      schedule,
      link: link?.url ?? null,
      link_expires_at: link?.expires_at ? { instant: link.expires_at } : null,
    },
    text: { ...kept, ...textOfRun(job) },
  });
}

function periodOf({ period_start, period_end }: JobRow) {
  if (!period_start || !period_end) return null;
  return { from: dayOf(period_start), to: dayOf(period_end) };
}

/** Either part may be left to the organization or the house. */
function textOfRun({ message }: JobRow): Partial<MessageText> {
  const { subject, body } = (message ?? {}) as { subject?: unknown; body?: unknown };
  return {
    ...(typeof subject === 'string' && { subject }),
    ...(typeof body === 'string' && { body }),
  };
}
