import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import './fastify-request.js';

/** What feature code may know of the request besides its body: a plain face, so that services do not see Fastify. */
export class IncomingRequest {
  readonly #request: FastifyRequest;

  constructor(request: FastifyRequest) {
    this.#request = request;
  }

  get request_id(): string {
    return this.#request.id;
  }

  get ip(): string {
    return this.#request.ip;
  }

  /** Method and path template: `POST /api/reports/templates/:id/preview`. */
  get route(): string {
    return `${this.#request.method} ${this.#request.routeOptions.url ?? this.path}`;
  }

  /** Path without the query. */
  get path(): string {
    const { url } = this.#request;
    const query = url.indexOf('?');
    return query < 0 ? url : url.slice(0, query);
  }

  header(name: string): string | null {
    const value = this.#request.headers[name];
    return (Array.isArray(value) ? value.join(', ') : value) ?? null;
  }

  /** SHA-256 (hex) of method, full path and body: equal for equal requests. */
  digest(): string {
    return createHash('sha256')
      .update(`${this.#request.method} ${this.#request.url}\n`)
      .update(this.#request.rawBody ?? '')
      .digest('hex');
  }
}

export const RequestInfo = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    new IncomingRequest(context.switchToHttp().getRequest<FastifyRequest>()),
);
