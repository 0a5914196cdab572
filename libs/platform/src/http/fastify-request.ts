import type { Principal } from '../auth/principal.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard; null on public routes. */
    principal: Principal | null;
    /** The body as it arrived, for digests. */
    rawBody: Buffer | null;
  }
}
