import {
  BodyTooLarge,
  Forbidden,
  Internal,
  Invalid,
  Malformed,
  NotFound,
  PreconditionFailed,
  TooManyRequests,
  Unauthenticated,
  Unavailable,
  UnsupportedMediaType,
} from '../errors/common-problems.js';
import { problemCatalogue } from '../errors/define-problem.js';
import type { ProblemKind } from '../errors/galley-error.js';
import { PROBLEM_MEDIA_TYPE } from '../errors/problem-body.js';
import { refusalOf } from '../auth/policy.js';
import { PROBLEMS_EXTENSION } from './operation.decorator.js';
import { extensionOf, permissionOf, type DocumentedRoute } from './operations.js';

const REFERENCE = { $ref: '#/components/schemas/Problem' };

export const PROBLEM_SCHEMA = {
  type: 'object' as const,
  description: 'RFC 9457. Further members are facts of the problem.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { type: 'string' as const, example: '/problems/not-found' },
    title: { type: 'string' as const, example: 'Not found' },
    status: { type: 'integer' as const, example: 404 },
    detail: { type: 'string' as const, example: 'There is nothing at this address, or it is not yours.' },
    instance: { type: 'string' as const, example: '/api/things/1' },
    code: { type: 'string' as const, example: 'not-found' },
    errors: {
      type: 'array' as const,
      description: 'Every invalid field, by JSON pointer, or by name for query parameters.',
      items: {
        type: 'object' as const,
        required: ['pointer', 'detail'],
        properties: {
          pointer: { type: 'string' as const, example: '/name' },
          detail: { type: 'string' as const, example: 'name must be a string' },
        },
      },
    },
  },
  additionalProperties: true,
};

/** Adds the problem answers of a route: those of its shape, and those it names itself. */
export function addProblemAnswers(route: DocumentedRoute): void {
  const byStatus = new Map<number, ProblemKind[]>();
  for (const kind of [...problemsOfShape(route), ...ownProblems(route)]) {
    const same = byStatus.get(kind.status) ?? [];
    if (!same.some(({ code }) => code === kind.code)) byStatus.set(kind.status, [...same, kind]);
  }
  for (const [status, kinds] of byStatus) {
    route.operation.responses[String(status)] = {
      description: kinds.map(({ title }) => title).join('; '),
      content: {
        [PROBLEM_MEDIA_TYPE]: {
          schema: REFERENCE,
          examples: Object.fromEntries(
            kinds.map((kind) => [kind.code, { value: exampleProblem(kind, route.path) }]),
          ),
        },
      },
    };
  }
}

function problemsOfShape({ method, path, operation }: DocumentedRoute): ProblemKind[] {
  const hasQuery =
    operation.parameters?.some((parameter) => 'in' in parameter && parameter.in === 'query') ?? false;
  const hasBody = operation.requestBody !== undefined;
  const permission = permissionOf(operation);
  const isChange = method === 'put' || method === 'patch' || method === 'delete';
  return [
    Internal,
    TooManyRequests,
    Unavailable,
    ...(permission === null ? [] : [Unauthenticated, Forbidden, refusalOf(permission)]),
    ...(path.includes('{') ? [NotFound] : []),
    ...(hasBody || hasQuery ? [Malformed, Invalid] : []),
    ...(hasBody ? [BodyTooLarge, UnsupportedMediaType] : []),
    ...(isChange && path.includes('{') ? [PreconditionFailed] : []),
  ];
}

function ownProblems({ operation }: DocumentedRoute): ProblemKind[] {
  const codes = (extensionOf(operation, PROBLEMS_EXTENSION) ?? []) as readonly string[];
  return problemCatalogue().filter(({ code }) => codes.includes(code));
}

function exampleProblem(kind: ProblemKind, path: string) {
  return {
    type: `/problems/${kind.code}`,
    title: kind.title,
    status: kind.status,
    detail: `${kind.title}.`,
    instance: path,
    code: kind.code,
    ...(kind.code === Invalid.code && { errors: [{ pointer: '/name', detail: 'name must be a string' }] }),
  };
}
