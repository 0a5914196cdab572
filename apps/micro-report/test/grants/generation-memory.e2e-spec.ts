import { readFile } from 'node:fs/promises';
import { seedGrantsDemo } from '@galley/pack-grants/demo';
import { seedGrantsTemplates } from '@galley/pack-grants/report';
import { WholeProduct } from '../whole/whole-product.js';

const SIZE = { local_associations: 5, contacts: 80, peer_mentors: 10, activities: 50 };
const ACTIVITIES = 100_000;
/** What a worker may need more for a hundred thousand activities than for fifty. */
const MORE_MB = 100;

interface ReportJson {
  readonly id: string;
  readonly status: string;
  readonly error_message: string | null;
  readonly generation_job_id: string | null;
  readonly total_activity_count: number | null;
}

/** Peaks of memory are read where Linux tells them. */
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('the generation of a long Bufdir report', () => {
  let product: WholeProduct;

  beforeAll(async () => {
    product = await WholeProduct.start();
    await seedGrantsTemplates(product.admin);
    await seedGrantsDemo(product.admin, SIZE);
    await manyActivities();
  }, 300_000);
  afterAll(() => product?.stop());

  /** A year of conversations, each with two people and a mentor. */
  async function manyActivities(): Promise<void> {
    const { admin } = product;
    await admin.query(`set session_replication_role = replica`);
    await admin.query(
      `create temp table place as
       select o.id as organization_id,
         array(select u.id from grants.organization_unit u where u.organization_id = o.id and u.kind = 'local') as units,
         array(select c.id from grants.contact c where c.organization_id = o.id order by c.id) as contacts,
         array(select m.id from grants.peer_mentor m where m.organization_id = o.id order by m.id) as mentors,
         (select l.internal from grants.organization_label l
          where l.organization_id = o.id and l.key = 'one_to_one' order by l.internal limit 1) as type
       from platform.organization o where o.code = 'likeverd'`,
    );
    await admin.query(
      `create temp table many as
       select gen_random_uuid() as id, n, place.* from place, generate_series(1, ${ACTIVITIES}) as n`,
    );
    await admin.query(
      `insert into grants.activity (id, organization_id, unit_id, type, date, duration_min, approval_status)
       select id, organization_id, units[1 + n % cardinality(units)], type, timestamptz '2022-01-02' + make_interval(mins => 5 * n), 60, 'approved'
       from many`,
    );
    await admin.query(
      `insert into grants.activity_contact (id, organization_id, activity_id, contact_id)
       select gen_random_uuid(), organization_id, id, contacts[1 + (n * k) % cardinality(contacts)]
       from many, generate_series(1, 2) as k where k = 1 or n % cardinality(contacts) <> (n * 2) % cardinality(contacts)`,
    );
    await admin.query(
      `insert into grants.activity_peer_mentor (id, organization_id, activity_id, peer_mentor_id)
       select gen_random_uuid(), organization_id, id, mentors[1 + n % cardinality(mentors)] from many`,
    );
    await admin.query(`set session_replication_role = origin`);
    await admin.query('analyze');
  }

  const call = <T>(path: string, method: string, body?: object) =>
    product.get<T>(path, { org: 'likeverd', role: 'coordinator', method, body });

  async function generated(year: number): Promise<ReportJson> {
    const period = { reporting_period_start: `${year}-01-01`, reporting_period_end: `${year}-12-31` };
    const report = await call<ReportJson>('/api/grants/reports', 'POST', { ...period, format: 'csv' });
    await product.call(`/api/reports/jobs/${report.generation_job_id}/events`, {
      org: 'likeverd',
      role: 'coordinator',
    });
    return call<ReportJson>(`/api/grants/reports/${report.id}`, 'GET');
  }

  /** The most memory that the worker has had so far. */
  async function peakMb(): Promise<number> {
    const status = await readFile(`/proc/${product.house.workers[0]?.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  }

  it('holds no list of its activities: the worker stays small', async () => {
    expect(await generated(2023)).toMatchObject({ status: 'completed' });
    const before = await peakMb();
    expect(await generated(2022)).toMatchObject({
      status: 'completed',
      error_message: null,
      total_activity_count: ACTIVITIES,
    });
    const more = (await peakMb()) - before;
    expect(more).toBeLessThan(MORE_MB);
  }, 300_000);
});
