import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions, FastifyReply, FastifyRequest, RawServerDefault } from 'fastify';
import './fastify-request.js';
import type { PlatformConfig } from '../config/platform-config.js';
import { Malformed } from '../errors/common-problems.js';
import { PROBLEM_MEDIA_TYPE, problemBody } from '../errors/problem-body.js';
import { problemOf } from '../errors/problem-of.js';
import { parseJsonBody } from './json-body.js';
import { pathOf } from './path-of.js';

/** What may stand in logs, columns and headers as it is. */
const SANE_REQUEST_ID = /^[\w.:-]{1,100}$/;
const MAX_PARAM_LENGTH = 300;
const IMAGE_LIMIT_BYTES = 2_097_152;
const XML_LIMIT_BYTES = 5_242_880;
const FORM_LIMIT_BYTES = 4_096;
const RECORD_FILES = [
  'text/csv',
  'application/x-ndjson',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];
/** How often Node looks for connections past their time. */
const CONNECTION_CHECK_MS = 5_000;

/** Fastify as we run it: see docs/adr/0001-fastify.md. */
export function createAdapter(config: PlatformConfig): FastifyAdapter {
  // Nest middleware is not used; its emulation would run on every request.
  const adapter = new FastifyAdapter({ ...serverOptions(config), skipMiddie: true });
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      const bytes = body as Buffer;
      request.rawBody = bytes;
      done(null, parseJsonBody(bytes));
    } catch (error) {
      done(error as Error);
    }
  });
  // Pictures come as they are; whoever takes one checks what it is.
  fastify.addContentTypeParser(
    /^image\//,
    { parseAs: 'buffer', bodyLimit: IMAGE_LIMIT_BYTES },
    (request, body, done) => {
      request.rawBody = body as Buffer;
      done(null, body);
    },
  );
  // So do XML documents: only the routes that ask for a Buffer take them.
  fastify.addContentTypeParser(
    /^(?:application|text)\/xml\b/,
    { parseAs: 'buffer', bodyLimit: XML_LIMIT_BYTES },
    (request, body, done) => {
      request.rawBody = body as Buffer;
      done(null, body);
    },
  );
  // And the small forms of our own pages.
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer', bodyLimit: FORM_LIMIT_BYTES },
    (request, body, done) => {
      request.rawBody = body as Buffer;
      done(null, body);
    },
  );
  // Files of records may be long: whoever takes one reads it as it comes, and counts. Everybody else refuses a stream.
  fastify.addContentTypeParser(RECORD_FILES, (_request, body, done) => done(null, body));
  fastify.decorateRequest('principal', null);
  fastify.decorateRequest('rawBody', null);
  return adapter;
}

function serverOptions(config: PlatformConfig): FastifyHttpOptions<RawServerDefault> {
  return {
    bodyLimit: config.BODY_LIMIT_BYTES,
    requestTimeout: config.REQUEST_TIMEOUT_MS,
    keepAliveTimeout: config.KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    // While shutting down, requests on open connections are still served.
    return503OnClosing: false,
    http: { connectionsCheckingInterval: CONNECTION_CHECK_MS },
    requestIdHeader: false,
    genReqId: requestIdOf,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    ...(config.TRUST_PROXY && { trustProxy: trustProxy(config.TRUST_PROXY) }),
    frameworkErrors: (error, request, reply) => refuseAddress(error, request, reply),
    clientErrorHandler: refuseBrokenHttp,
  };
}

function requestIdOf(message: Pick<IncomingMessage, 'headers'>): string {
  const given = message.headers['x-request-id'];
  return typeof given === 'string' && SANE_REQUEST_ID.test(given) ? given : randomUUID();
}

/** `true`, a number of proxies between the client and us, or the addresses that Fastify understands. */
function trustProxy(value: string): boolean | string | ((address: string, hop: number) => boolean) {
  if (value === 'true') return true;
  if (!/^\d+$/.test(value)) return value;
  const proxies = Number(value);
  return (_address, hop) => hop < proxies;
}

/** A malformed or over-long address is refused before any hook or filter runs. */
function refuseAddress(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error);
  void reply
    .code(problem.status)
    .header('x-request-id', request.id)
    .type(PROBLEM_MEDIA_TYPE)
    .send(JSON.stringify(problemBody(problem, pathOf(request.url))));
}

/** What is not HTTP reaches no route; the answer still is a problem, and then the line is cut. */
function refuseBrokenHttp(_error: Error, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const problem = Malformed.error('This is not a well-formed HTTP request.');
  const body = JSON.stringify(problemBody(problem, '/'));
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: ${PROBLEM_MEDIA_TYPE}\r\nX-Request-Id: ${randomUUID()}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
