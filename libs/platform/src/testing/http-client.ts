import type { NestFastifyApplication } from '@nestjs/platform-fastify';

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

/** Lets the service listen on a free port and answers a client for it. `app.close()` ends both. */
export async function httpClient(app: NestFastifyApplication): Promise<HttpClient> {
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();
  return async (path, { method = 'GET', headers = {}, body } = {}) => {
    const isText = typeof body === 'string';
    const response = await fetch(origin + path, {
      method,
      headers: { ...(body !== undefined && !isText && { 'content-type': 'application/json' }), ...headers },
      redirect: 'manual',
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: () => JSON.parse(text) as unknown,
    };
  };
}
