import type { OpenAPIObject } from '@nestjs/swagger';
import { PERMISSION_EXTENSION } from '../auth/route-access.js';

type PathItem = OpenAPIObject['paths'][string];
export type OperationObject = NonNullable<PathItem['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];

export interface DocumentedRoute {
  readonly method: Method;
  /** As documented: `/api/platform/users/{id}`. */
  readonly path: string;
  readonly operation: OperationObject;
}

/** Every operation of a document, path by path. */
export function operationsOf(document: OpenAPIObject): readonly DocumentedRoute[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method, path, operation }] : [];
    }),
  );
}

/** An extension (`x-…`) of an operation. */
export function extensionOf(operation: OperationObject, name: string): unknown {
  return (operation as unknown as Readonly<Record<string, unknown>>)[name];
}

export function setExtension(operation: OperationObject, name: string, value: unknown): void {
  (operation as unknown as Record<string, unknown>)[name] = value;
}

/** The permission that a route needs; null = it is public. */
export function permissionOf(operation: OperationObject): string | null {
  return (extensionOf(operation, PERMISSION_EXTENSION) ?? null) as string | null;
}
