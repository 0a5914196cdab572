import { settingsOf } from '../administration/organizations/organization-settings.js';
import type { SqlTx } from '@galley/platform';
import type { FinishedReport } from '../jobs/finished-report.js';
import type { JobRow, JobWarning } from '../jobs/job-row.js';
import type { Suppression } from './delivery-lifecycle.js';
import { domainOf, mayMailTo, targetOf } from './recipient-policy.js';
import { memberOf } from './recipient-reader.js';
import { isKnownType, recipientsOf, unknownTypes, type Recipient } from './recipient.js';

/** One delivery to be filed: a file, on its way to one target over one channel. */
export interface PlannedDelivery {
  readonly channel: string;
  readonly target: string;
  /** Set = it is not sent, and this is why. */
  readonly reason: Suppression | null;
  readonly options: { readonly name?: string; readonly locale?: string };
}

export interface Filing {
  readonly deliveries: readonly PlannedDelivery[];
  /** What the reader of the job must know: whom nothing reaches, and why. */
  readonly warnings: readonly JobWarning[];
}

type Finished = Pick<FinishedReport, 'file'>;

/**
 * Whom the file of a job goes to. Nobody is left out silently: who may not or need not get it has a delivery too, with
 * the reason. Two names of the same target are one delivery.
 */
export async function planFiling(tx: SqlTx, job: JobRow, report: Finished): Promise<Filing> {
  const recipients = recipientsOf(job);
  if (recipients.length === 0) return { deliveries: [], warnings: [] };
  const { delivery } = await settingsOf(tx, job.organization_id);
  const unmet = unmetCondition(job, report);
  const planned = new Map<string, PlannedDelivery>();
  for (const recipient of recipients.filter(({ type }) => isKnownType(type))) {
    const { type: channel, name, locale } = recipient;
    const target = await resolvedTarget(tx, job.organization_id, recipient);
    const isRefused = channel === 'email' && !mayMailTo(target, delivery.allowed_domains);
    const key = `${channel}:${target}`;
    if (planned.has(key)) continue;
    planned.set(key, {
      channel,
      target,
      reason: isRefused ? 'refused-by-policy' : unmet,
      options: { ...(name !== undefined && { name }), ...(locale !== undefined && { locale }) },
    });
  }
  const deliveries = [...planned.values()];
  return { deliveries, warnings: [...unknownTypes(recipients), ...refusals(deliveries)] };
}

/** A member is the same one whether named by id or by address; who has left in the meantime fails visibly when sent to. */
async function resolvedTarget(tx: SqlTx, organizationId: string, recipient: Recipient): Promise<string> {
  if (recipient.type !== 'user') return targetOf(recipient);
  return (await memberOf(tx, organizationId, recipient.value))?.id ?? recipient.value;
}

interface Conditions {
  readonly only_if_rows?: boolean;
  readonly only_if_changed?: boolean;
  readonly last_fingerprint?: string | null;
}

/** The condition of the job that its result does not meet; null = it may be sent. */
function unmetCondition({ conditions }: Pick<JobRow, 'conditions'>, { file }: Finished): Suppression | null {
  const { only_if_rows, only_if_changed, last_fingerprint } = (conditions ?? {}) as Conditions;
  if (only_if_rows && file.rows === 0) return 'condition-no-rows';
  if (only_if_changed && last_fingerprint && file.summary.fingerprint === last_fingerprint) {
    return 'condition-unchanged';
  }
  return null;
}

function refusals(deliveries: readonly PlannedDelivery[]): JobWarning[] {
  return deliveries
    .filter(({ reason }) => reason === 'refused-by-policy')
    .map(({ reason, target }) => ({
      code: reason ?? '',
      detail: `${target}: your organization does not let mail go to ${domainOf(target)}.`,
    }));
}
