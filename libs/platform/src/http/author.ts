import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../auth/caller.decorator.js';
import type { Principal } from '../auth/principal.js';
import { IncomingRequest } from './incoming-request.js';

/** Who asks for a change, and through which request: what audit entries, conditions and idempotency need. */
export interface Author {
  readonly caller: Principal;
  readonly request: IncomingRequest;
}

/** `@Author() author: Author`. */
export const Author = createParamDecorator((_: unknown, context: ExecutionContext): Author => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { caller: callerOf(request), request: new IncomingRequest(request) };
});
