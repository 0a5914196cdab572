import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { PackPermission, Permission } from './policy.js';

export const ROUTE_ACCESS = 'galley:access';

/** Null = no login; otherwise the permission a caller must hold. */
export interface RouteAccess {
  readonly permission: string | null;
}

/** The route needs no login. */
export const Public = (): CustomDecorator =>
  SetMetadata(ROUTE_ACCESS, { permission: null } satisfies RouteAccess);

/** The route needs this permission of the policy table. A route with neither stops the service at boot. */
export function Allow(permission: Permission | PackPermission): CustomDecorator {
  const name = typeof permission === 'string' ? permission : permission.permission;
  return SetMetadata(ROUTE_ACCESS, { permission: name } satisfies RouteAccess);
}
