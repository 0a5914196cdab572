import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import '../http/fastify-request.js';
import { Unauthenticated } from '../errors/common-problems.js';
import type { Principal } from './principal.js';

/** The principal that the guard has put on the request. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

export function callerOf({ principal }: FastifyRequest): Principal {
  if (!principal) throw Unauthenticated.error('This route is public: it has no caller.');
  return principal;
}
