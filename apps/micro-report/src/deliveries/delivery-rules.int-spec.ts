import { randomUUID } from 'node:crypto';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { POST_STATUSES, POST_TRANSITIONS } from '../webhooks/webhook-lifecycle.js';
import { DELIVERY_STATUSES, DELIVERY_TRANSITIONS, type DeliveryStatus } from './delivery-lifecycle.js';

const CHECK = '23514';
const CLAIM = `status = 'sending', attempts = attempts + 1, owner = 'w1', lease_expires_at = now() + interval '30 s'`;
const FAIL = `status = 'failed', last_error_code = 'refused'`;

/** Moves that the tables do not list: a row that stays where it is. Ends that nothing changes are not among them. */
const STAYS = ['pending→pending', 'sending→sending'];

describe('the rules of a delivery', () => {
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

  const move = (status: string): string =>
    status === 'sending'
      ? CLAIM
      : status === 'failed'
        ? FAIL
        : status === 'suppressed'
          ? `status = 'suppressed', reason = 'condition-no-rows'`
          : `status = '${status}'`;

  async function one(sql: string, values: unknown[] = []): Promise<Record<string, unknown>> {
    const { rows } = await client.query<Record<string, unknown>>(sql, values);
    const [row] = rows;
    if (!row) throw new Error('no row');
    return row;
  }

  describe('of a file', () => {
    const born = async (fields = ''): Promise<string> => {
      const { id: job } = await one(
        `insert into tenant.tb_report_job (id, organization_id, report_type, report_category, format, requested_by_id)
         values (gen_random_uuid(), $1, 'x', 'x', 'csv', $1) returning id`,
        [organization],
      );
      const [names, values] = fields === '' ? ['', ''] : fields.split(' = ');
      const row = await one(
        `insert into tenant.delivery (id, organization_id, job_id, channel, target ${names && `, ${names}`})
         values (gen_random_uuid(), $1, $2, 'email', 'ada@example.org' ${values && `, ${values}`}) returning id`,
        [organization, job],
      );
      return row.id as string;
    };
    const change = (id: string, assignments: string) =>
      one(`update tenant.delivery set ${assignments} where id = $1 returning *`, [id]);
    const at = async (status: DeliveryStatus): Promise<string> => {
      if (status === 'suppressed') return born(`status, reason = 'suppressed', 'condition-no-rows'`);
      const id = await born();
      if (status === 'pending') return id;
      await change(id, CLAIM);
      if (status !== 'sending') await change(id, move(status));
      return id;
    };
    const legal = DELIVERY_TRANSITIONS.map(({ from, to }) => `${from}→${to}`);
    const steps = DELIVERY_STATUSES.flatMap((from) => DELIVERY_STATUSES.map((to) => ({ from, to })));
    // What stands may be touched without moving; a claim is no touch.
    const isStill = ({ from, to }: { from: string; to: string }) => from === to && from !== 'delivered';

    it.each(steps.filter(({ from, to }) => legal.includes(`${from}→${to}`)))(
      'lets it go from $from to $to',
      async ({ from, to }) => {
        expect(await change(await at(from), move(to))).toMatchObject({ status: to });
      },
    );

    it.each(steps.filter((step) => !legal.includes(`${step.from}→${step.to}`) && !isStill(step)))(
      'refuses $from to $to',
      async ({ from, to }) => {
        await expect(change(await at(from), move(to))).rejects.toMatchObject({
          code: CHECK,
          constraint: 'delivery_transition',
        });
      },
    );

    it.each(['sending', 'delivered', 'failed'])('refuses one that is born %s', async (status) => {
      await expect(born(`status = '${status}'`)).rejects.toMatchObject({ code: CHECK });
    });

    it('refuses a status that does not exist', async () => {
      await expect(change(await at('pending'), `status = 'lost'`)).rejects.toMatchObject({ code: CHECK });
    });

    it('never sends again what was delivered, whatever else is changed', async () => {
      const id = await at('delivered');
      await expect(change(id, `target = 'eve@example.org'`)).rejects.toMatchObject({ code: CHECK });
      await expect(change(id, 'max_attempts = 20')).rejects.toMatchObject({ code: CHECK });
    });

    it('never sends what the policy refused', async () => {
      const id = await born(`status, reason = 'suppressed', 'refused-by-policy'`);
      await expect(change(id, `status = 'pending'`)).rejects.toMatchObject({
        constraint: 'delivery_suppressed_for_good',
      });
    });

    it('says why nothing was sent', async () => {
      await expect(born(`status = 'suppressed'`)).rejects.toMatchObject({ constraint: 'delivery_state' });
      const sending = await at('sending');
      await expect(change(sending, `status = 'failed'`)).rejects.toMatchObject({
        constraint: 'delivery_state',
      });
    });

    it('counts an attempt when it is claimed, and only then', async () => {
      const pending = await at('pending');
      const claim = CLAIM.replace('attempts + 1', 'attempts');
      await expect(change(pending, claim)).rejects.toMatchObject({ constraint: 'delivery_attempts' });
      const sending = await at('sending');
      const back = `status = 'pending', attempts = 0`;
      await expect(change(sending, back)).rejects.toMatchObject({ constraint: 'delivery_attempts' });
    });

    it('is not claimed beyond its attempts', async () => {
      const id = await at('pending');
      await change(id, 'max_attempts = 1');
      await change(id, CLAIM);
      await change(id, `status = 'pending'`);
      await expect(change(id, CLAIM)).rejects.toMatchObject({ constraint: 'delivery_attempts_bounded' });
    });

    it.each([
      'organization_id = gen_random_uuid()',
      'job_id = gen_random_uuid()',
      `channel = 'sftp'`,
      `message_id = 'x'`,
    ])('keeps its identity against "%s"', async (assignment) => {
      await expect(change(await at('pending'), assignment)).rejects.toMatchObject({
        constraint: 'delivery_identity',
      });
    });

    it('forgets its claim when it ends', async () => {
      expect(await change(await at('sending'), FAIL)).toMatchObject({ owner: null, lease_expires_at: null });
    });

    it('is one per job, channel and target', async () => {
      const { job_id } = await change(await at('pending'), 'options = options');
      const again = one(
        `insert into tenant.delivery (id, organization_id, job_id, channel, target)
         values (gen_random_uuid(), $1, $2, 'email', 'ada@example.org') returning id`,
        [organization, job_id],
      );
      await expect(again).rejects.toMatchObject({ code: '23505' });
    });
  });

  describe('of an event', () => {
    let endpoint: string;

    beforeAll(async () => {
      const row = await one(
        `insert into tenant.webhook_endpoint (id, organization_id, name, url)
         values (gen_random_uuid(), $1, 'till', 'https://example.org/') returning id`,
        [organization],
      );
      endpoint = row.id as string;
    });

    const born = (status = 'pending', event = randomUUID()) =>
      one(
        `insert into tenant.webhook_delivery (id, organization_id, endpoint_id, event_id, event_type, payload, status)
         values (gen_random_uuid(), $1, $2, $3, 'job.completed', '{}', $4) returning *`,
        [organization, endpoint, event, status],
      );
    const change = (id: unknown, assignments: string) =>
      one(`update tenant.webhook_delivery set ${assignments} where id = $1 returning *`, [id]);
    const plain = (status: string): string => (status === 'sending' ? CLAIM : `status = '${status}'`);
    const at = async (status: string): Promise<unknown> => {
      const { id } = await born();
      if (status === 'pending') return id;
      if (status !== 'suppressed') await change(id, CLAIM);
      if (status !== 'sending') await change(id, plain(status));
      return id;
    };
    const legal = POST_TRANSITIONS.map(({ from, to }) => `${from}→${to}`);
    const steps = POST_STATUSES.flatMap((from) => POST_STATUSES.map((to) => ({ from, to })));

    it.each(steps.filter(({ from, to }) => legal.includes(`${from}→${to}`)))(
      'lets it go from $from to $to',
      async ({ from, to }) => {
        expect(await change(await at(from), plain(to))).toMatchObject({ status: to });
      },
    );

    it.each(
      steps.filter(({ from, to }) => !legal.includes(`${from}→${to}`) && !STAYS.includes(`${from}→${to}`)),
    )('refuses $from to $to', async ({ from, to }) => {
      await expect(change(await at(from), plain(to))).rejects.toMatchObject({
        code: CHECK,
        constraint: 'webhook_delivery_transition',
      });
    });

    it.each(['sending', 'delivered', 'failed', 'suppressed'])(
      'refuses one that is born %s',
      async (status) => {
        await expect(born(status)).rejects.toMatchObject({ code: CHECK });
      },
    );

    it('keeps its payload', async () => {
      await expect(change(await at('pending'), `payload = '{"type": "x"}'`)).rejects.toMatchObject({
        constraint: 'webhook_delivery_identity',
      });
    });

    it('tells an endpoint of an event once', async () => {
      const event = randomUUID();
      await born('pending', event);
      await expect(born('pending', event)).rejects.toMatchObject({ code: '23505' });
    });
  });
});
