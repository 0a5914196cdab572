import { createHash } from 'node:crypto';
import type { Principal } from '../auth/principal.js';
import type { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import { Conflict, IdempotencyKeyReuse, Malformed } from '../errors/common-problems.js';
import { Answer } from './answer.js';
import type { IncomingRequest } from './incoming-request.js';

/** Visible ASCII, as long as its column. */
const KEY = /^[\x21-\x7e]{1,255}$/;
const MAX_ROUTE = 200;

/**
 * Runs `work` in one tenant transaction, at most once per Idempotency-Key: the answer is recorded with what it
 * answers for, and repeated for the same key and request. The same key with another request is refused (422).
 * Simultaneous equals wait for the first; when that fails, one of them takes its place.
 */
export function once<Body>(
  database: Database,
  caller: Principal,
  request: IncomingRequest,
  work: (tx: Tx) => Promise<Answer<Body>>,
): Promise<Answer<Body>> {
  return database.withTenant(caller.organization.id, (tx) => onceIn(tx, caller, request, () => work(tx)));
}

/** As `once`, inside a transaction of the caller's. `recorded` leaves out what must not be kept, such as a secret. */
export async function onceIn<Body>(
  tx: Tx,
  caller: Principal,
  request: IncomingRequest,
  work: () => Promise<Answer<Body>>,
  recorded: (body: Body) => Body = (body) => body,
): Promise<Answer<Body>> {
  const key = request.header('idempotency-key');
  if (key === null) return work();
  if (!KEY.test(key)) throw Malformed.error('An Idempotency-Key has 1 to 255 visible ASCII characters.');
  const identity = { organization_id: caller.organization.id, actor_id: caller.id, key };
  const body_digest = request.digest();
  // Waits for a simultaneous equal to commit or roll back: the unique key is the queue.
  const { count } = await tx.idempotency_key.createMany({
    data: { ...identity, body_digest, route: routeOf(request) },
    skipDuplicates: true,
  });
  if (count === 0) return replay<Body>(tx, identity, body_digest);
  const answer = await work();
  await tx.idempotency_key.updateMany({
    where: identity,
    data: {
      status: answer.status,
      location: answer.location,
      // As text: jsonb would sort the fields, and a replay repeats the first answer to the byte.
      response: JSON.stringify(recorded(answer.body)),
    },
  });
  return answer;
}

type Identity = { organization_id: string; actor_id: string; key: string };

async function replay<Body>(tx: Tx, identity: Identity, digest: string): Promise<Answer<Body>> {
  const first = await tx.idempotency_key.findFirst({ where: identity });
  if (!first?.status) {
    throw Conflict.error('The first request with this Idempotency-Key is still under way; ask again later.');
  }
  if (first.body_digest !== digest) {
    throw IdempotencyKeyReuse.error(
      'Use a new Idempotency-Key for a request that differs from the first one.',
    );
  }
  const body = JSON.parse(first.response as string) as Body;
  return new Answer(first.status, body, first.location, true);
}

/** Long addresses are told apart by the digest; the column is for people. */
function routeOf(request: IncomingRequest): string {
  const { route } = request;
  return route.length <= MAX_ROUTE ? route : createHash('sha256').update(route).digest('hex');
}
