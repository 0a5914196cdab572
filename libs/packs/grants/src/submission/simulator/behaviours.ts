import { setTimeout as after } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';

/** One report that has arrived, and what the simulator knows of it. */
export interface Arrival {
  readonly response: ServerResponse;
  /** Of this report: the same whenever its key comes again. */
  readonly submission_id: string;
  /** How often this key has come, this time included. */
  readonly count: number;
  readonly delay_ms: number;
  /** Resolves when the simulator lets go of what it holds. */
  readonly released: () => Promise<unknown>;
}

const answer = (
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
const confirm = ({ response, submission_id, count }: Arrival): void =>
  answer(response, count === 1 ? 201 : 200, { submission_id, received_at: new Date().toISOString() });
const fail = ({ response }: Arrival): void => answer(response, 503, { message: 'Under maintenance' });

/** How Bufdir may answer a report. Whatever it answers, it has taken note of the report under its key, unless it refuses. */
export const BEHAVIOURS = {
  confirm,
  /** Confirms late. */
  delay: async (arrival: Arrival): Promise<void> => {
    await after(arrival.delay_ms, undefined, { ref: false });
    confirm(arrival);
  },
  /** Confirms when it is told to. */
  hold: async (arrival: Arrival): Promise<void> => {
    await arrival.released();
    confirm(arrival);
  },
  /** Accepts and says no id. */
  'without-id': ({ response }: Arrival): void => answer(response, 200, { status: 'received' }),
  fail,
  /** Fails twice, then confirms. */
  recover: (arrival: Arrival): void => (arrival.count <= 2 ? fail(arrival) : confirm(arrival)),
  /** Asks the first time to come back after a second, then confirms. */
  busy: (arrival: Arrival): void => {
    if (arrival.count > 1) return confirm(arrival);
    answer(arrival.response, 429, { message: 'Too many reports' }, { 'retry-after': '1' });
  },
  /** Wants to be left alone for an hour. */
  closed: ({ response }: Arrival): void =>
    answer(response, 503, { message: 'Closed for the night' }, { 'retry-after': '3600' }),
  /** Never answers. */
  timeout: (): void => undefined,
  /** The report has arrived; the answer is lost the first time. */
  cut: (arrival: Arrival): void => {
    if (arrival.count > 1) return confirm(arrival);
    arrival.response.destroy();
  },
  refuse: ({ response }: Arrival): void =>
    answer(response, 422, { message: 'The period was reported already' }),
  /** A page of a portal instead of an answer. */
  garbage: ({ response }: Arrival): void => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Velkommen</h1>');
  },
  /** Calls itself JSON and is none. */
  broken: ({ response }: Arrival): void => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"submission_id": "BUF');
  },
  /** Confirms, in more bytes than anybody reads. */
  huge: ({ response, submission_id }: Arrival): void =>
    answer(response, 200, { submission_id, padding: 'x'.repeat(1_000_000) }),
  redirect: ({ response }: Arrival): void => {
    response.writeHead(307, { location: '/confirm/reports' }).end();
  },
  /** Repeats the credentials it was sent. */
  echo: ({ response }: Arrival): void =>
    answer(response, 401, { message: `Unknown ${response.req.headers.authorization}` }),
} as const satisfies Readonly<Record<string, (arrival: Arrival) => void | Promise<void>>>;

export type SimulatorBehaviour = keyof typeof BEHAVIOURS;

export function isBehaviour(name: unknown): name is SimulatorBehaviour {
  return typeof name === 'string' && Object.hasOwn(BEHAVIOURS, name);
}
