import type { SqlTx } from '@galley/platform';
import { dispatchTag, type Lane, type LaneTails } from './dispatch-tag.js';

/** Tags of the last jobs in the lanes of one organization. Six index probes, however long its line is. */
export async function tailsOf(tx: SqlTx, organizationId: string): Promise<LaneTails> {
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

/** Waiting jobs of the organization, counted up to `most`. */
export async function lengthOf(tx: SqlTx, organizationId: string, most: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ length: number }[]>`
    select count(*)::int as length from (
      select 1 from tenant.tb_report_job
      where organization_id = ${organizationId}::uuid and status = 'queued' limit ${most}) as line`;
  return row?.length ?? 0;
}

const LANE_NAMES: Readonly<Record<Lane, keyof LaneTails>> = { 1: 'high', 0: 'usual', [-1]: 'low' };

/** The places of new jobs behind these tails, in the order given. */
export function placesBehind(tails: LaneTails, virtualTime: number, lanes: readonly Lane[]): number[] {
  let line = tails;
  return lanes.map((lane) => {
    const tag = dispatchTag(virtualTime, line, lane);
    line = { ...line, [LANE_NAMES[lane]]: tag };
    return tag;
  });
}
