import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf, type DocumentedRoute } from './operations.js';

/** What a reader of the document would miss; empty when it is complete. For a test of each service. */
export function documentFaults(document: OpenAPIObject): readonly string[] {
  const routes = operationsOf(document);
  const ids = routes.map(({ operation }) => operation.operationId ?? '');
  const twins = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [
    ...routes.flatMap(faultsOf),
    ...twins.map((id) => `operationId ${id} stands twice`),
    ...danglingReferences(document),
  ];
}

function faultsOf({ method, path, operation }: DocumentedRoute): readonly string[] {
  const route = `${method.toUpperCase()} ${path}`;
  const success = Object.keys(operation.responses).filter((status) => /^[23]/.test(status));
  const faults: (string | false)[] = [
    !operation.operationId && 'has no operationId',
    !operation.summary && 'has no summary',
    !operation.tags?.length && 'has no tag',
    success.length === 0 && 'documents no success',
    !Object.keys(operation.responses).some((status) => /^[45]/.test(status)) && 'documents no problem',
    operation.security === undefined && 'says nothing about security',
  ];
  for (const [name, holder] of Object.entries({ body: operation.requestBody, ...operation.responses })) {
    if (!holder || !('content' in holder)) continue;
    const media = holder.content?.['application/json'];
    if (media && media.example === undefined && !media.examples) faults.push(`has no example for ${name}`);
  }
  return faults.filter((fault) => fault !== false).map((fault) => `${route} ${fault}`);
}

function danglingReferences(document: OpenAPIObject): readonly string[] {
  const names = new Set(Object.keys(document.components?.schemas ?? {}));
  const references = JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
  return [...new Set([...references].map(([, name]) => name ?? ''))]
    .filter((name) => !names.has(name))
    .map((name) => `schema ${name} is referred to and missing`);
}
