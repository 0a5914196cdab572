import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { z } from 'zod';
import type { Channel } from '../channel.js';
import { deliveryConfigShape, openChannels } from '../registry.js';
import { certificateIn } from '../testing/certificate.js';
import { faultOf, fileOf, messageOf, never, verdictOf } from '../testing/messages.js';

interface Arrived {
  readonly from: string;
  readonly to: string[];
  readonly raw: Buffer;
}

const stops: (() => Promise<unknown>)[] = [];
let arrived: Arrived[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-smtp-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  arrived = [];
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** Reads a mail to its end; one that breaks off is nobody's. */
async function read(stream: Readable, whole: (raw: Buffer) => void): Promise<void> {
  const raw = await buffer(stream).catch(() => null);
  if (raw) whole(raw);
}

/** A mail server that keeps what arrives; `options` make it refuse. Resolves with its address. */
async function mailServer(options: SMTPServerOptions = {}): Promise<string> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData(stream, { envelope }, done) {
      void read(stream, (raw) => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        arrived.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw });
        done(null, 'queued as 17');
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  stops.push(() => new Promise<void>((done) => server.close(() => done())));
  return `127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

/** A server that answers as told, line by line, and may hang up. */
async function scriptedServer(answer: (line: string, socket: Socket) => string | null): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write('220 test\r\n');
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const said = answer(line, socket);
        if (said !== null && !socket.destroyed) socket.write(`${said}\r\n`);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((done) => server.close(done));
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function open(address: string, more: Record<string, string> = {}): Channel {
  const config = z.object(deliveryConfigShape).parse({
    SMTP_URL: `smtp://${address}`,
    SMTP_FROM: 'Galley Rapporter <reports@galley.example>',
    SMTP_TLS: 'off',
    SMTP_TIMEOUT_MS: '2000',
    ...more,
  });
  const channels = openChannels(config);
  stops.push(() => channels.close());
  return channels.get('email') as Channel;
}

const parsed = (index = 0) => PostalMime.parse(arrived[index]?.raw ?? '');

