import type { Tx } from '@galley/platform';
import { dispatchTag, type Lane, type LaneTails } from './dispatch-tag.js';

/**
 * The places of new jobs in the line of one organization, in the order given. Costs six index probes, however long the
 * line is. Two requests at the same moment may get the same place, which the queue then serves in order of arrival.
 */
export async function placesInLine(
  tx: Tx,
  organizationId: string,
  virtualTime: number,
  lanes: readonly Lane[],
): Promise<number[]> {
  let tails = await tailsOf(tx, organizationId);
  return lanes.map((lane) => {
    const tag = dispatchTag(virtualTime, tails, lane);
    tails = { ...tails, [LANE_NAMES[lane]]: tag };
    return tag;
  });
}

/** True when `more` jobs would make the organization's waiting line longer than `max`; looks at no more rows than that. */
export async function isLineFull(
  tx: Tx,
  organizationId: string,
  max: number,
  more: number,
): Promise<boolean> {
  if (more > max) return true;
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from tenant.tb_report_job
    where organization_id = ${organizationId}::uuid and status = 'queued' offset ${max - more} limit 1`;
  return rows.length > 0;
}

const LANE_NAMES: Readonly<Record<Lane, keyof LaneTails>> = { 1: 'high', 0: 'usual', [-1]: 'low' };

async function tailsOf(tx: Tx, organizationId: string): Promise<LaneTails> {
  const rows = await tx.$queryRaw<{ lane: Lane; tail: number | null }[]>`
    select lane, max(tail) as tail
    from (values (1), (0), (-1)) as lanes(lane),
      unnest(array['queued', 'processing']::tenant.enum_report_job_status[]) as live,
      lateral (select max(dispatch_priority) as tail from tenant.tb_report_job
               where organization_id = ${organizationId}::uuid and status = live and priority = lane) as line
    group by lane`;
  const tailOf = (lane: Lane) => rows.find((row) => row.lane === lane)?.tail ?? null;
  return { high: tailOf(1), usual: tailOf(0), low: tailOf(-1) };
}
