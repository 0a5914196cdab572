import type { OpenAPIObject } from '@nestjs/swagger';
import { refusalOf } from '../auth/policy.js';
import { ROLES_EXTENSION } from '../auth/route-access.js';
import { ROLES, type Role } from '../auth/principal.js';
import { exampleOf } from '../openapi/example-of.js';
import { extensionOf, operationsOf, permissionOf, type DocumentedRoute } from '../openapi/operations.js';
import type { HttpAnswer, HttpClient } from './http-client.js';
import { asCaller } from './test-callers.js';

export interface WalkedRoute {
  readonly method: string;
  /** With parameters still in braces. */
  readonly path: string;
  /** Null = public. */
  readonly permission: string | null;
  readonly roles: readonly Role[];
  /** The documented example of its body; undefined when it takes none. */
  readonly body: unknown;
}

/** Every route of a service's OpenAPI document, with who may use it. */
export function routesOf(document: OpenAPIObject): readonly WalkedRoute[] {
  return operationsOf(document).map((route) => {
    const permission = permissionOf(route.operation);
    return {
      method: route.method.toUpperCase(),
      path: route.path,
      permission,
      roles: permission === null ? ROLES : (extensionOf(route.operation, ROLES_EXTENSION) as readonly Role[]),
      body: bodyOf(route, document),
    };
  });
}

function bodyOf({ operation }: DocumentedRoute, document: OpenAPIObject): unknown {
  const { requestBody } = operation;
  if (!requestBody || !('content' in requestBody)) return undefined;
  const media = requestBody.content['application/json'];
  // A body of another kind than JSON has no example that could be sent as one.
  if (!media) return undefined;
  return media.example ?? statedExample(media.examples) ?? exampleOf(media.schema, document);
}

/** The first of the named examples that a route states itself. */
function statedExample(examples: object | undefined): unknown {
  const [first] = Object.values(examples ?? {}) as { readonly value?: unknown }[];
  return first?.value;
}

/** What a route's parameters are replaced by: `{ id: '…', key: 'ACME' }`; a parameter without value gets `unknown`. */
export type PathValues = Readonly<Record<string, string>>;

const UNKNOWN_ID = '0199ffff-ffff-7fff-bfff-ffffffffffff';

export function addressOf({ path }: WalkedRoute, values: PathValues = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(values[name] ?? UNKNOWN_ID),
  );
}

export interface WalkOptions {
  /** Organization code whose tokens are tried. */
  readonly organization: string;
  readonly values?: (route: WalkedRoute) => PathValues;
  /** Routes that a probe must not call, such as endless streams. */
  readonly skip?: (route: WalkedRoute) => boolean;
}

/**
 * Calls every route with no credentials and once per role, and names every answer that the policy table does not
 * expect: 401 without credentials, 403 exactly for roles without the permission, never 500. Empty = the matrix holds.
 */
export async function walkRoutes(
  http: HttpClient,
  document: OpenAPIObject,
  options: WalkOptions,
): Promise<string[]> {
  const faults: string[] = [];
  for (const route of routesOf(document)) {
    if (options.skip?.(route)) continue;
    const address = addressOf(route, options.values?.(route));
    const call = (headers: Record<string, string>): Promise<HttpAnswer> =>
      http(address, { method: route.method, headers, ...(route.body !== undefined && { body: route.body }) });
    const note = (who: string, { status }: HttpAnswer, expected: string): void => {
      faults.push(`${route.method} ${route.path} as ${who}: ${status}, expected ${expected}`);
    };
    const anonymous = await call({});
    if (route.permission === null) {
      if (anonymous.status >= 500) note('nobody', anonymous, 'an answer');
      continue;
    }
    if (anonymous.status !== 401) note('nobody', anonymous, '401');
    for (const role of ROLES) {
      // No token of a person carries the service role, so it grants nothing.
      const isHolder = role !== 'service' && route.roles.includes(role);
      const answer = await call(await asCaller(options.organization, [role]));
      const isRefused = answer.status === 403 && isForbidden(answer, route);
      if (isHolder ? isRefused || answer.status === 401 : !isRefused)
        note(role, answer, isHolder ? 'access' : '403');
      if (answer.status === 500) note(role, answer, 'no internal error');
    }
  }
  return faults;
}

/** A 403 of the guard, not of a relation that the feature checks afterwards. */
function isForbidden(answer: HttpAnswer, { permission }: WalkedRoute): boolean {
  const problem = answer.json() as { code?: string; permission?: string };
  return (
    permission !== null && problem.code === refusalOf(permission).code && problem.permission === permission
  );
}
