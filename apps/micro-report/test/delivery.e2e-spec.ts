import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { until, type DeliveryJson } from './delivery-house.js';
import { FakeMicroData } from './fake-micro-data.js';
import { MailReceiver } from './mail-receiver.js';
import { ReportHouse } from './report-house.js';

describe('when a worker that sends mail goes away', () => {
  let clone: ClonedDatabase;
  let data: FakeMicroData;
  let mail: MailReceiver;
  let house: ReportHouse;

  beforeEach(async () => {
    clone = await cloneDatabase();
    data = await FakeMicroData.start();
    mail = await MailReceiver.start();
    const env = {
      SMTP_URL: mail.url,
      SMTP_FROM: 'reports@galley.example',
      SMTP_TLS: 'off',
      DELIVERY_LEASE_MS: '1500',
      DELIVERY_POLL_MS: '100',
      DELIVERY_BACKOFF_MS: '100',
    };
    house = await ReportHouse.open({ database: clone, microDataUrl: data.url, env });
  }, 60_000);
  afterEach(async () => {
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
  /** The worker whose mail the server has whole, and has not answered. */
  const sender = async (): Promise<ChildProcess> => {
    await until(
      () => Promise.resolve(mail.arrived.length),
      (count) => count > 0,
      30_000,
    );
    const [worker] = house.workers;
    if (!worker) throw new Error('no worker');
    return worker;
  };

  it('by kill -9 in the middle, another sends the same mail again: one row, one Message-ID', async () => {
    mail.manner = (_to, attempt) => (attempt === 1 ? 'hold' : 'accept');
    const job = await order('ada@example.org');
    (await sender()).kill('SIGKILL');
    expect(await deliveries(job)).toMatchObject([{ status: 'sending', attempts: 1 }]);
    house.addWorker();
    const rows = await until(() => deliveries(job), allDelivered, 30_000);
    expect(rows).toMatchObject([{ status: 'delivered', attempts: 2 }]);
    const ids = mail.arrived.map(({ mail: sent }) => sent.messageId);
    expect(ids).toEqual([`<${rows[0]?.message_id}@galley.example>`, ids[0]]);
    // Nothing is sent after that, by whomever.
    house.addWorker();
    const next = await order('bob@example.org');
    await until(
      () => deliveries(next),
      (all) => all.some(({ attempts }) => attempts > 0),
      30_000,
    );
    mail.release();
    expect(mail.to('ada@example.org')).toHaveLength(2);
  }, 90_000);

  it('by SIGTERM, it lets the mail under way be taken first', async () => {
    mail.manner = () => 'hold';
    const job = await order('ada@example.org');
    const worker = await sender();
    worker.kill('SIGTERM');
    // It claims nothing more from now on; the answer comes while it waits.
    mail.release();
    await once(worker, 'exit');
    expect(worker.exitCode).toBe(0);
    expect(await deliveries(job)).toMatchObject([{ status: 'delivered', attempts: 1 }]);
    expect(mail.arrived).toHaveLength(1);
  }, 60_000);
});
