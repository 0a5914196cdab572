import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const CHECK = '23514';
const STATUSES = ['queued', 'processing', 'completed', 'failed', 'cancelled'] as const;
type Status = (typeof STATUSES)[number];

/** Every legal step; all the others are refused. */
const LEGAL: Readonly<Record<Status, readonly Status[]>> = {
  queued: ['queued', 'processing', 'failed', 'cancelled'],
  processing: ['processing', 'queued', 'completed', 'failed', 'cancelled'],
  completed: ['completed'],
  failed: ['failed'],
  cancelled: ['cancelled'],
};
const STEPS = STATUSES.flatMap((from) =>
  STATUSES.map((to) => ({ from, to, isLegal: LEGAL[from].includes(to) })),
);

interface Job {
  readonly id: string;
  readonly status: Status;
  readonly attempts: number;
  readonly owner: string | null;
  readonly lease_expires_at: Date | null;
  readonly started_at: Date | null;
  readonly completed_at: Date | null;
  readonly duration_ms: number | null;
}

describe('the rules of a report job', () => {
  const organization = randomUUID();
  let clone: ClonedDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    client = new pg.Client({ connectionString: clone.systemUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await clone.drop();
  });

  async function create(status = 'queued'): Promise<Job> {
    const { rows } = await client.query<Job>(
      `insert into tenant.tb_report_job (id, organization_id, report_type, report_category, format, requested_by_id, status)
       values (gen_random_uuid(), $1, 'x', 'x', 'csv', $1, $2::text::tenant.enum_report_job_status) returning *`,
      [organization, status],
    );
    return one(rows);
  }

  async function change(job: Job, assignments: string): Promise<Job> {
    const { rows } = await client.query<Job>(
      `update tenant.tb_report_job set ${assignments} where id = $1 returning *`,
      [job.id],
    );
    return one(rows);
  }

  const go = (job: Job, status: Status): Promise<Job> => change(job, `status = '${status}'`);

  async function at(status: Status): Promise<Job> {
    const job = await create();
    if (status === 'queued') return job;
    const running = await change(
      job,
      `status = 'processing', attempts = attempts + 1, owner = 'w1', lease_expires_at = now() + interval '30 s'`,
    );
    return status === 'processing' ? running : go(running, status);
  }

  it.each(STEPS.filter((step) => step.isLegal))('lets a job go from $from to $to', async ({ from, to }) => {
    const job = await go(await at(from), to);
    expect(job.status).toBe(to);
  });

  it.each(STEPS.filter((step) => !step.isLegal))('refuses $from to $to', async ({ from, to }) => {
    const job = await at(from);
    await expect(go(job, to)).rejects.toMatchObject({ code: CHECK, constraint: 'tb_report_job_transition' });
  });

  it.each(STATUSES.filter((status) => status !== 'queued'))(
    'refuses a job that is born %s',
    async (status) => {
      await expect(create(status)).rejects.toMatchObject({ code: CHECK });
    },
  );

  it('starts the clock with processing and stops it with the end', async () => {
    const running = await at('processing');
    expect(running.started_at).toBeInstanceOf(Date);
    expect(running.completed_at).toBeNull();
    const done = await go(running, 'completed');
    expect(done.completed_at).toBeInstanceOf(Date);
    // A Date cuts the microseconds off, so the two may differ by one.
    const elapsed = Number(done.completed_at) - Number(done.started_at);
    expect(Math.abs((done.duration_ms ?? -1) - elapsed)).toBeLessThanOrEqual(1);
    expect([done.owner, done.lease_expires_at]).toEqual([null, null]);
  });

  it('completes the times of a job that never ran', async () => {
    const cancelled = await go(await at('queued'), 'cancelled');
    expect(cancelled).toMatchObject({ started_at: null, duration_ms: 0 });
    expect(cancelled.completed_at).toBeInstanceOf(Date);
  });

  it('never ends a job before it started, whatever the clock of the writer says', async () => {
    const job = await change(
      await at('processing'),
      `status = 'failed', completed_at = now() - interval '1 hour'`,
    );
    expect(job.duration_ms).toBe(0);
  });

  it('forgets the run of a job that is handed back, without burning its attempt', async () => {
    const job = await change(await at('processing'), `status = 'queued', attempts = attempts - 1`);
    expect(job).toMatchObject({ attempts: 0, owner: null, lease_expires_at: null, started_at: null });
  });

  it('lets a job whose worker is gone be claimed again', async () => {
    const first = await at('processing');
    const again = await change(first, `attempts = attempts + 1, owner = 'w2'`);
    expect(again).toMatchObject({ attempts: 2, owner: 'w2', started_at: first.started_at });
  });

  it('refuses to count attempts back while a job runs', async () => {
    const job = await at('processing');
    await expect(change(job, 'attempts = 0')).rejects.toMatchObject({ constraint: 'tb_report_job_attempts' });
  });

  it.each(['row_count = 7', `error_message = 'x'`, `file_name = 'x'`, 'progress = 1'])(
    'refuses "%s" on a final job',
    async (assignment) => {
      const job = await at('completed');
      await expect(change(job, assignment)).rejects.toMatchObject({
        code: CHECK,
        constraint: 'tb_report_job_final',
      });
    },
  );

  it('lets housekeeping delete a final job and expire its file', async () => {
    const job = await at('completed');
    await change(
      job,
      `deleted_at = now(), deleted_by_id = id, updated_at = now(), expires_at = now(), file_url = null`,
    );
  });

  it('keeps a job in its organization and with its requester', async () => {
    const job = await at('queued');
    for (const column of ['organization_id', 'requested_by_id']) {
      await expect(change(job, `${column} = gen_random_uuid()`)).rejects.toMatchObject({ code: CHECK });
    }
  });

  it('allows one job per schedule and instant', async () => {
    const [first, second] = [await at('queued'), await at('queued')];
    const firing = `schedule_id = '${organization}', scheduled_fire_at = '2026-01-01T00:00:00Z'`;
    await change(first, firing);
    await expect(change(second, firing)).rejects.toMatchObject({ code: '23505' });
  });
});

function one(rows: readonly Job[]): Job {
  const [row] = rows;
  if (!row) throw new Error('no row');
  return row;
}
