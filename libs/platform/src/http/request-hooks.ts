import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Malformed } from '../errors/common-problems.js';
import type { Health } from '../health/health.js';
import type { Logger } from '../logging/logger.js';
import { runInScope } from '../logging/request-scope.js';
import type { Metrics } from '../metrics/metrics.js';
import { Answer } from './answer.js';
import { SECURITY_HEADERS } from './security-headers.js';
import { etagOf, matches, type Versioned } from './etag.js';

export interface HookServices {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
}

/** Probes and scrapes come every few seconds; as info they would bury the rest. */
const QUIET_ROUTES = new Set(['/health/live', '/health/ready', '/metrics']);

/** Longest refused body that is still read to its end. */
const READ_OUT_BYTES = 16 * 1024 * 1024;

/** What happens to every request, whatever its route. Plain callbacks: a promise per hook would be felt. */
export function addRequestHooks(fastify: FastifyInstance, services: HookServices): void {
  const { health } = services;
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    reply.header('x-request-id', request.id);
    if (health.is_draining) reply.header('connection', 'close');
    // PostgreSQL text cannot hold NUL; no address of ours means one.
    if (request.url.includes('%00')) done(Malformed.error('The address holds a NUL character.'));
    else done();
  });
  // After the body was read: its events run outside of the scope of the hooks before.
  fastify.addHook('preValidation', (request, _reply, done) => {
    runInScope({ request_id: request.id }, done);
  });
  fastify.addHook('preSerialization', (request, reply, payload, done) => {
    done(null, present(request, reply, payload));
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (!health.is_draining) readOutRefusedBody(request, reply);
    done(null, reply.statusCode === 304 ? null : payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    recordOutcome(request, reply, services);
    done();
  });
}

/**
 * Who still sends a body that was refused for its size would meet a cut line instead of the answer. Kept open, Node throws
 * the rest away as it comes; what is far too long is cut all the same.
 */
function readOutRefusedBody(request: FastifyRequest, reply: FastifyReply): void {
  if (reply.statusCode !== 413) return;
  if (Number(request.headers['content-length']) <= READ_OUT_BYTES) reply.removeHeader('connection');
}

/** Unwraps an `Answer`, tags a single resource with its state, and answers 304 to who knows that state already. */
function present(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  let body = payload;
  if (payload instanceof Answer) {
    reply.code(payload.status);
    if (payload.location !== null) reply.header('location', payload.location);
    if (payload.is_replay) reply.header('idempotency-replayed', 'true');
    body = payload.body;
  }
  if (reply.statusCode >= 300) return body;
  if (!reply.hasHeader('etag') && isResource(body)) {
    const etag = etagOf(body);
    if (etag !== null) reply.header('etag', etag);
  }
  const condition = request.headers['if-none-match'];
  const etag = reply.getHeader('etag');
  if (condition !== undefined && typeof etag === 'string' && request.method === 'GET') {
    if (matches(condition, etag, 'weak')) reply.code(304);
  }
  return body;
}

function isResource(body: unknown): body is Versioned {
  return typeof body === 'object' && body !== null && 'id' in body;
}

function recordOutcome(
  request: FastifyRequest,
  reply: FastifyReply,
  { logger, metrics }: HookServices,
): void {
  const route = request.routeOptions.url ?? 'unknown';
  const { method } = request;
  const status = reply.statusCode;
  const duration_ms = reply.elapsedTime;
  metrics.observeRequest({ method, route, status, duration_ms });
  const { principal } = request;
  if (QUIET_ROUTES.has(route)) logger.debug('request', { request_id: request.id, method, route, status });
  else {
    logger.request({
      request_id: request.id,
      method,
      route,
      status,
      duration_ms,
      organization: principal?.organization.code ?? null,
      actor_id: principal?.id ?? null,
    });
  }
}
