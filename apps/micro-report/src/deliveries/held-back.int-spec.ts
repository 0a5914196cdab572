import { DeliveryHouse } from '../../test/delivery-house.js';
import { MailReceiver } from '../../test/mail-receiver.js';

const email = (value: string) => ({ type: 'email', value });

describe('deliveries hold back', () => {
  let mail: MailReceiver;
  let house: DeliveryHouse;

  beforeAll(async () => {
    mail = await MailReceiver.start();
    house = await DeliveryHouse.open({ SMTP_URL: mail.url, SMTP_FROM: 'Galley <reports@galley.example>' });
  });
  afterAll(async () => {
    await house?.close();
    await mail?.stop();
  });
  beforeEach(async () => {
    mail.arrived.length = 0;
    mail.manner = () => 'accept';
    await house.settings({});
  });

  const post = (path: string) => house.report.call(path, { method: 'POST', body: {} });
  const jobsOf = (id: string) =>
    house.report.database.asSystem((tx) => tx.tb_report_job.findMany({ where: { id } }));

  it('what the policy refuses, and say so on the job', async () => {
    await house.settings({ allowed_domains: ['example.org', '*.example.org'] });
    const job = await house.finish([
      email('ada@example.org'),
      email('bob@mail.example.org'),
      email('eve@example.com'),
      { type: 'fax', value: '+47 22 00 00 00' },
    ]);
    expect(await house.settled(job)).toMatchObject([
      { target: 'ada@example.org', status: 'delivered' },
      { target: 'bob@mail.example.org', status: 'delivered' },
      { target: 'eve@example.com', status: 'suppressed', reason: 'refused-by-policy' },
    ]);
    expect(mail.arrived).toHaveLength(2);
    const [row] = await jobsOf(job);
    expect(row?.warnings).toMatchObject([
      { code: 'unknown-recipient-type', detail: expect.stringContaining('fax') },
      { code: 'refused-by-policy', detail: expect.stringContaining('eve@example.com') },
    ]);
  });

  it('what the policy refuses by the time it is sent', async () => {
    mail.manner = (_to, attempt) => (attempt === 1 ? 'refuse' : 'accept');
    const job = await house.finish([email('late@example.com')]);
    const [failed] = await house.settled(job);
    expect(failed).toMatchObject({ status: 'failed', last_error_code: 'recipient-refused' });
    await house.settings({ allowed_domains: ['example.org'] });
    expect((await post(`/api/reports/deliveries/${failed?.id}/retry`)).status).toBe(200);
    expect(await house.settled(job)).toMatchObject([{ status: 'failed', last_error_code: 'target-refused' }]);
    expect(mail.arrived).toEqual([]);
  });

  it.each([
    ['without rows', { only_if_rows: true }, { rows: 0 }, 'condition-no-rows'],
    [
      'that says the same as the last',
      { only_if_changed: true, last_fingerprint: 'sha256:7' },
      { fingerprint: 'sha256:7' },
      'condition-unchanged',
    ],
  ])(
    'a report %s when the run says so, until somebody wants it all the same',
    async (_what, conditions, result, reason) => {
      const job = await house.finish([email('ada@example.org')], { conditions }, result);
      const [held] = await house.settled(job);
      expect(held).toMatchObject({ status: 'suppressed', reason, attempts: 0 });
      expect(mail.arrived).toEqual([]);
      await post(`/api/reports/deliveries/${held?.id}/retry`);
      expect(await house.settled(job)).toMatchObject([{ status: 'delivered', reason: null }]);
    },
  );

  it('nothing when the conditions are met', async () => {
    const conditions = { only_if_rows: true, only_if_changed: true, last_fingerprint: 'sha256:7' };
    const job = await house.finish([email('ada@example.org')], { conditions });
    expect(await house.settled(job)).toMatchObject([{ status: 'delivered' }]);
  });
});
