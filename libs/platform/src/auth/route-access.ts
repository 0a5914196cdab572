import { applyDecorators, SetMetadata, type CustomDecorator } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { PackPermission, Permission } from './policy.js';

export const ROUTE_ACCESS = 'galley:access';
/** Where the OpenAPI document says which permission a route needs; absent = public. */
export const PERMISSION_EXTENSION = 'x-permission';
/** Where it says which roles hold that permission. */
export const ROLES_EXTENSION = 'x-roles';

export interface RouteAccess {
  /** Null = no login; otherwise what a caller must hold. */
  readonly permission: string | null;
  readonly is_limited: boolean;
}

/** The route needs no login; `is_limited: false` also frees it from the rate limit (probes). */
export const Public = ({ is_limited = true } = {}): CustomDecorator =>
  SetMetadata(ROUTE_ACCESS, { permission: null, is_limited } satisfies RouteAccess);

/** The route needs this permission of the policy table. A route with neither stops the service at boot. */
export function Allow(permission: Permission | PackPermission): MethodDecorator & ClassDecorator {
  const name = typeof permission === 'string' ? permission : permission.permission;
  return applyDecorators(
    SetMetadata(ROUTE_ACCESS, { permission: name, is_limited: true } satisfies RouteAccess),
    ApiExtension(PERMISSION_EXTENSION, name),
  );
}
