import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest, { type Response } from 'supertest';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly text: string;
  json(): unknown;
}

export interface HttpCall {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a text or bytes as they are. */
  readonly body?: unknown;
}

export type HttpClient = (path: string, call?: HttpCall) => Promise<HttpAnswer>;

/**
 * Lets the service listen on a free port and answers a client for it. `app.close()` ends both. The answer is read as
 * it came, whatever its type says, because tests look at bytes that clients would interpret.
 */
export async function httpClient(app: NestFastifyApplication): Promise<HttpClient> {
  await app.listen(0, '127.0.0.1');
  const agent = supertest(await app.getUrl());
  return async (path, { method = 'GET', headers = {}, body } = {}) => {
    const call = agent[method.toLowerCase() as 'get'](path).redirects(0).buffer(true).parse(readBytes);
    if (body !== undefined && typeof body !== 'string') void call.set('content-type', 'application/json');
    void call.set(headers);
    const isJson = typeof body === 'object' && body !== null && !Buffer.isBuffer(body);
    const answer = await call.send(isJson ? JSON.stringify(body) : (body as string));
    const bytes = Buffer.isBuffer(answer.body) ? answer.body : Buffer.alloc(0);
    const text = bytes.toString('utf8');
    return {
      status: answer.status,
      headers: new Headers(answer.headers),
      bytes,
      text,
      json: () => JSON.parse(text) as unknown,
    };
  };
}

function readBytes(answer: Response, done: (error: Error | null, bytes: Buffer) => void): void {
  // superagent hands its parser the stream of the answer, which its types do not say.
  const stream = answer as unknown as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('error', (error: Error) => done(error, Buffer.alloc(0)));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}
