import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DatasetRequest } from '@galley/dataset';

interface Hold {
  readonly builder: string;
  readonly reached: () => void;
  readonly released: Promise<void>;
}

/** Stands between micro-report and micro-data, so that a test can hold a question back and look at what waits for it. */
export class MicroDataGate {
  readonly #server: Server;
  #hold: Hold | null = null;

  private constructor(private readonly behind: string) {
    this.#server = createServer((request, response) => void this.#pass(request, response));
  }

  static async before(microDataUrl: string): Promise<MicroDataGate> {
    const gate = new MicroDataGate(microDataUrl);
    await new Promise<void>((resolve) => gate.#server.listen(0, '127.0.0.1', resolve));
    return gate;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Holds the next question to this builder back until it is released. */
  holdBack(builder: string): { readonly reached: Promise<void>; release(): void } {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const reached = new Promise<void>((resolve) => (this.#hold = { builder, reached: resolve, released }));
    return { reached, release };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const hold = this.#hold;
    if (hold && asksFor(body, hold.builder)) {
      this.#hold = null;
      hold.reached();
      await hold.released;
    }
    const { method, headers, url } = request;
    const onward = httpRequest(`${this.behind}${url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    onward.end(body);
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

function asksFor(body: Buffer, builder: string): boolean {
  if (body.length === 0) return false;
  const { builder_key, name } = JSON.parse(body.toString('utf8')) as DatasetRequest;
  return builder_key === builder || name === builder;
}
