import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { EXPORT_STATUSES, type ExportStatus } from './export-lifecycle.js';

const CHECK = '23514';

/** EN-AP-14, and EN-AP-11 for processing→pending; standing still is no move, where the row may still change. */
const LEGAL: Readonly<Record<ExportStatus, readonly ExportStatus[]>> = {
  pending: ['pending', 'approved', 'cancelled'],
  approved: ['approved', 'processing', 'cancelled'],
  processing: ['processing', 'completed', 'failed', 'pending'],
  completed: ['completed', 'expired'],
  failed: ['failed'],
  expired: ['expired'],
  cancelled: ['cancelled'],
};
const STEPS = EXPORT_STATUSES.flatMap((from) =>
  EXPORT_STATUSES.map((to) => ({ from, to, isLegal: LEGAL[from].includes(to) })),
);
/** What the writer says with a move. */
const WITH: Partial<Readonly<Record<ExportStatus, string>>> = {
  completed: `, actual_record_count = 1, expires_at = now() + interval '7 days'`,
};

describe('the rules of an export request, in the database', () => {
  const organization = randomUUID();
  const requester = randomUUID();
  const admin = randomUUID();
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

  type Row = Readonly<Record<string, unknown>> & { readonly id: string };

  async function create(more: Readonly<Record<string, unknown>> = {}): Promise<Row> {
    const row = {
      id: randomUUID(),
      organization_id: organization,
      data_type: 'contract',
      format: 'csv',
      reason: 'audit',
      requested_by: requester,
      requires_approval: false,
      ...more,
    };
    const names = Object.keys(row);
    const { rows } = await client.query<Row>(
      `insert into tenant.export_request (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning *`,
      Object.values(row),
    );
    return rows[0] as Row;
  }

  async function change({ id }: Row, assignments: string): Promise<Row> {
    const { rows } = await client.query<Row>(
      `update tenant.export_request set ${assignments} where id = $1 returning *`,
      [id],
    );
    return rows[0] as Row;
  }

  const go = (row: Row, status: ExportStatus): Promise<Row> =>
    change(row, `status = '${status}'${WITH[status] ?? ''}`);

  async function at(status: ExportStatus): Promise<Row> {
    const road: Partial<Record<ExportStatus, readonly ExportStatus[]>> = {
      pending: [],
      approved: ['approved'],
      processing: ['approved', 'processing'],
      completed: ['approved', 'processing', 'completed'],
      failed: ['approved', 'processing', 'failed'],
      expired: ['approved', 'processing', 'completed', 'expired'],
      cancelled: ['cancelled'],
    };
    let row = await create();
    for (const step of road[status] ?? []) row = await go(row, step);
    return row;
  }

  it.each(STEPS.filter(({ isLegal }) => isLegal))(
    'lets a request go from $from to $to',
    async ({ from, to }) => {
      const row = await at(from);
      const moved = from === to ? await change(row, `status = '${to}'`) : await go(row, to);
      expect(moved.status).toBe(to);
    },
  );

  it.each(STEPS.filter(({ isLegal }) => !isLegal))('EN-AP-14: refuses $from to $to', async ({ from, to }) => {
    const row = await at(from);
    await expect(go(row, to)).rejects.toMatchObject({ code: CHECK, constraint: 'export_request_transition' });
  });

  it.each(EXPORT_STATUSES.filter((status) => status !== 'pending'))(
    'refuses a request that is born %s',
    async (status) => {
      await expect(create({ status })).rejects.toMatchObject({ constraint: 'export_request_transition' });
    },
  );

  describe('four eyes', () => {
    const waiting = () => create({ requires_approval: true });

    it('refuses an approval that nobody gave', async () => {
      await expect(go(await waiting(), 'approved')).rejects.toMatchObject({
        constraint: 'export_request_four_eyes',
      });
    });

    it.each(['approved_by', 'decided_by'])('EN-AP-7: refuses the requester as %s', async (column) => {
      await expect(
        change(await waiting(), `status = 'approved', ${column} = '${requester}'`),
      ).rejects.toMatchObject({ constraint: 'export_request_four_eyes' });
    });

    it('takes an approval of somebody else, and says when', async () => {
      expect(await change(await waiting(), `status = 'approved', approved_by = '${admin}'`)).toMatchObject({
        approved_by: admin,
        decided_by: admin,
        approved_at: expect.any(Date) as Date,
      });
    });

    it('keeps needing what it needed', async () => {
      await expect(change(await waiting(), `requires_approval = false`)).rejects.toMatchObject({
        constraint: 'export_request_requirement',
      });
    });

    it('EN-AP-9: refuses a rejection without a reason', async () => {
      await expect(
        change(await waiting(), `status = 'cancelled', decided_by = '${admin}', rejection_reason = ' '`),
      ).rejects.toMatchObject({ constraint: 'export_request_rejection_reason' });
    });

    it('EN-AP-11: forgets the approval of what goes back', async () => {
      const running = await go(
        await change(await waiting(), `status = 'approved', approved_by = '${admin}'`),
        'processing',
      );
      expect(await go(running, 'pending')).toMatchObject({
        approved_by: null,
        approved_at: null,
        decided_by: null,
        requires_approval: true,
      });
      expect(await go(await at('processing'), 'pending')).toMatchObject({ requires_approval: true });
    });
  });

  it.each([
    `filters = '{"all": true}'`,
    `data_type = 'clause'`,
    `format = 'pdf'`,
    `bu_codes = '{X}'`,
    `reason = 'other'`,
    `requested_by = '${admin}'`,
    `requester = '{"roles": ["org_admin"]}'`,
    `options = '{"columns": ["x"]}'`,
  ])('refuses to ask for something else: %s', async (assignment) => {
    await expect(change(await create(), assignment)).rejects.toMatchObject({
      constraint: 'export_request_frozen',
    });
  });

  it.each(['completed', 'failed', 'cancelled', 'expired'] as const)(
    'keeps what happened to a request that is %s',
    async (status) => {
      await expect(change(await at(status), `error_message = 'x', file_name = 'y'`)).rejects.toMatchObject({
        constraint: 'export_request_final',
      });
    },
  );

  it('counts downloads up to the limit, in any state of a finished request', async () => {
    const done = await at('completed');
    expect(await change(done, 'download_count = 5')).toMatchObject({ download_count: 5 });
    await expect(change(done, 'download_count = 6')).rejects.toMatchObject({
      constraint: 'export_request_downloads',
    });
  });

  it('measures how long it took, and counts its versions', async () => {
    const done = await at('completed');
    expect(done.processing_time_ms).toEqual(expect.any(Number));
    expect(done.version).toBe(4);
  });

  it('follows its job into processing', async () => {
    const request = await at('approved');
    const job = randomUUID();
    await client.query(
      `insert into tenant.tb_report_job (id, organization_id, report_type, report_category, format, requested_by_id, export_request_id)
       values ($1, $2, 'x', 'x', 'csv', $3, $4)`,
      [job, organization, requester, request.id],
    );
    await change(request, `job_id = '${job}'`);
    await client.query(`update tenant.tb_report_job set status = 'processing', attempts = 1 where id = $1`, [
      job,
    ]);
    expect(await change(request, 'updated_at = now()')).toMatchObject({
      status: 'processing',
      processing_started_at: expect.any(Date) as Date,
    });
  });
});
