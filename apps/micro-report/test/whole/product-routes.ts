import type { ServiceName } from '@galley/platform';
import { routesOf, type PathValues, type WalkedRoute } from '@galley/platform/testing';
import type { ProductAnswer, ProductCall, WholeProduct } from './whole-product.js';

const SERVICES: readonly ServiceName[] = ['micro-report', 'micro-data'];

/** A route of one of the services, as its OpenAPI document describes it. */
export interface ProductRoute extends WalkedRoute {
  readonly service: ServiceName;
}

type Document = Parameters<typeof routesOf>[0];

/** The OpenAPI document that a running service serves. */
export function documentOf(product: WholeProduct, service: ServiceName): Promise<Document> {
  return product.get<Document>('/api/openapi.json', { service, is_anonymous: true });
}

/** Every route of both services. */
export async function productRoutes(product: WholeProduct): Promise<readonly ProductRoute[]> {
  const documents = await Promise.all(SERVICES.map((service) => documentOf(product, service)));
  return documents.flatMap((document, index) =>
    routesOf(document).map((route) => ({ ...route, service: SERVICES[index] ?? 'micro-report' })),
  );
}

/** Fills the parameters of a path; throws for one without a value. */
function addressOf(path: string, values: PathValues): string {
  return path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${path}: no value for ${name}`);
    return encodeURIComponent(value);
  });
}

/** Calls a route with the example of its body, unless said otherwise. */
export function callRoute(
  product: WholeProduct,
  { service, method, path, body }: ProductRoute,
  values: PathValues,
  call: ProductCall = {},
): Promise<ProductAnswer> {
  return product.call(addressOf(path, values), {
    service,
    method,
    ...(body !== undefined && { body }),
    ...call,
  });
}

/** How a fault in a list names the call. */
export const called = ({ method, path }: ProductRoute, who: string): string => `${method} ${path} as ${who}`;

/** What is wrong with an answer that must be a problem with this status and code; null when nothing is. */
export function problemFault(answer: ProductAnswer, status: number, code?: string): string | null {
  const type = answer.headers.get('content-type') ?? '';
  if (answer.status !== status) return `${answer.status}, expected ${status}: ${answer.text.slice(0, 300)}`;
  if (!type.startsWith('application/problem+json')) return `${status}, but as ${type}`;
  const problem = answer.json() as { status: number; code: string; type: string };
  if (problem.status !== status || problem.type !== `/problems/${problem.code}`)
    return `${status}, but the body says ${answer.text}`;
  return code === undefined || problem.code === code ? null : `${problem.code}, expected ${code}`;
}

/** What is wrong with a refusal that must name the permission its route needs; null when nothing is. */
export function permissionFault(answer: ProductAnswer, { permission }: ProductRoute): string | null {
  const named = (answer.json() as { readonly permission?: string }).permission;
  return named === permission ? null : `refused for ${String(named)}, not for ${String(permission)}`;
}
