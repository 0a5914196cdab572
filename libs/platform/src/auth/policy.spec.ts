import { Controller, Get, Module } from '@nestjs/common';
import { buildService } from '../http/build-service.js';
import { testPrincipal } from '../testing/test-callers.js';
import { testConfig } from '../testing/test-config.js';
import { defineProblem } from '../errors/define-problem.js';
import { requirePermission } from './auth.guard.js';
import { definePermission, permissions, rolesHolding } from './policy.js';
import { ROLES } from './principal.js';
import { requireBusinessUnits } from './require-business-units.js';

describe('the policy table', () => {
  test('gives everything but the service role to platform administrators', () => {
    for (const permission of permissions()) expect(rolesHolding(permission)).toContain('platform_admin');
  });

  test('gives services datasets and nothing else', () => {
    const held = permissions().filter((permission) => rolesHolding(permission).includes('service'));
    expect(held.every((permission) => permission.startsWith('dataset'))).toBe(true);
  });

  test('refuses what it does not know', () => {
    expect(rolesHolding('template.explode')).toEqual([]);
    expect(() => requirePermission(testPrincipal({ roles: [...ROLES] }), 'template.explode')).toThrow(
      'permission',
    );
  });

  test('takes a permission of a pack once', () => {
    expect(definePermission('spec.submit', ['coordinator'])).toEqual({ permission: 'spec.submit' });
    expect(() => definePermission('spec.submit', ['member'])).toThrow('declared twice');
  });

  test('refuses who lacks a permission with the problem that its pack names', () => {
    const refusal = defineProblem('role-forbidden', 403, 'Your role does not allow it');
    const { permission } = definePermission('spec.certify', ['coordinator'], refusal);
    expect(() => requirePermission(testPrincipal({ roles: ['peer_mentor'] }), permission)).toThrow(
      expect.objectContaining({ code: 'role-forbidden' }) as Error,
    );
    expect(() => requirePermission(testPrincipal({ roles: ['peer_mentor'] }), 'user.write')).toThrow(
      expect.objectContaining({ code: 'forbidden' }) as Error,
    );
  });

  test('is narrowed by the scopes of an API key, never widened', () => {
    const key = testPrincipal({ kind: 'api_key', roles: ['member'], scopes: ['job.read', 'user.write'] });
    expect(() => requirePermission(key, 'job.read')).not.toThrow();
    expect(() => requirePermission(key, 'template.read')).toThrow('scoped');
    expect(() => requirePermission(key, 'user.write')).toThrow('permission');
  });
});

describe('requireBusinessUnits', () => {
  test('lets a caller who is not confined name any unit', () => {
    expect(() => requireBusinessUnits(testPrincipal({ bu_codes: null }), ['HQ', 'BEACH'])).not.toThrow();
  });

  test('names the units that are not the caller’s', () => {
    expect(() => requireBusinessUnits(testPrincipal({ bu_codes: ['HQ'] }), ['HQ', 'BEACH'])).toThrow('BEACH');
    expect(() => requireBusinessUnits(testPrincipal({ bu_codes: [] }), ['HQ'])).toThrow('HQ');
  });
});

test('a service with a route that declares no access does not start', async () => {
  @Controller('api/open')
  class ForgottenController {
    @Get()
    read(): string {
      return 'everything';
    }
  }
  @Module({ controllers: [ForgottenController] })
  class ForgottenModule {}
  await expect(
    buildService(ForgottenModule, { service: 'micro-report', config: testConfig(null) }),
  ).rejects.toThrow('ForgottenController.read');
});
