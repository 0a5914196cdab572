import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { BEHAVIOURS, isBehaviour, type SimulatorBehaviour } from './behaviours.js';

export interface SimulatorOptions {
  /** What it does unless a request or `PUT /control` says otherwise. */
  readonly behaviour?: SimulatorBehaviour;
  /** Of the behaviour `delay`. */
  readonly delay_ms?: number;
  /** 0 = any free one. */
  readonly port?: number;
}

/** A report as it arrived. */
export interface ReceivedReport {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface KnownReport {
  readonly submission_id: string;
  readonly body: string;
  count: number;
}

/**
 * Bufdir, as far as a submission sees it, on 127.0.0.1: takes reports by POST at any path and gives every `Idempotency-Key` one confirmation
 * id for good. What it does is chosen by the header `x-simulate`, else by the first part of the path (`/without-id/reports`), else by `behaviour`.
 * `GET /control` tells what it does and how many reports it has, `PUT /control {"behaviour": "fail"}` changes it while it runs.
 */
export class BufdirSimulator {
  behaviour: SimulatorBehaviour;
  delay_ms: number;
  /** Every post, repetitions included. */
  readonly received: ReceivedReport[] = [];
  readonly #reports = new Map<string, KnownReport>();
  readonly #events = new EventEmitter();
  readonly #server: Server;

  private constructor({ behaviour = 'confirm', delay_ms = 2_000 }: SimulatorOptions) {
    this.behaviour = behaviour;
    this.delay_ms = delay_ms;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async start(options: SimulatorOptions): Promise<BufdirSimulator> {
    const simulator = new BufdirSimulator(options);
    await new Promise<void>((resolve, reject) => {
      simulator.#server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return simulator;
  }

  /** Where reports are posted to. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/reports`;
  }

  /** Confirmation ids of the reports it has taken note of, by idempotency key. */
  get confirmations(): ReadonlyMap<string, string> {
    return new Map([...this.#reports].map(([key, { submission_id }]) => [key, submission_id]));
  }

  /** Resolves when the next report arrives. */
  async arrival(): Promise<void> {
    await once(this.#events, 'arrival');
  }

  /** Confirms what it holds (behaviour `hold`). */
  release(): void {
    this.#events.emit('release');
  }

  /** Forgets what it got. */
  reset(behaviour: SimulatorBehaviour = 'confirm'): void {
    this.behaviour = behaviour;
    this.received.length = 0;
    this.#reports.clear();
  }

  /** Cuts whoever is still waiting for an answer. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '/', method } = request;
    const body = await text(request);
    if (url === '/control') return this.#control(method, body, response);
    if (method !== 'POST') return reply(response, 405, { message: 'Reports are posted' });
    this.received.push({ headers: request.headers as Record<string, string>, body });
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string') return reply(response, 400, { message: 'Idempotency-Key is missing' });
    const behaviour = this.#behaviourOf(request);
    const known = this.#reports.get(key) ?? { submission_id: confirmationIdOf(key), body, count: 0 };
    if (known.body !== body) return reply(response, 409, { message: 'The key belongs to another report' });
    if (behaviour !== 'refuse') this.#reports.set(key, known);
    known.count += 1;
    const { submission_id, count } = known;
    const released = () => once(this.#events, 'release');
    this.#events.emit('arrival');
    await BEHAVIOURS[behaviour]({ response, submission_id, count, delay_ms: this.delay_ms, released });
  }

  #behaviourOf({ headers, url = '/' }: IncomingMessage): SimulatorBehaviour {
    const named = [headers['x-simulate'], url.split('/')[1]].find(isBehaviour);
    return named ?? this.behaviour;
  }

  #control(method: string | undefined, body: string, response: ServerResponse): void {
    if (method === 'PUT') {
      const { behaviour, delay_ms = this.delay_ms } = JSON.parse(body) as {
        behaviour?: unknown;
        delay_ms?: number;
      };
      if (!isBehaviour(behaviour)) {
        return reply(response, 422, { message: 'Unknown behaviour', behaviours: Object.keys(BEHAVIOURS) });
      }
      Object.assign(this, { behaviour, delay_ms });
    }
    reply(response, 200, {
      behaviour: this.behaviour,
      delay_ms: this.delay_ms,
      posts: this.received.length,
      reports: Object.fromEntries(this.confirmations),
    });
  }
}

/** Listens when it resolves. */
export function startBufdirSimulator(options: SimulatorOptions = {}): Promise<BufdirSimulator> {
  return BufdirSimulator.start(options);
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** What the simulator confirms a key with: the same after a restart. */
export function confirmationIdOf(key: string): string {
  return `BUFDIR-SIM-${createHash('sha256').update(key).digest('hex').slice(0, 12).toUpperCase()}`;
}
