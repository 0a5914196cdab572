import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { certificateIn } from '../testing/certificate.js';
import { faultOf, fileOf, messageOf, never, verdictOf } from '../testing/messages.js';
import { endpointSecret } from './endpoint-secret.js';
import type { Resolver } from './resolve-target.js';
import { WebhookChannel } from './webhook-channel.js';

const SECRET = endpointSecret('key', 'endpoint', 1);
const OPEN = { WEBHOOK_ALLOW_PRIVATE: true, WEBHOOK_ALLOW_HTTP: true, WEBHOOK_TIMEOUT_MS: 2000 };
const CLOSED = { ...OPEN, WEBHOOK_ALLOW_PRIVATE: false };

interface Posted {
  readonly request: IncomingMessage;
  readonly body: string;
  readonly address: string | undefined;
}

let posted: Posted[] = [];
let answer: RequestListener;
let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const address = request.socket.localAddress;
    void text(request).then(
      (body) => {
        posted.push({ request, body, address });
        answer(request, response);
      },
      () => undefined,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((done) => server.close(done));
});
beforeEach(() => {
  posted = [];
  answer = (_request, response) => response.writeHead(204).end();
});

const event = {
  type: 'job.completed',
  timestamp: '2026-11-20T12:00:00Z',
  data: { job_id: '42', navn: 'blåbær' },
};
const message = (more = {}) =>
  messageOf(`${base}/hook?a=b`, { options: { secrets: [SECRET], event }, ...more });

/** A resolver that answers each time with the next of these lists. */
function names(...answers: string[][]): Resolver & { asked: string[] } {
  const asked: string[] = [];
  const resolver: Resolver = (host) => {
    const addresses = answers[Math.min(asked.push(host), answers.length) - 1] ?? [];
    return Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  };
  return Object.assign(resolver, { asked });
}

