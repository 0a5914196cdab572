import type { INestApplicationContext, Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { rolesHolding } from './policy.js';
import { ROUTE_ACCESS, type RouteAccess } from './route-access.js';

/** Throws, naming every offender, when a route has neither `@Allow` nor `@Public`, or asks for an unknown permission. */
export function requireDeclaredAccess(app: INestApplicationContext): void {
  const scanner = new MetadataScanner();
  const faults = app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? faultsOf(metatype as Type, scanner) : []));
  if (faults.length > 0) throw new Error(`Routes without declared access:\n  ${faults.join('\n  ')}`);
}

function faultsOf(controller: Type, scanner: MetadataScanner): string[] {
  const prototype = controller.prototype as Readonly<Record<string, object>>;
  return scanner.getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (!handler || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
    const access = (Reflect.getMetadata(ROUTE_ACCESS, handler) ??
      Reflect.getMetadata(ROUTE_ACCESS, controller)) as RouteAccess | undefined;
    const route = `${controller.name}.${name}`;
    if (!access) return [`${route}: add @Allow('…') or @Public()`];
    if (access.permission !== null && rolesHolding(access.permission).length === 0) {
      return [`${route}: no role holds ${access.permission}`];
    }
    return [];
  });
}
