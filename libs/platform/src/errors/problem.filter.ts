import { Catch, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from '../logging/logger.js';
import { pathOf } from '../http/path-of.js';
import { Internal, Unauthenticated } from './common-problems.js';
import type { GalleyError } from './galley-error.js';
import { PROBLEM_MEDIA_TYPE, problemBody } from './problem-body.js';
import { problemOf } from './problem-of.js';

/** Turns whatever was thrown into problem+json. The client learns the problem, the log the whole chain. */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also called for what Fastify refuses before any route is found. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = problemOf(error);
    this.#log(problem, request);
    if (reply.raw.headersSent || reply.sent) {
      // Too late for another answer; a cut connection at least is no complete one.
      reply.raw.destroy();
      return;
    }
    if (problem.retry_after_s !== null)
      reply.header('Retry-After', String(Math.max(1, problem.retry_after_s)));
    if (problem.status === Unauthenticated.status) reply.header('WWW-Authenticate', 'Bearer');
    reply
      .code(problem.status)
      .removeHeader('etag')
      .header('Cache-Control', 'no-store')
      .type(PROBLEM_MEDIA_TYPE)
      .send(JSON.stringify(problemBody(problem, pathOf(request.url))));
  }

  #log(problem: GalleyError, request: FastifyRequest): void {
    const facts = {
      request_id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      code: problem.code,
      status: problem.status,
    };
    if (problem.code === Internal.code) this.logger.error('request failed', { ...facts, error: problem });
    else if (problem.status >= 500) this.logger.warn('request refused', { ...facts, error: problem });
    else this.logger.debug('request refused', { ...facts, error: problem });
  }
}