describe('the channel webhook', () => {
  it('posts an event that the receiver can verify', async () => {
    const receipt = await new WebhookChannel(OPEN).send(message({ headers: { 'X-Own': '1' } }), never);
    expect(receipt).toEqual({ detail: 'HTTP 204' });
    const [{ request, body } = {} as Posted] = posted;
    const headers = request.headers as Record<string, string>;
    expect(new Webhook(SECRET).verify(body, headers)).toEqual(event);
    expect(() => new Webhook(endpointSecret('key', 'endpoint', 2)).verify(body, headers)).toThrow();
    expect(() => new Webhook(SECRET).verify(body.replace('42', '43'), headers)).toThrow();
    expect(request).toMatchObject({ method: 'POST', url: '/hook?a=b' });
    expect(headers).toMatchObject({
      'webhook-id': '0197f3f0-1111-7222-8333-444455556666',
      'content-type': 'application/json',
      'x-own': '1',
    });
  });

  it('is signed with every secret while one is being changed', async () => {
    const next = endpointSecret('key', 'endpoint', 2);
    await new WebhookChannel(OPEN).send(message({ options: { secrets: [SECRET, next], event } }), never);
    const headers = posted[0]?.request.headers as Record<string, string>;
    for (const secret of [SECRET, next]) {
      expect(new Webhook(secret).verify(posted[0]?.body ?? '', headers)).toEqual(event);
    }
  });

  it('tells of the file and its link when there is no event of its own, in the same bytes each time', async () => {
    const link = { url: 'https://galley.example/s/x', expires_at: '2026-11-27T12:00:00Z' };
    const file = fileOf('a;b\r\n');
    const webhook = new WebhookChannel(OPEN);
    const options = { secrets: [SECRET] };
    await webhook.send(message({ options, link, file }), never);
    await webhook.send(message({ options, link, file }), never);
    expect(JSON.parse(posted[0]?.body ?? '')).toMatchObject({
      type: 'report.delivered',
      data: { link, file: { name: 'report.csv', size: 5, sha256: file.sha256 } },
    });
    expect(posted[1]?.body).toBe(posted[0]?.body);
    expect(posted[1]?.request.headers['webhook-id']).toBe(posted[0]?.request.headers['webhook-id']);
  });

  it.each([
    ['no secret', { options: { event } }],
    ['a secret that is none', { options: { event, secrets: [SECRET, 'whsec_***'] } }],
    ['half an event', { options: { secrets: [SECRET], event: { type: 'x' } } }],
    [
      'an event too large',
      { options: { secrets: [SECRET], event: { type: 'x', data: { x: 'x'.repeat(300_000) } } } },
    ],
    ['a header of ours', { headers: { 'webhook-signature': 'v1,x' } }],
    ['a header of ours', { headers: { Host: 'evil.example' } }],
  ])('refuses a message with %s', async (_what, more) => {
    expect(await verdictOf(new WebhookChannel(OPEN).send(message(more), never))).toBe(
      'message-invalid, never again',
    );
    expect(posted).toHaveLength(0);
  });

  it('comes back after as long as it was asked for', async () => {
    answer = (_request, response) => response.writeHead(429, { 'Retry-After': '120' }).end('slow down');
    const fault = await faultOf(new WebhookChannel(OPEN).send(message(), never));
    expect(fault).toMatchObject({ code: 'deferred', retry: true, retry_after_s: 120 });
  });

  it('never comes back to what is gone', async () => {
    answer = (_request, response) => response.writeHead(410).end();
    expect(await verdictOf(new WebhookChannel(OPEN).send(message(), never))).toBe('gone, never again');
  });

  it('does not follow redirects', async () => {
    answer = (_request, response) => response.writeHead(307, { Location: `${base}/elsewhere` }).end();
    expect(await verdictOf(new WebhookChannel(OPEN).send(message(), never))).toBe('refused, never again');
    expect(posted.map(({ request }) => request.url)).toEqual(['/hook?a=b']);
  });

  it('does not wait for the body of an answer', async () => {
    answer = (_request, response) => response.writeHead(200).write('x'.repeat(1000));
    expect(await new WebhookChannel(OPEN).send(message(), never)).toEqual({ detail: 'HTTP 200' });
  });

  it('gives up on a server that does not answer', async () => {
    answer = () => undefined;
    const webhook = new WebhookChannel({ ...OPEN, WEBHOOK_TIMEOUT_MS: 100 });
    expect(await verdictOf(webhook.send(message(), never))).toBe('timeout, again');
    expect(posted).toHaveLength(1);
  });

  it('gives up on a name that is not resolved in time', async () => {
    const webhook = new WebhookChannel(
      { ...OPEN, WEBHOOK_TIMEOUT_MS: 50 },
      () => new Promise(() => undefined),
    );
    const work = webhook.send(message({ target: 'http://slow.example/' }), never);
    expect(await verdictOf(work)).toBe('timeout, again');
  });

  it('stops when it is told to, and when it is closed', async () => {
    const stop = new AbortController();
    answer = () => stop.abort();
    expect(await verdictOf(new WebhookChannel(OPEN).send(message(), stop.signal))).toBe('cancelled, again');
    const webhook = new WebhookChannel(OPEN);
    answer = () => void webhook.close();
    expect(await verdictOf(webhook.send(message(), never))).toBe('cancelled, again');
  });

  it('comes back when nobody listens, the line breaks, or the name leads nowhere', async () => {
    const webhook = new WebhookChannel(OPEN, () => Promise.reject(new Error('ENOTFOUND')));
    const nobody = webhook.send(message({ target: 'http://127.0.0.1:9/' }), never);
    expect(await verdictOf(nobody)).toBe('unreachable, again');
    answer = (request) => request.socket.destroy();
    expect(await verdictOf(webhook.send(message(), never))).toBe('unreachable, again');
    const nowhere = webhook.send(message({ target: 'http://nowhere.example/' }), never);
    expect(await verdictOf(nowhere)).toBe('unreachable, again');
  });

  it('trusts no certificate that nobody knows', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'galley-webhook-'));
    const { key, cert } = await certificateIn(folder);
    const secure = createTlsServer({ key, cert }, (_request, response) => response.end());
    secure.listen(0, '127.0.0.1');
    await once(secure, 'listening');
    const target = `https://127.0.0.1:${(secure.address() as AddressInfo).port}/`;
    expect(await verdictOf(new WebhookChannel(OPEN).send(message({ target }), never))).toBe(
      'untrusted, again',
    );
    await new Promise((done) => secure.close(done));
    await rm(folder, { recursive: true });
  });
});

describe('a webhook into the house', () => {
  it('is refused when it names a private address', async () => {
    const webhook = new WebhookChannel(CLOSED);
    expect(webhook.check(base)).not.toBeNull();
    expect(await verdictOf(webhook.send(message(), never))).toBe('target-refused, never again');
    expect(posted).toHaveLength(0);
  });

  it.each([
    [['127.0.0.1']],
    [['10.0.0.7']],
    [['169.254.169.254']],
    [['100.64.0.1']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['fd00::1']],
    [['93.184.216.34', '127.0.0.1']],
  ])('is refused when its name leads to %j', async (addresses) => {
    const webhook = new WebhookChannel(CLOSED, names(addresses));
    const { port } = server.address() as AddressInfo;
    const work = webhook.send(message({ target: `http://hooks.example:${port}/` }), never);
    expect(await verdictOf(work)).toBe('target-refused, never again');
    expect(posted).toHaveLength(0);
  });

  it('goes to the address that was checked, whatever the name says next', async () => {
    const { port } = server.address() as AddressInfo;
    const resolver = names(['127.0.0.1'], ['127.0.0.2']);
    const webhook = new WebhookChannel(OPEN, resolver);
    await webhook.send(message({ target: `http://hooks.example:${port}/` }), never);
    expect(resolver.asked).toEqual(['hooks.example']);
    expect(posted[0]?.address).toBe('127.0.0.1');
    expect(posted[0]?.request.headers.host).toBe(`hooks.example:${port}`);
  });
});
