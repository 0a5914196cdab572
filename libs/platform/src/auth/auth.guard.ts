import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import '../http/fastify-request.js';
import { Forbidden, Unauthenticated } from '../errors/common-problems.js';
import { GalleyError } from '../errors/galley-error.js';
import { nameInScope } from '../logging/request-scope.js';
import { Authenticator } from './authenticator.js';
import { refusalOf, rolesHolding } from './policy.js';
import type { Principal } from './principal.js';
import { RateLimiter } from './rate-limiter.js';
import { ROUTE_ACCESS, type RouteAccess } from './route-access.js';

/** The one guard: who is asking, are they within their rate, does the policy table allow it. Deny by default. */
@Injectable()
export class AuthGuard implements CanActivate {
  /** Reading metadata costs more than the rest of the guard. */
  readonly #access = new WeakMap<object, WeakMap<object, RouteAccess | null>>();

  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly rateLimiter: RateLimiter,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const access = this.#accessOf(context);
    if (!access) throw Forbidden.error('The route declares no permission.');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (access.permission === null) {
      if (access.is_limited) this.rateLimiter.check(request);
      return true;
    }
    const { authorization, 'x-api-key': apiKey } = request.headers;
    try {
      const principal = this.authenticator.authenticate({
        authorization,
        api_key: Array.isArray(apiKey) ? apiKey[0] : apiKey,
        body: request.rawBody,
      });
      return principal instanceof Promise
        ? principal.then(
            (found) => this.#proceed(request, found, access.permission),
            (error: unknown) => this.#refuse(request, error),
          )
        : this.#proceed(request, principal, access.permission);
    } catch (error) {
      return this.#refuse(request, error);
    }
  }

  /** Per class and handler, because an inherited handler may stand under several classes. */
  #accessOf(context: ExecutionContext): RouteAccess | null {
    const handler = context.getHandler();
    const controller = context.getClass();
    let known = this.#access.get(controller);
    if (!known) this.#access.set(controller, (known = new WeakMap()));
    let access = known.get(handler);
    if (access === undefined) {
      access =
        this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [handler, controller]) ??
        null;
      known.set(handler, access);
    }
    return access;
  }

  #proceed(request: FastifyRequest, principal: Principal, permission: string | null): boolean {
    request.principal = principal;
    nameInScope({ organization: principal.organization.code, actor_id: principal.id });
    this.rateLimiter.check(request);
    requirePermission(principal, permission);
    return true;
  }

  /** Guessing credentials spends the budget of the address. */
  #refuse(request: FastifyRequest, error: unknown): never {
    if (error instanceof GalleyError && error.code === Unauthenticated.code) this.rateLimiter.check(request);
    throw error;
  }
}

/**
 * `forbidden` (or the permission's own refusal) unless a role of the principal holds the permission and, for an API key, its
 * scopes name it.
 */
export function requirePermission(principal: Principal, permission: string | null): void {
  if (permission === null) return;
  const holders = rolesHolding(permission);
  if (!principal.roles.some((role) => holders.includes(role))) {
    throw refusalOf(permission).error(
      `This needs the permission ${permission}; ask an administrator for one of its roles.`,
      {
        facts: { permission },
      },
    );
  }
  if (principal.scopes && !principal.scopes.includes(permission)) {
    throw Forbidden.error(`The API key is not scoped for ${permission}.`, { facts: { permission } });
  }
}
