import { jest } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { testPrincipal } from '../testing/test-callers.js';
import { testConfig } from '../testing/test-config.js';
import { RateLimiter } from './rate-limiter.js';

const from = (ip: string, id?: string) =>
  ({ ip, principal: id === undefined ? null : testPrincipal({ id }) }) as FastifyRequest;

describe('the rate limiter', () => {
  const limiter = () => new RateLimiter(testConfig(null, { RATE_LIMIT_PER_MINUTE: '2' }));

  beforeEach(() => jest.useFakeTimers({ now: 0 }));
  afterEach(() => jest.useRealTimers());

  test('refuses what exceeds the budget of a minute, and says when to come back', () => {
    const limit = limiter();
    limit.check(from('10.0.0.1'));
    jest.setSystemTime(15_000);
    limit.check(from('10.0.0.1'));
    expect(() => limit.check(from('10.0.0.1'))).toThrow(
      expect.objectContaining({ code: 'too-many-requests', retry_after_s: 45 }),
    );
    jest.setSystemTime(60_000);
    expect(() => limit.check(from('10.0.0.1'))).not.toThrow();
  });

  test('counts each principal alone, whatever address they share', () => {
    const limit = limiter();
    for (const id of ['a', 'b', 'a', 'b']) limit.check(from('10.0.0.1', id));
    expect(() => limit.check(from('10.0.0.2', 'a'))).toThrow('requests in a minute');
    expect(() => limit.check(from('10.0.0.1'))).not.toThrow();
  });

  test('is off when the limit is 0', () => {
    const limit = new RateLimiter(testConfig(null));
    for (let request = 0; request < 1000; request++) limit.check(from('10.0.0.1'));
  });
});
