import { renderMessage } from '@galley/delivery';
import type { SqlTx } from '@galley/platform';
import { inboxText } from '../inbox/inbox-text.js';
import { notify } from '../inbox/notify.js';
import { requesterOf, type JobRow } from '../jobs/job-row.js';
import { organizationText } from './messages/organization-text.js';
import { runNames } from './messages/run-names.js';
import { memberOf } from './recipient-reader.js';

/** A failed run is told to who ordered it and to the owner of the schedule; recipients hear nothing, for there is no file. */
export async function tellOfFailure(tx: SqlTx, job: JobRow): Promise<void> {
  const [house] = await tx.$queryRaw<
    { name: string; locale: string; timezone: string; owner_id: string | null }[]
  >`
    select name, locale, timezone,
      (select owner_id::text from tenant.tb_report_schedule where id = ${job.schedule_id}::uuid) as owner_id
    from platform.organization where id = ${job.organization_id}::uuid`;
  if (!house) return;
  const { organization_id, id: job_id } = job;
  const { report, schedule } = await runNames(tx, job);
  const requester = requesterOf(job).kind === 'user' ? job.requested_by_id : null;
  for (const user_id of new Set([requester, house.owner_id].filter((id) => id !== null))) {
    const member = await memberOf(tx, organization_id, user_id);
    const locale = member?.locale ?? house.locale;
    const { subject, text } = renderMessage({
      kind: 'report-failed',
      locale,
      timezone: house.timezone,
      values: {
        organization: house.name,
        recipient: member?.name,
        report,
        reason: job.error_message,
        failed_at: { instant: (job.completed_at ?? new Date()).toISOString() },
        schedule,
      },
      text: (await organizationText(tx, organization_id, 'report-failed', locale)) ?? {},
    });
    await notify(tx, {
      organization_id,
      user_ids: [user_id],
      kind: 'report-failed',
      subject,
      body: inboxText(text),
      job_id,
    });
  }
}
