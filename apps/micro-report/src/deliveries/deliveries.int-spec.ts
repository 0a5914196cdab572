import { randomUUID } from 'node:crypto';
import { CONTENT, DeliveryHouse, never, type InboxJson } from '../../test/delivery-house.js';
import { HttpReceiver, verified } from '../../test/http-receiver.js';
import { MailReceiver } from '../../test/mail-receiver.js';
import { USER } from '../../test/report-app.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { QueueModule } from '../queue/queue.module.js';

const email = (value: string, more: object = {}) => ({ type: 'email', value, ...more });

describe('deliveries', () => {
  let mail: MailReceiver;
  let http: HttpReceiver;
  let house: DeliveryHouse;

  beforeAll(async () => {
    mail = await MailReceiver.start();
    http = await HttpReceiver.start();
    const finance = {
      endpoint: http.url,
      bucket: 'finance',
      access_key_id: 'a',
      secret_access_key: 'b',
      force_path_style: true,
    };
    const settings = {
      SMTP_URL: mail.url,
      SMTP_FROM: 'Galley <reports@galley.example>',
      WEBHOOK_TIMEOUT_MS: '150',
      DELIVERY_S3: JSON.stringify({ finance }),
      DELIVERY_S3_TIMEOUT_MS: '1000',
    };
    house = await DeliveryHouse.open(settings, [QueueModule, JobsModule]);
  });
  afterAll(async () => {
    await house?.close();
    await mail?.stop();
    await http?.stop();
  });
  beforeEach(async () => {
    mail.arrived.length = 0;
    http.received.length = 0;
    mail.manner = () => 'accept';
    http.manner = () => 204;
    await house.settings({});
  });

  const get = async (path: string, call = {}) => (await house.report.call(path, call)).json() as never;
  const post = (path: string, body: object = {}, call = {}) =>
    house.report.call(path, { method: 'POST', body, ...call });

  describe('send the file', () => {
    it('with a mail to each recipient, once, under a Message-ID of its own', async () => {
      const job = await house.finish([email('ada@example.org', { name: 'Ada' }), email('bob@example.org')]);
      const [ada, bob] = await house.settled(job);
      expect([ada, bob]).toMatchObject([
        { status: 'delivered', form: 'attachment', attempts: 1, target: 'ada@example.org', name: 'Ada' },
        { status: 'delivered', form: 'attachment', attempts: 1, target: 'bob@example.org', name: null },
      ]);
      expect(mail.arrived.map(({ to }) => to).toSorted()).toEqual(['ada@example.org', 'bob@example.org']);
      const [{ mail: sent } = never()] = mail.to('ada@example.org');
      expect(sent.messageId).toBe(`<${ada?.message_id}@galley.example>`);
      expect(sent.subject).toBe('stock is ready');
      expect(sent.text).toContain('Hello Ada');
      expect(sent.attachments).toMatchObject([{ filename: 'Stock 2026-07-01.csv', mimeType: 'text/csv' }]);
      expect(ada?.message_id).not.toBe(bob?.message_id);
      const audited = await house.report.database.asSystem((tx) =>
        tx.audit_event.findMany({ where: { entity_id: ada?.id ?? '' } }),
      );
      expect(audited).toMatchObject([
        {
          action: 'delivery.send',
          actor_id: USER,
          facts: { channel: 'email', form: 'attachment', attempt: 1 },
        },
      ]);
    });

    it('once to who is named twice', async () => {
      const job = await house.finish([email('Ada@EXAMPLE.org'), email('Ada@example.org')]);
      expect(await house.settled(job)).toHaveLength(1);
      expect(mail.arrived).toHaveLength(1);
    });

    it('as a link when it is larger than the organization wants attached', async () => {
      await house.settings({ attachment_max_bytes: 5, link_days: 3 });
      const job = await house.finish([email('ada@example.org')]);
      const [delivery] = await house.settled(job);
      expect(delivery).toMatchObject({ status: 'delivered', form: 'link', share_id: expect.any(String) });
      const [{ mail: sent } = never()] = mail.arrived;
      expect(sent.attachments).toEqual([]);
      expect(sent.text).toMatch(/https:\/\/galley\.example\/api\/shared\/\S{20,}/);
      const days = await house.report.database.asSystem(
        (tx) => tx.$queryRaw<{ days: number }[]>`
          select round(extract(epoch from expires_at - created_at) / 86400)::int as days from tenant.share_link
          where id = ${delivery?.share_id as string}::uuid`,
      );
      expect(days).toEqual([{ days: 3 }]);
    });

    it.each([
      // Nobody has the first link.
      ['defer', 1],
      // Somebody may have it in hand.
      ['drop', 2],
    ] as const)('as a link made anew where the first attempt met %s: %i stay open', async (manner, open) => {
      await house.settings({ attachment_max_bytes: 5 });
      mail.manner = (_to, attempt) => (attempt === 1 ? manner : 'accept');
      const to = `${manner}@example.org`;
      const job = await house.finish([email(to)]);
      const [delivery] = await house.settled(job);
      expect(delivery).toMatchObject({ status: 'delivered', attempts: 2 });
      const links = await house.report.database.asSystem((tx) =>
        tx.share_link.findMany({
          where: { label: `delivery ${delivery?.id}` },
          orderBy: { created_at: 'asc' },
        }),
      );
      expect(links.map(({ revoked_at }) => revoked_at === null)).toEqual([open === 2, true]);
      expect(links[1]?.id).toBe(delivery?.share_id);
    });

    it('as a link when the mail server finds it too large', async () => {
      mail.manner = () => 'too-large';
      const job = await house.finish([email('ada@example.org')]);
      expect(await house.settled(job)).toMatchObject([{ status: 'delivered', form: 'link', attempts: 2 }]);
    });

    it('in the reader’s language, with the organization’s words, unless the run has its own', async () => {
      const body = {
        kind: 'report-ready',
        locale: 'nb',
        subject: '{{report}} er her',
        body: 'Hei {{recipient}}.',
      };
      const { status } = await post('/api/reports/messages', body);
      expect(status).toBe(201);
      const all = [
        email('kari@example.org', { locale: 'nb-NO', name: 'Kari' }),
        email('luc@example.org', { locale: 'fr' }),
      ];
      await house.settled(await house.finish(all));
      expect(mail.to('kari@example.org')[0]?.mail).toMatchObject({ subject: 'stock er her' });
      expect(mail.to('kari@example.org')[0]?.mail.text).toContain('Hei Kari.');
      expect(mail.to('luc@example.org')[0]?.mail.text).toContain('est disponible');
      const message = { subject: 'Week {{rows}}' };
      await house.settled(
        await house.finish([email('liv@example.org', { locale: 'nb', name: 'Liv' })], { message }),
      );
      expect(mail.to('liv@example.org')[0]?.mail).toMatchObject({ subject: 'Week 1' });
      expect(mail.to('liv@example.org')[0]?.mail.text).toContain('Hei Liv.');
    });

    it('to the inbox of a member, by id or address, exactly once', async () => {
      const id = await house.addMember('eva@example.org', 'member', 'th');
      const job = await house.finish([
        { type: 'user', value: id },
        { type: 'user', value: 'EVA@example.org' },
      ]);
      expect(await house.settled(job)).toMatchObject([
        { channel: 'user', target: id, status: 'delivered', form: 'message' },
      ]);
      const inbox = (await get('/api/inbox', { sub: id, roles: ['member'] })) as InboxJson;
      expect(inbox).toMatchObject({ total: 1, unread: 1 });
      expect(inbox.items).toMatchObject([
        {
          kind: 'report-ready',
          job_id: job,
          subject: expect.stringMatching(/[\u0e00-\u0e7f]/),
          file_url: `/api/reports/jobs/${job}/download`,
        },
      ]);
      // It is somebody else's run, and the file is there for whom it was delivered to.
      const fetched = (call: object) => house.report.call(`/api/reports/jobs/${job}/download`, call);
      expect(await fetched({ sub: id, roles: ['member'] })).toMatchObject({ status: 200, text: CONTENT });
      expect(await fetched({ sub: randomUUID(), roles: ['member'] })).toMatchObject({ status: 404 });
      expect(await fetched({ sub: id, roles: ['member'], org: 'GLOBEX' })).toMatchObject({ status: 404 });
    });

    it('as a signed event with a link to a webhook', async () => {
      const target = `${http.url}/hook`;
      await house.settled(await house.finish([{ type: 'webhook', value: target }]));
      const { secret } = (await (await post('/api/webhooks/recipient-secret')).json()) as { secret: string };
      const event = verified(http.at('/hook')[0], secret) as { data: { link: { url: string } } };
      expect(event).toMatchObject({
        type: 'report.delivered',
        data: { file: { name: 'Stock 2026-07-01.csv' } },
      });
      expect(event.data.link.url).toMatch(/^https:\/\/galley\.example\/api\/shared\//);
    });
  });

  describe('when a receiver fails', () => {
    it('a mail server that drops after accepting gets the same mail again, and no more than the attempts', async () => {
      mail.manner = (to, attempt) => (to === 'twice@example.org' && attempt > 1 ? 'accept' : 'drop');
      const job = await house.finish([email('never@example.org'), email('twice@example.org')]);
      const [lost, twice] = await house.settled(job);
      expect(lost).toMatchObject({ status: 'failed', attempts: 3, last_error_code: 'outcome-unknown' });
      expect(twice).toMatchObject({ status: 'delivered', attempts: 2, last_error_code: null });
      for (const [address, delivery, times] of [
        ['never@example.org', lost, 3],
        ['twice@example.org', twice, 2],
      ] as const) {
        const ids = mail.to(address).map(({ mail: sent }) => sent.messageId);
        expect(ids).toEqual(Array.from({ length: times }, () => `<${delivery?.message_id}@galley.example>`));
      }
      expect(await house.deliveries(job)).toHaveLength(2);
    });

    it('a webhook that times out is asked again, with the same id and the same content', async () => {
      http.manner = (count) => (count === 1 ? 'hang' : 204);
      const job = await house.finish([{ type: 'webhook', value: `${http.url}/slow` }]);
      const [delivery] = await house.settled(job);
      expect(delivery).toMatchObject({ status: 'delivered', attempts: 2 });
      const ids = http.at('/slow').map(({ headers }) => headers['webhook-id']);
      expect(ids).toEqual([delivery?.message_id, delivery?.message_id]);
    });

    it('an S3 that answers 500 fails visibly, and gets the file when somebody asks again', async () => {
      let isBroken = true;
      http.manner = (_count, _path, method) => (method === 'HEAD' ? 404 : isBroken ? 500 : 200);
      const job = await house.finish([{ type: 's3', value: 'finance:monthly/' }]);
      const [failed] = await house.settled(job, 25_000);
      expect(failed).toMatchObject({ status: 'failed', attempts: 3, form: 'file', delivered_at: null });
      expect(failed?.last_error).toEqual(expect.any(String));
      isBroken = false;
      expect((await post(`/api/reports/deliveries/${failed?.id}/retry`)).status).toBe(200);
      expect(await house.settled(job)).toMatchObject([
        { status: 'delivered', attempts: 4, last_error: null },
      ]);
      const puts = http.received.filter(({ method }) => method === 'PUT');
      expect(puts.at(-1)?.body).toBe(CONTENT);
      // Whatever an attempt may have left there, the next one writes the same file.
      expect(new Set(puts.map(({ path }) => path.split('?')[0])).size).toBe(1);
      expect(puts[0]?.path).toMatch(
        /^\/finance\/monthly\/Stock 2026-07-01\.|^\/finance\/monthly\/Stock%202026-07-01\./,
      );
    });

    it('what the server refuses for good is not tried again, and what it defers is', async () => {
      mail.manner = (to, attempt) =>
        to === 'gone@example.org' ? 'refuse' : attempt === 1 ? 'defer' : 'accept';
      const job = await house.finish([email('gone@example.org'), email('later@example.org')]);
      expect(await house.settled(job)).toMatchObject([
        { target: 'gone@example.org', status: 'failed', attempts: 1, last_error_code: 'recipient-refused' },
        { target: 'later@example.org', status: 'delivered', attempts: 2 },
      ]);
    });

    it('of twenty recipients three fail, and a retry sends to those three only', async () => {
      const addresses = Array.from({ length: 20 }, (_, n) => `r${String(n).padStart(2, '0')}@example.org`);
      const bad = ['r03@example.org', 'r11@example.org', 'r19@example.org'];
      mail.manner = (to) => (bad.includes(to) ? 'refuse' : 'accept');
      const job = await house.finish(addresses.map((address) => email(address)));
      const first = await house.settled(job);
      expect(first.filter(({ status }) => status === 'failed').map(({ target }) => target)).toEqual(bad);
      expect(mail.arrived).toHaveLength(17);
      mail.manner = () => 'accept';
      const answer = await post('/api/reports/deliveries/retry', { job_id: job });
      expect(answer.json()).toEqual({ retried: 3 });
      const second = await house.settled(job);
      expect(second.every(({ status }) => status === 'delivered')).toBe(true);
      expect(
        mail.arrived
          .slice(17)
          .map(({ to }) => to)
          .toSorted(),
      ).toEqual(bad);
      expect((await post('/api/reports/deliveries/retry', { job_id: job })).json()).toEqual({ retried: 0 });
    });

    it.each([
      ['gone into the archive', 'archived-restore-required'],
      ['expired', 'file-expired'],
    ])('a file that has %s meanwhile is not sent, and the reason says so', async (what, code) => {
      mail.manner = () => 'refuse';
      const job = await house.finish([email('ada@example.org')]);
      const [{ id } = never()] = await house.settled(job);
      const file = await house.report.database.asSystem((tx) =>
        tx.generated_report.update({
          where: { job_id: job },
          data: what === 'expired' ? { expires_at: new Date(0) } : {},
        }),
      );
      if (what !== 'expired') {
        expect((await post(`/api/reports/generated/${file.id}/archive`)).status).toBe(200);
      }
      await post(`/api/reports/deliveries/${id}/retry`);
      expect(await house.settled(job)).toMatchObject([{ status: 'failed', last_error_code: code }]);
    });

    it('a member who has left gets nothing, visibly', async () => {
      const job = await house.finish([{ type: 'user', value: USER }]);
      expect(await house.settled(job)).toMatchObject([
        { status: 'failed', last_error_code: 'target-invalid' },
      ]);
    });
  });

  describe('a person', () => {
    it('cannot have sent again what was delivered', async () => {
      const job = await house.finish([email('ada@example.org')]);
      const [{ id } = never()] = await house.settled(job);
      const answer = await post(`/api/reports/deliveries/${id}/retry`);
      expect([answer.status, answer.json()]).toEqual([
        409,
        expect.objectContaining({ code: 'delivery-not-retriable' }),
      ]);
      expect(mail.arrived).toHaveLength(1);
    });

    it('cannot overrule the policy', async () => {
      await house.settings({ allowed_domains: ['example.org'] });
      const job = await house.finish([email('eve@example.com')]);
      const [{ id } = never()] = await house.settled(job);
      expect((await post(`/api/reports/deliveries/${id}/retry`)).status).toBe(409);
    });

    it('sees and repeats nothing of another organization, nor without the right', async () => {
      mail.manner = () => 'refuse';
      const job = await house.finish([email('ada@example.org')]);
      const [{ id } = never()] = await house.settled(job);
      const path = `/api/reports/deliveries/${id}`;
      expect((await house.report.call(path, { org: 'GLOBEX' })).status).toBe(404);
      expect((await post(`${path}/retry`, {}, { org: 'GLOBEX' })).status).toBe(404);
      expect((await post('/api/reports/deliveries/retry', { job_id: job }, { org: 'GLOBEX' })).status).toBe(
        404,
      );
      expect((await post(`${path}/retry`, {}, { roles: ['member'] })).status).toBe(403);
      expect((await house.report.call(path, { bus: ['T01'], sub: OTHER })).status).toBe(404);
      expect(await get('/api/reports/deliveries', { org: 'GLOBEX' })).toMatchObject({ total: 0 });
    });

    it('finds deliveries by status and channel', async () => {
      mail.manner = (to) => (to === 'bad@example.org' ? 'refuse' : 'accept');
      const job = await house.finish([email('bad@example.org'), email('good@example.org')]);
      await house.settled(job);
      const list = (query: string) => get(`/api/reports/deliveries?job_id=${job}&${query}`);
      expect(await list('status=failed')).toMatchObject({ total: 1, items: [{ target: 'bad@example.org' }] });
      expect(await list('channel=email')).toMatchObject({ total: 2 });
      expect(await list('channel=user')).toMatchObject({ total: 0 });
      expect((await house.report.call('/api/reports/deliveries?status=lost')).status).toBe(422);
    });
  });

  it('tell who ordered it of a run that failed, and send nothing', async () => {
    const job = await house.fail({ recipients: [email('ada@example.org')] });
    const inbox = (await get('/api/inbox')) as InboxJson;
    const [message] = inbox.items.filter(({ job_id }) => job_id === job);
    expect(message).toMatchObject({ kind: 'report-failed', file_url: null });
    expect(message?.body).toContain('It took too long.');
    expect(message?.body).not.toContain('do not reply');
    expect(await house.deliveries(job)).toEqual([]);
  });

  it('tell the owner of the schedule too', async () => {
    const owner_id = await house.addMember('owner@example.org');
    const { id: schedule_id } = await house.report.database.withTenant(house.report.acme, (tx) =>
      tx.tb_report_schedule.create({
        data: {
          organization_id: house.report.acme,
          name: 'Nightly',
          format: 'csv',
          owner_id,
          frequency: 'on_demand',
          report_type: 'stock',
        },
      }),
    );
    const job = await house.fail({ schedule_id });
    const inbox = (await get('/api/inbox', { sub: owner_id, roles: ['member'] })) as InboxJson;
    expect(inbox.items).toMatchObject([
      { kind: 'report-failed', job_id: job, body: expect.stringContaining('Nightly') },
    ]);
  });
});

const OTHER = '0199aaaa-0000-7000-8000-000000000002';
