import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { z } from 'zod';
import type { Channel } from './channel.js';
import { CHANNEL_KEYS, deliveryConfigShape, openChannels } from './registry.js';
import { faultOf, fileOf, messageOf, never, verdictOf } from './testing/messages.js';

/** What every channel must do; a new one adds its line to `KINDS`. */
interface Kind {
  /** Configuration that leads to this port of this machine. */
  config(port: number): Record<string, string>;
  target(port: number): string;
  readonly options?: Record<string, unknown>;
  /** The key that says how long silence is borne, ms. */
  readonly patience: string;
}

const SECRET = 'hunter2';
const HOST_KEY = `SHA256:${'A'.repeat(43)}`;

const KINDS: Record<string, Kind> = {
  email: {
    patience: 'SMTP_TIMEOUT_MS',
    config: (port) => ({
      SMTP_URL: `smtp://u:${SECRET}@127.0.0.1:${port}`,
      SMTP_FROM: 'reports@galley.example',
    }),
    target: () => 'kari@example.org',
  },
  webhook: {
    patience: 'WEBHOOK_TIMEOUT_MS',
    config: () => ({ WEBHOOK_ALLOW_PRIVATE: 'true', WEBHOOK_ALLOW_HTTP: 'true' }),
    target: (port) => `http://127.0.0.1:${port}/?key=${SECRET}`,
    options: { secrets: [`whsec_${Buffer.from(SECRET.repeat(4)).toString('base64')}`] },
  },
  s3: {
    patience: 'DELIVERY_S3_TIMEOUT_MS',
    config: (port) => ({
      DELIVERY_S3: JSON.stringify({
        a: {
          endpoint: `http://127.0.0.1:${port}`,
          bucket: 'reports',
          access_key_id: 'id',
          secret_access_key: SECRET,
        },
      }),
    }),
    target: () => 'a:b/',
  },
  sftp: {
    patience: 'DELIVERY_SFTP_TIMEOUT_MS',
    config: (port) => ({
      DELIVERY_SFTP: JSON.stringify({
        a: { host: '127.0.0.1', port, user: 'galley', password: SECRET, host_key: HOST_KEY },
      }),
    }),
    target: () => 'a:b/',
  },
};

/** Takes connections and says nothing. */
const sockets = new Set<Socket>();
const silent = createServer((socket) => {
  sockets.add(socket);
  socket.on('error', () => undefined);
  silent.emit('taken');
});
let port: number;

beforeAll(async () => {
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  port = (silent.address() as AddressInfo).port;
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  return new Promise((done) => silent.close(done));
});

it('runs on every channel', () => {
  expect(Object.keys(KINDS)).toEqual(CHANNEL_KEYS);
});

describe.each(Object.keys(KINDS))('the channel %s', (key) => {
  const kind = KINDS[key] as Kind;
  const opened: Channel[] = [];
  const open = (at: number, more: Record<string, string> = {}): Channel => {
    const config = z.object(deliveryConfigShape).parse({ ...kind.config(at), ...more });
    const channel = openChannels(config).get(key) as Channel;
    opened.push(channel);
    return channel;
  };
  const message = (at: number, more = {}) =>
    messageOf(kind.target(at), { file: fileOf('a;b\r\n'), options: kind.options ?? {}, ...more });
  afterEach(async () => {
    for (const channel of opened.splice(0)) await channel.close();
  });

  it('takes a target of its form and names what is wrong with another', () => {
    const channel = open(port);
    expect(channel.configured).toBe(true);
    expect(channel.check(kind.target(port), kind.options)).toBeNull();
    for (const target of ['', '\r\n', 'x\0', '../..']) expect(channel.check(target)).toMatch(/^[A-Z].*\.$/);
  });

  it('comes back when nobody listens, and shows neither secrets nor addresses', async () => {
    const fault = await faultOf(open(9).send(message(9), never));
    expect(fault).toMatchObject({ code: 'unreachable', retry: true });
    expect(fault.detail).not.toMatch(/hunter2|127\.0\.0\.1|ECONN/);
  });

  it('gives up on a server that says nothing', async () => {
    const work = open(port, { [kind.patience]: '150' }).send(message(port), never);
    expect(await verdictOf(work)).toBe('timeout, again');
  });

  it('gives up on an attempt that takes too long', async () => {
    const work = open(port, { DELIVERY_ATTEMPT_MS: '150' }).send(message(port), never);
    expect(await verdictOf(work)).toBe('timeout, again');
  });

  it('stops when it is told to, before it has begun as well', async () => {
    const stop = new AbortController();
    silent.once('taken', () => stop.abort());
    expect(await verdictOf(open(port).send(message(port), stop.signal))).toBe('cancelled, again');
    expect(await verdictOf(open(port).send(message(port), AbortSignal.abort()))).toBe('cancelled, again');
  });

  it('fails what is on its way when it is closed, and can be closed twice', async () => {
    const channel = open(port);
    const taken = once(silent, 'taken');
    const work = faultOf(channel.send(message(port), never));
    await taken;
    await channel.close();
    expect((await work).retry).toBe(true);
    await channel.close();
  });

  it.each([
    { file: { ...fileOf('x'), media_type: 'text/csv\r\nX: y' } },
    { subject: 'a\r\nX: y' },
    { headers: { 'X-A': 'b\nX: y' } },
    { id: 'a b' },
    { id: '../x' },
  ])('refuses %j', async (more: object) => {
    const work = open(port).send(message(port, more), never);
    expect(await verdictOf(work)).toBe('message-invalid, never again');
  });
});