describe('the channel email', () => {
  it('sends text, HTML and the file, to one recipient', async () => {
    const email = open(await mailServer());
    const bytes = Buffer.alloc(300_000, 'æøå;1,5\r\n');
    const receipt = await email.send(
      messageOf('kari@blåbær.example', {
        subject: 'Månedsrapport – تقرير',
        text: 'Hei på deg.\n',
        html: '<p>Hei på <b>deg</b>.</p>',
        locale: 'nb',
        file: fileOf(bytes, 'Rapport "juni" ø.csv'),
        headers: { 'X-Galley-Job': '42' },
        options: { name: 'Kari, "Sjef" Nordmann', reply_to: 'svar@galley.example' },
      }),
      never,
    );
    expect(receipt.id).toBe('<0197f3f0-1111-7222-8333-444455556666@galley.example>');
    expect(receipt.detail).toContain('queued as 17');
    expect(arrived).toHaveLength(1);
    expect(arrived[0]).toMatchObject({ from: 'reports@galley.example', to: ['kari@blåbær.example'] });
    // On the wire the domain is ASCII; this server turns it back.
    expect(arrived[0]?.raw.toString()).toMatch(/^To: .*<kari@xn--blbr-roah\.example>/m);
    const mail = await parsed();
    expect(mail).toMatchObject({
      from: { name: 'Galley Rapporter', address: 'reports@galley.example' },
      subject: 'Månedsrapport – تقرير',
      messageId: '<0197f3f0-1111-7222-8333-444455556666@galley.example>',
    });
    expect(mail.text?.trim()).toBe('Hei på deg.');
    expect(mail.html?.trim()).toBe('<p>Hei på <b>deg</b>.</p>');
    expect(mail.to).toHaveLength(1);
    expect(mail.to?.[0]?.name).toBe('Kari, "Sjef" Nordmann');
    expect(mail.replyTo?.[0]?.address).toBe('svar@galley.example');
    const headers = new Map(mail.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('content-language')).toBe('nb');
    expect(headers.get('x-galley-job')).toBe('42');
    expect(headers.has('x-mailer')).toBe(false);
    expect(mail.attachments).toHaveLength(1);
    expect(mail.attachments[0]).toMatchObject({ filename: 'Rapport juni ø.csv', disposition: 'attachment' });
    expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer).equals(bytes)).toBe(true);
  });

  it('keeps the Message-ID over attempts, and uses its connections again', async () => {
    let connections = 0;
    const email = open(await mailServer({ onConnect: (_session, done) => (connections++, done()) }));
    for (let attempt = 0; attempt < 3; attempt++) await email.send(messageOf('a@b.example'), never);
    const ids = await Promise.all([0, 1, 2].map(async (index) => (await parsed(index)).messageId));
    expect(new Set(ids).size).toBe(1);
    expect(connections).toBe(1);
  });

  it.each([
    ['subject', { subject: 'a\r\nBcc: eve@example.org' }],
    ['subject', { subject: 'a\u2028b' }],
    ['header', { headers: { 'X-A': 'b\r\nBcc: eve@example.org' } }],
    ['header name', { headers: { 'X-A: b\r\nBcc': 'eve@example.org' } }],
    ['header of ours', { headers: { Bcc: 'eve@example.org' } }],
    ['header of ours', { headers: { 'message-ID': '<a@b>' } }],
    ['header of ours', { headers: { 'Content-Type': 'text/html' } }],
    ['id', { id: 'a>\r\nX: y' }],
  ])('refuses what would become another header in the %s', async (_what, more) => {
    const email = open(await mailServer());
    expect(await verdictOf(email.send(messageOf('a@b.example', more), never))).toBe(
      'message-invalid, never again',
    );
    expect(arrived).toHaveLength(0);
  });

  it.each([
    ['name', { name: 'Kari\r\nBcc: eve@example.org' }],
    ['reply_to', { reply_to: 'a@b.example, eve@example.org' }],
  ])('refuses a %s that is more than that', async (_what, options) => {
    const email = open(await mailServer());
    expect(email.check('a@b.example', options)).not.toBeNull();
    const work = email.send(messageOf('a@b.example', { options }), never);
    expect(await verdictOf(work)).toBe('target-invalid, never again');
  });

  const refusals: [string, SMTPServerOptions, string][] = [
    [
      '550 for the recipient',
      { onRcptTo: (_a, _s, done) => done(reply(550, 'no such user')) },
      'recipient-refused, never again',
    ],
    [
      '450 for the recipient',
      { onRcptTo: (_a, _s, done) => done(reply(450, 'greylisted')) },
      'deferred, again',
    ],
    [
      '552 for the size',
      { onMailFrom: (_a, _s, done) => done(reply(552, 'too big')) },
      'too-large, never again',
    ],
    ['a limit it states', { size: 1000 }, 'too-large, never again'],
    [
      '550 for the sender',
      { onMailFrom: (_a, _s, done) => done(reply(550, 'not you')) },
      'refused, never again',
    ],
    [
      '554 after DATA',
      { onData: (stream, _s, done) => void read(stream, () => done(reply(554, 'spam'))) },
      'refused, never again',
    ],
    [
      '451 after DATA',
      { onData: (stream, _s, done) => void read(stream, () => done(reply(451, 'later'))) },
      'deferred, again',
    ],
    ['421 at once', { onConnect: (_s, done) => done(reply(421, 'busy')) }, 'deferred, again'],
    ['554 at once', { onConnect: (_s, done) => done(reply(554, 'go away')) }, 'unreachable, again'],
  ];
  it.each(refusals)('reads %s', async (_what, options, verdict) => {
    const email = open(await mailServer(options));
    const fault = await faultOf(email.send(messageOf('a@b.example'), never));
    expect(`${fault.code}, ${fault.retry ? 'again' : 'never again'}`).toBe(verdict);
    expect(fault.detail).not.toMatch(/[\r\n]/);
  });

  it('goes on after a refusal', async () => {
    const email = open(
      await mailServer({
        onRcptTo: ({ address }, _session, done) =>
          done(address.startsWith('no@') ? reply(550, 'no such user') : null),
      }),
    );
    const work = ['no@b.example', 'yes@b.example', 'no@b.example', 'me@b.example'].map((target) =>
      email.send(messageOf(target), never).then(
        () => target,
        () => 'refused',
      ),
    );
    expect(await Promise.all(work)).toEqual(['refused', 'yes@b.example', 'refused', 'me@b.example']);
    expect(arrived).toHaveLength(2);
  });

  it('says that the outcome is unknown when the server drops after taking the mail, and sends it once', async () => {
    let taken = 0;
    const address = await scriptedServer((line, socket) => {
      if (line.startsWith('EHLO')) return '250 test';
      if (line.startsWith('DATA')) return '354 go';
      if (line === '.') {
        taken++;
        socket.destroy();
        return null;
      }
      return /^(MAIL|RCPT|RSET)/.test(line) ? '250 ok' : null;
    });
    const email = open(address);
    const work = email.send(messageOf('a@b.example', { file: fileOf('a;b\r\n') }), never);
    expect(await verdictOf(work)).toBe('outcome-unknown, again');
    expect(taken).toBe(1);
  });

  it('knows that nothing was taken when the server drops within the mail', async () => {
    let seen = 0;
    const address = await scriptedServer((line, socket) => {
      if (line.startsWith('EHLO')) return '250 test';
      if (line.startsWith('DATA')) return '354 go';
      if (/^(MAIL|RCPT)/.test(line)) return '250 ok';
      if (++seen === 50) socket.destroy();
      return null;
    });
    const work = open(address).send(
      messageOf('a@b.example', { file: fileOf(Buffer.alloc(20_000_000, 'x')) }),
      never,
    );
    expect(await verdictOf(work)).toBe('unreachable, again');
  });

  it('gives up on a server that is silent', async () => {
    const address = await scriptedServer((line) => (line.startsWith('EHLO') ? '250 test' : null));
    const email = open(address, { SMTP_TIMEOUT_MS: '150' });
    expect(await verdictOf(email.send(messageOf('a@b.example'), never))).toBe('timeout, again');
  });

  it('gives up on an attempt that takes too long', async () => {
    const address = await scriptedServer((line) => (line.startsWith('EHLO') ? '250 test' : null));
    const email = open(address, { DELIVERY_ATTEMPT_MS: '150' });
    expect(await verdictOf(email.send(messageOf('a@b.example'), never))).toBe('timeout, again');
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const address = await scriptedServer((line) => {
      if (line.startsWith('EHLO')) return '250 test';
      stop.abort();
      return null;
    });
    expect(await verdictOf(open(address).send(messageOf('a@b.example'), stop.signal))).toBe(
      'cancelled, again',
    );
  });

  it('comes back when nobody listens', async () => {
    const work = open('127.0.0.1:9').send(messageOf('a@b.example'), never);
    expect(await verdictOf(work)).toBe('unreachable, again');
  });

  it('sends no file that is not the one that was made', async () => {
    const email = open(await mailServer());
    const damaged = { ...fileOf('tampered'), sha256: '0'.repeat(64) };
    const work = email.send(messageOf('a@b.example', { file: damaged }), never);
    expect(await verdictOf(work)).toBe('file-damaged, never again');
    const gone = { ...fileOf('x'), open: () => Promise.reject(new Error('the store is down')) };
    expect(await verdictOf(email.send(messageOf('a@b.example', { file: gone }), never))).toBe(
      'file-unavailable, again',
    );
    expect(arrived).toHaveLength(0);
  });
});

