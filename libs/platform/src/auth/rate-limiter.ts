import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import '@fastify/rate-limit';
import { CONFIG } from '../config/tokens.js';
import type { PlatformConfig } from '../config/platform-config.js';
import { TooManyRequests } from '../errors/common-problems.js';

type Limit = ReturnType<FastifyInstance['createRateLimit']>;

/** Counts requests per principal, or per address while nobody is known. Runs after authentication, so that
 * neighbours behind one address do not share a budget. */
@Injectable()
export class RateLimiter implements OnModuleInit {
  #limit: Limit | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: PlatformConfig,
    private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    const max = this.config.RATE_LIMIT_PER_MINUTE;
    // A worker has the platform but no HTTP server.
    const fastify = this.host.httpAdapter?.getInstance<FastifyInstance>();
    if (max === 0 || !fastify?.hasDecorator('createRateLimit')) return;
    this.#limit = fastify.createRateLimit({ max, timeWindow: 60_000, keyGenerator });
  }

  /** Throws `too-many-requests` when the caller's budget of this minute is spent. Undefined when there is no limit. */
  check(request: FastifyRequest): Promise<void> | undefined {
    return this.#limit ? refuseExcess(this.#limit, request) : undefined;
  }
}

function keyGenerator(request: FastifyRequest): string {
  return request.principal?.id ?? request.ip;
}

async function refuseExcess(limit: Limit, request: FastifyRequest): Promise<void> {
  const state = await limit(request);
  if (state.isAllowed || !state.isExceeded) return;
  throw TooManyRequests.error(`More than ${state.max} requests in a minute; wait before the next one.`, {
    retry_after_s: state.ttlInSeconds,
  });
}
