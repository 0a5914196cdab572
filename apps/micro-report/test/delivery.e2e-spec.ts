import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { until, type DeliveryJson } from './delivery-house.js';
import { FakeMicroData } from './fake-micro-data.js';
import { MailReceiver } from './mail-receiver.js';
import { ReportHouse } from './report-house.js';

describe('a worker that sends mail', () => {
  let clone: ClonedDatabase;
  let data: FakeMicroData;
  let mail: MailReceiver;
  let house: ReportHouse;

  beforeAll(async () => {
    clone = await cloneDatabase();
    data = await FakeMicroData.start();
    mail = await MailReceiver.start();
    const env = {
      SMTP_URL: mail.url,
      SMTP_FROM: 'reports@galley.example',
      SMTP_TLS: 'off',
      DELIVERY_LEASE_MS: '3000',
      DELIVERY_POLL_MS: '100',
      DELIVERY_BACKOFF_MS: '100',
    };
    house = await ReportHouse.open({ database: clone, microDataUrl: data.url, env });
  }, 180_000);
  afterAll(async () => {
    await house?.close();
    await mail?.stop();
    await data?.stop();
    await clone?.drop();
  });

  const order = async (...addresses: string[]): Promise<string> => {
    const recipients = addresses.map((value) => ({ type: 'email', value }));
    return (await house.order('rows', { wish: { recipients } })).id;
  };
  const deliveries = async (job: string): Promise<DeliveryJson[]> => {
    const answer = await house.call('GET', `/api/reports/deliveries?job_id=${job}`);
    return ((await answer.json()) as { items: DeliveryJson[] }).items;
  };
  const allDelivered = (rows: DeliveryJson[]) =>
    rows.length > 0 && rows.every(({ status }) => status === 'delivered');
  /** The worker whose mail to this address the server has whole, and has not answered. */
  const senderOf = async (job: string, address: string): Promise<ChildProcess> => {
    await until(
      () => Promise.resolve(mail.to(address).length),
      (count) => count > 0,
      60_000,
    );
    const row = await house.database.asSystem((tx) => tx.delivery.findFirst({ where: { job_id: job } }));
    const worker = house.workers.find(({ pid }) => row?.owner?.includes(`:${pid}:`));
    if (!worker) throw new Error('no worker of ours is sending');
    return worker;
  };

  it('gets recipients that were checked: a malformed one is refused, an unknown type a warning', async () => {
    const body = (recipients: object[]) => ({ report_type: 'rows', format: 'csv', recipients });
    const wrong = [
      { type: 'email', value: 'ada@example.org, eve@example.org' },
      { type: 'email', value: 'ada@example.org' },
      { type: 'user', value: 'nobody@example.org' },
      { type: 'webhook', value: 'http://127.0.0.1/' },
      { type: 's3', value: 'nowhere:' },
      { name: 'Ada' },
    ];
    const refused = await house.call('POST', '/api/reports/generate', { body: body(wrong) });
    const problem = (await refused.json()) as { errors: { pointer: string }[] };
    expect(refused.status).toBe(422);
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual(
      [0, 2, 3, 4, 5].map((index) => `/recipients/${index}/value`),
    );
    const right = [
      { type: 'fax', value: '+47 22 00 00 00' },
      { email: 'liv@example.org', name: 'Liv' },
    ];
    const job = await house.order('rows', { wish: { recipients: right } });
    const warnings = [{ code: 'unknown-recipient-type', detail: expect.stringContaining('fax') as string }];
    expect(job).toMatchObject({
      warnings,
      recipients: [right[0], { type: 'email', value: 'liv@example.org', name: 'Liv' }],
    });
    expect(await house.until(job.id, 'completed')).toMatchObject({ warnings });
    expect(await until(() => deliveries(job.id), allDelivered)).toHaveLength(1);
  }, 180_000);

  it('that is killed in the middle loses nothing: another sends the same mail again, one row, one Message-ID', async () => {
    mail.manner = (_to, attempt) => (attempt === 1 ? 'hold' : 'accept');
    const job = await order('ada@example.org');
    (await senderOf(job, 'ada@example.org')).kill('SIGKILL');
    expect(await deliveries(job)).toMatchObject([{ status: 'sending', attempts: 1 }]);
    house.addWorker();
    const rows = await until(() => deliveries(job), allDelivered, 60_000);
    expect(rows).toMatchObject([{ status: 'delivered', attempts: 2 }]);
    const ids = mail.to('ada@example.org').map(({ mail: sent }) => sent.messageId);
    expect(ids).toEqual([`<${rows[0]?.message_id}@galley.example>`, ids[0]]);
    // Nothing is sent after that, although others are.
    mail.manner = () => 'accept';
    const next = await order('bob@example.org');
    await house.until(next, 'completed');
    await until(() => deliveries(next), allDelivered, 60_000);
    expect(mail.to('ada@example.org')).toHaveLength(2);
  }, 180_000);

  it('that is told to go lets the mail under way be taken first', async () => {
    mail.manner = () => 'hold';
    const job = await order('eva@example.org');
    const worker = await senderOf(job, 'eva@example.org');
    worker.kill('SIGTERM');
    // It claims nothing more from now on; the answer comes while it waits.
    mail.release();
    await once(worker, 'exit');
    expect(worker.exitCode).toBe(0);
    expect(await deliveries(job)).toMatchObject([{ status: 'delivered', attempts: 1 }]);
    expect(mail.to('eva@example.org')).toHaveLength(1);
  }, 180_000);
});
