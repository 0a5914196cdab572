import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface ReceivedPost {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the n-th request (1 = first) is answered: a status, or never. */
export type HttpManner = number | 'hang';

/** A real HTTP server whose answers a test decides; it keeps what it was sent. */
export class HttpReceiver {
  readonly received: ReceivedPost[] = [];
  manner: (count: number, path: string, method: string) => HttpManner = () => 204;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => this.#took(request, Buffer.concat(parts).toString(), response));
    });
  }

  static async start(): Promise<HttpReceiver> {
    const receiver = new HttpReceiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  at(path: string): ReceivedPost[] {
    return this.received.filter((post) => post.path === path);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #took({ method = '', url = '', headers }: IncomingMessage, body: string, response: ServerResponse): void {
    this.received.push({ method, path: url, headers: headers as Record<string, string>, body });
    const answer = this.manner(this.at(url).length, url, method);
    if (answer !== 'hang') response.writeHead(answer).end();
  }
}

/** The event in a post, if it is signed with this secret; throws otherwise, as a receiver's own verifier does. */
export function verified(post: ReceivedPost | undefined, secret: string): Record<string, unknown> {
  return new Webhook(secret).verify(post?.body ?? '', post?.headers ?? {}) as Record<string, unknown>;
}
