import { createHash } from 'node:crypto';
import type { Principal } from '../auth/principal.js';
import type { Database } from '../database/database.js';
import type { SqlTx } from '../database/sql-tx.js';
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
  tx: SqlTx,
  caller: Principal,
  request: IncomingRequest,
  work: () => Promise<Answer<Body>>,
  recorded: (body: Body) => Body = (body) => body,
): Promise<Answer<Body>> {
  const key = request.header('idempotency-key');
  if (key === null) return work();
  if (!KEY.test(key)) throw Malformed.error('An Idempotency-Key has 1 to 255 visible ASCII characters.');
  const identity = { organization_id: caller.organization.id, actor_id: caller.id, key };
  const { organization_id, actor_id } = identity;
  const body_digest = request.digest();
  // Waits for a simultaneous equal to commit or roll back: the unique key is the queue.
  const entered = await tx.$executeRaw`
    insert into tenant.idempotency_key (organization_id, actor_id, key, body_digest, route)
    values (${organization_id}::uuid, ${actor_id}::uuid, ${key}, ${body_digest}, ${routeOf(request)})
    on conflict do nothing`;
  if (entered === 0) return replay<Body>(tx, identity, body_digest);
  const answer = await work();
  // A JSON string, not an object: jsonb would sort the fields, and a replay repeats the first answer to the byte.
  const response = JSON.stringify(JSON.stringify(recorded(answer.body)));
  await tx.$executeRaw`
    update tenant.idempotency_key set
      status = ${answer.status}, location = ${answer.location}, response = ${response}::jsonb
    where organization_id = ${organization_id}::uuid and actor_id = ${actor_id}::uuid and key = ${key}`;
  return answer;
}

type Identity = { organization_id: string; actor_id: string; key: string };

interface Recorded {
  readonly status: number | null;
  readonly location: string | null;
  readonly body_digest: string;
  readonly response: string;
}

async function replay<Body>(tx: SqlTx, identity: Identity, digest: string): Promise<Answer<Body>> {
  const [first] = await tx.$queryRaw<Recorded[]>`
    select status, location, body_digest, response from tenant.idempotency_key
    where organization_id = ${identity.organization_id}::uuid and actor_id = ${identity.actor_id}::uuid
      and key = ${identity.key}`;
  if (!first?.status) {
    throw Conflict.error('The first request with this Idempotency-Key is still under way; ask again later.');
  }
  if (first.body_digest !== digest) {
    throw IdempotencyKeyReuse.error(
      'Use a new Idempotency-Key for a request that differs from the first one.',
    );
  }
  const body = JSON.parse(first.response) as Body;
  return new Answer(first.status, body, first.location, true);
}

/** Long addresses are told apart by the digest; the column is for people. */
function routeOf(request: IncomingRequest): string {
  const { route } = request;
  return route.length <= MAX_ROUTE ? route : createHash('sha256').update(route).digest('hex');
}
