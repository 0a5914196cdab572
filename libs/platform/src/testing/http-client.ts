import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest, { type Response } from 'supertest';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  json(): unknown;
}

export interface HttpCall {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a text as it is. */
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
    const call = agent[method.toLowerCase() as 'get'](path).redirects(0).buffer(true).parse(readText);
    if (body !== undefined && typeof body !== 'string') void call.set('content-type', 'application/json');
    void call.set(headers);
    const answer = await call.send(
      typeof body === 'object' && body !== null ? JSON.stringify(body) : (body as string),
    );
    const text = typeof answer.body === 'string' ? answer.body : '';
    return {
      status: answer.status,
      headers: new Headers(answer.headers),
      text,
      json: () => JSON.parse(text) as unknown,
    };
  };
}

function readText(answer: Response, done: (error: Error | null, text: string) => void): void {
  // superagent hands its parser the stream of the answer, which its types do not say.
  const stream = answer as unknown as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('error', (error: Error) => done(error, ''));
  stream.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
}