describe('the connection to the mail server', () => {
  it('is encrypted or not made, when encryption is required', async () => {
    const { key, cert, caFile } = await certificateIn(folder);
    const tls = { key, cert, disabledCommands: [] };
    const required = { SMTP_TLS: 'required' };
    const plain = open(await mailServer(), required);
    expect(await verdictOf(plain.send(messageOf('a@b.example'), never))).toBe('untrusted, again');
    const address = await mailServer(tls);
    const stranger = open(address, required);
    expect(await verdictOf(stranger.send(messageOf('a@b.example'), never))).toBe('untrusted, again');
    expect(arrived).toHaveLength(0);
    const known = open(address, { ...required, SMTP_CA_FILE: caFile });
    await known.send(messageOf('a@b.example'), never);
    expect(arrived).toHaveLength(1);
  });

  it('signs in over TLS, and waits for the operator when that is refused', async () => {
    const { key, cert, caFile } = await certificateIn(folder);
    const address = await mailServer({
      key,
      cert,
      secure: true,
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        username === 'galley' && password === 'p@ss'
          ? done(null, { user: 'galley' })
          : done(reply(535, 'no')),
    });
    const good = open(address, { SMTP_URL: `smtps://galley:p%40ss@${address}`, SMTP_CA_FILE: caFile });
    await good.send(messageOf('a@b.example'), never);
    expect(arrived).toHaveLength(1);
    const bad = open(address, { SMTP_URL: `smtps://galley:wrong@${address}`, SMTP_CA_FILE: caFile });
    const fault = await faultOf(bad.send(messageOf('a@b.example'), never));
    expect(fault).toMatchObject({ code: 'unauthorized', retry: true });
    expect(fault.detail).not.toContain('wrong');
  });
});
