import { applyDecorators } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import { Allow, Conflict, NotFound, Operation, pageDto, type OperationOptions } from '@galley/platform';
import { problemsOf } from '../record-problem.js';
import type { EntityShape } from '../shape/record-shape.js';
import { BulkResult } from './bulk-result.js';
import { ListParameters } from './list-parameters.js';
import { recordDtos, type RecordDtos } from './record-dtos.js';
import { exampleBody, exampleChange } from './record-examples.js';
import { permissionsOf } from './record-permissions.js';

type Verb = 'list' | 'read' | 'create' | 'bulk' | 'replace' | 'change' | 'remove';

/** Who may use each route of an entity, and what the API document says of it. */
export function recordOperations(shape: EntityShape): Readonly<Record<Verb, MethodDecorator>> {
  const dtos = recordDtos(shape);
  const { read, write, remove } = permissionsOf(shape);
  const operations = { ...reading(shape, dtos), ...writing(shape, dtos) };
  const body = exampleBody(shape);
  const example = (value: object) => ({ examples: { typical: { value } } });
  const whole = { type: dtos.whole, ...example(body) };
  const taking = {
    create: whole,
    replace: whole,
    change: { type: dtos.change, ...example(exampleChange(shape)) },
  };
  const of = (verb: keyof typeof taking): MethodDecorator =>
    applyDecorators(Allow(write), Operation(operations[verb]), ApiBody(taking[verb]));
  return {
    list: applyDecorators(Allow(read), Operation(operations.list), ListParameters(shape)),
    read: applyDecorators(Allow(read), Operation(operations.read)),
    create: of('create'),
    replace: of('replace'),
    change: of('change'),
    bulk: applyDecorators(
      Allow(write),
      Operation(operations.bulk),
      ApiBody({ type: dtos.bulk, ...example({ items: [body] }) }),
    ),
    remove: applyDecorators(Allow(remove), Operation(operations.remove)),
  };
}

function reading({ entity, label, children }: EntityShape, { resource }: RecordDtos) {
  const { description } = entity;
  const parts = children.map(({ name }) => name).join(' and ');
  return {
    list: {
      summary: `List ${pluralOf(label)}`,
      id: `list${pluralOf(entity.resource)}`,
      returns: pageDto(resource),
      ...(description && { description }),
    },
    read: {
      summary: `Read ${articleOf(label)}`,
      id: `read${entity.resource}`,
      returns: resource,
      ...(parts && { description: `With its ${parts}.` }),
    },
  } satisfies Partial<Record<Verb, OperationOptions>>;
}

function writing(shape: EntityShape, { resource }: RecordDtos) {
  const { entity, label, state } = shape;
  const own = problemsOf(shape);
  const problems = [Conflict, ...own];
  const left = state === null ? '' : ` Its ${state} stays as it is.`;
  return {
    create: {
      summary: `Create ${articleOf(label)}`,
      id: `create${entity.resource}`,
      status: 201,
      returns: resource,
      problems,
    },
    bulk: {
      summary: `Create or replace up to 1000 ${pluralOf(label)}`,
      id: `write${pluralOf(entity.resource)}`,
      description: `All or none. What is there already is found by ${entity.key.join(', ')} and replaced as by PUT.${left}`,
      returns: BulkResult,
      problems,
    },
    replace: {
      summary: `Replace ${articleOf(label)}`,
      id: `replace${entity.resource}`,
      description: `What the body leaves out is set to its default, or to nothing.${left}`,
      returns: resource,
      problems,
    },
    change: {
      summary: `Change ${articleOf(label)}`,
      id: `change${entity.resource}`,
      description: 'What the body leaves out stays as it is.',
      returns: resource,
      problems,
    },
    remove: {
      summary: `Remove ${articleOf(label)}`,
      id: `remove${entity.resource}`,
      description: 'Refused while another record names it.',
      status: 204,
      problems: [NotFound, Conflict, ...own],
    },
  } satisfies Partial<Record<Verb, OperationOptions>>;
}

export function articleOf(label: string): string {
  return `${/^(?:[aeiou]|LD\b)/i.test(label) ? 'an' : 'a'} ${label}`;
}

export function pluralOf(label: string): string {
  return label.endsWith('y') && !label.endsWith('day') && !label.endsWith('Day')
    ? `${label.slice(0, -1)}ies`
    : `${label}s`;
}
