import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiExtension, ApiOperation, ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { ProblemKind } from '../errors/galley-error.js';

export const PROBLEMS_EXTENSION = 'x-problems';

export interface OperationOptions {
  /** One line: what it does, for whom. Its verb and noun should say more than the path. */
  readonly summary: string;
  readonly description?: string;
  /** `camelCase`, unique in the service; `<method><Controller>` unless said. */
  readonly id?: string;
  /** Status of success; 200 unless said. */
  readonly status?: number;
  /** The resource class of the answer, `pageDto(Resource)` for a list, nothing for 204. */
  readonly returns?: Type | readonly [Type];
  /** Media types, when the answer is a file or a stream. */
  readonly produces?: readonly string[];
  /** What it may refuse besides what every route of its shape may. */
  readonly problems?: readonly ProblemKind[];
}

/** Documents a route in one place. Security, common problems, headers and examples are added for all routes alike. */
export function Operation(options: OperationOptions): MethodDecorator {
  const { summary, description, id, status = 200, returns, produces, problems = [] } = options;
  const isList = Array.isArray(returns);
  const type = (isList ? returns[0] : returns) as Type | undefined;
  const binary = { schema: { type: 'string', format: 'binary' } };
  return applyDecorators(
    HttpCode(status),
    ApiOperation({ summary, ...(description && { description }), ...(id && { operationId: id }) }),
    apiProblems(...problems),
    ...(produces ? [ApiProduces(...produces)] : []),
    ApiResponse({
      status,
      description: status === 204 ? 'Done' : summary,
      ...(type && { type, isArray: isList }),
      ...(produces && !type && { content: Object.fromEntries(produces.map((media) => [media, binary])) }),
    }),
  );
}

/** Names problems that a route may answer, beside those that every route of its shape may. */
export function apiProblems(...kinds: readonly ProblemKind[]): MethodDecorator {
  return ApiExtension(
    PROBLEMS_EXTENSION,
    kinds.map(({ code }) => code),
  );
}
