import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import S3rver from 's3rver';
import { z } from 'zod';
import type { Channel } from '../channel.js';
import { deliveryConfigShape, openChannels } from '../registry.js';
import { fileOf, messageOf, never, verdictOf } from '../testing/messages.js';

const ORGANIZATION = '0197f3f0-0000-7000-8000-000000000001';
const KEYS = { access_key_id: 'S3RVER', secret_access_key: 'S3RVER', force_path_style: true };

let folder: string;
let store: S3rver;
let endpoint: string;
let client: S3Client;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-drop-'));
  const configureBuckets = [{ name: 'reports' }];
  store = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: folder, configureBuckets });
  endpoint = `http://127.0.0.1:${(await store.run()).port}`;
  client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  });
});
afterAll(async () => {
  client.destroy();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

function open(destination: object = {}, more: Record<string, string> = {}): Channel {
  const DELIVERY_S3 = JSON.stringify({
    finance: { endpoint, bucket: 'reports', prefix: 'galley/', ...KEYS, ...destination },
  });
  const channels = openChannels(z.object(deliveryConfigShape).parse({ DELIVERY_S3, ...more }));
  stops.push(() => channels.close());
  return channels.get('s3') as Channel;
}

/** An object store that answers as told; resolves with its address. */
async function answering(answer: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function keys(prefix: string): Promise<string[]> {
  const { Contents = [] } = await client.send(
    new ListObjectsV2Command({ Bucket: 'reports', Prefix: prefix }),
  );
  return Contents.map(({ Key = '' }) => Key);
}

const file = fileOf('a;b\r\n1;2\r\n', 'Ordrer 2026-06.csv');

describe('the channel s3', () => {
  it('puts a file under folder, name, stamp and mark, once however often it is sent', async () => {
    const s3 = open();
    const message = messageOf('finance:monthly/', { file, options: { stamp: '20260701T060000Z' } });
    const first = await s3.send(message, never);
    const again = await s3.send(message, never);
    expect(again.id).toBe(first.id);
    expect(again.detail).toContain('earlier attempt');
    expect(await keys('galley/monthly/')).toEqual([first.id]);
    expect(first.id).toMatch(/^galley\/monthly\/Ordrer 2026-06\.20260701T060000Z-[0-9a-f]{12}\.csv$/);
    const found = await client.send(new GetObjectCommand({ Bucket: 'reports', Key: first.id }));
    expect(await found.Body?.transformToString()).toBe('a;b\r\n1;2\r\n');
    expect(found.ContentType).toBe('text/csv');
    expect(found.Metadata).toEqual({ sha256: file.sha256 });
  });

  it('writes anew what an earlier attempt left otherwise', async () => {
    const s3 = open();
    const other = { ...fileOf('other'), name: file.name };
    const { id = '' } = await s3.send(messageOf('finance:again', { file: other }), never);
    await s3.send(messageOf('finance:again', { file }), never);
    expect(await keys('galley/again/')).toEqual([id]);
    const found = await client.send(new GetObjectCommand({ Bucket: 'reports', Key: id }));
    expect(await found.Body?.transformToString()).toBe('a;b\r\n1;2\r\n');
  });

  it('keeps files of two messages apart', async () => {
    const s3 = open();
    await s3.send(messageOf('finance:two', { file }), never);
    await s3.send(messageOf('finance:two', { file, id: 'another' }), never);
    expect(await keys('galley/two/')).toHaveLength(2);
  });

  it('puts a file of several parts', async () => {
    const large = fileOf(
      Buffer.alloc(9 * 1024 * 1024 + 17, 'galley'),
      'large.bin',
      'application/octet-stream',
    );
    const { id } = await open().send(messageOf('finance:large', { file: large }), never);
    const found = await client.send(new GetObjectCommand({ Bucket: 'reports', Key: id }));
    expect((await found.Body?.transformToByteArray())?.length).toBe(large.size);
  });

  it('leaves nothing behind of a file that is not the one that was made', async () => {
    const damaged = { ...file, sha256: '0'.repeat(64) };
    const work = open().send(messageOf('finance:damaged', { file: damaged }), never);
    expect(await verdictOf(work)).toBe('file-damaged, never again');
    expect(await keys('galley/damaged/')).toEqual([]);
  });

  it.each([
    ['finance:../x', 'target-invalid, never again'],
    ['nobody:x', 'target-invalid, never again'],
  ])('refuses the target %s', async (target, verdict) => {
    expect(await verdictOf(open().send(messageOf(target, { file }), never))).toBe(verdict);
  });

  it('knows no destination of another organization', async () => {
    const others = open({ organizations: ['0197f3f0-0000-7000-8000-0000000000ff'] });
    const work = others.send(messageOf('finance:x', { file }), never);
    expect(await verdictOf(work)).toBe('target-invalid, never again');
    await expect(
      open({ organizations: [ORGANIZATION] }).send(messageOf('finance:own', { file }), never),
    ).resolves.toHaveProperty('id');
  });

  it('carries files only', async () => {
    expect(await verdictOf(open().send(messageOf('finance:x'), never))).toBe('message-invalid, never again');
  });
});

describe('an object store that fails', () => {
  const sent = (s3: Channel) => s3.send(messageOf('finance:x', { file }), never);

  it.each([
    [500, 'deferred, again'],
    [503, 'deferred, again'],
    [429, 'deferred, again'],
    [403, 'unauthorized, again'],
    [400, 'refused, never again'],
  ])('by answering %d', async (status, verdict) => {
    const failing = await answering((_request, response) => response.writeHead(status).end());
    expect(await verdictOf(sent(open({ endpoint: failing })))).toBe(verdict);
  });

  it('by not having the bucket', async () => {
    expect(await verdictOf(sent(open({ bucket: 'nowhere' })))).toBe('refused, again');
  });

  it('by keeping a part of the file only', async () => {
    const methods: (string | undefined)[] = [];
    const short = await answering((request: IncomingMessage, response) => {
      methods.push(request.method);
      const isAfter = methods.includes('PUT');
      if (request.method === 'PUT') response.writeHead(200, { ETag: '"x"' }).end();
      else response.writeHead(isAfter ? 200 : 404, isAfter ? { 'Content-Length': '3' } : {}).end();
    });
    expect(await verdictOf(sent(open({ endpoint: short })))).toBe('deferred, again');
    expect(methods).toEqual(['HEAD', 'PUT', 'HEAD']);
  });

  it('by letting us write only: the file counts as there', async () => {
    const blind = await answering((request, response) => {
      if (request.method === 'PUT') response.writeHead(200, { ETag: '"abc"' }).end();
      else response.writeHead(403).end();
    });
    expect(await sent(open({ endpoint: blind }))).toMatchObject({ detail: '"abc"' });
  });

  it('by being silent', async () => {
    const silent = await answering(() => undefined);
    const s3 = open({ endpoint: silent }, { DELIVERY_S3_TIMEOUT_MS: '100' });
    expect(await verdictOf(sent(s3))).toBe('timeout, again');
  });

  it('by not being there', async () => {
    expect(await verdictOf(sent(open({ endpoint: 'http://127.0.0.1:9' })))).toBe('unreachable, again');
  });

  it('while we are told to stop', async () => {
    const stop = new AbortController();
    const slow = await answering((request, response) => {
      if (request.method === 'PUT') stop.abort();
      else response.writeHead(404).end();
    });
    const work = open({ endpoint: slow }).send(messageOf('finance:x', { file }), stop.signal);
    expect(await verdictOf(work)).toBe('cancelled, again');
  });
});
