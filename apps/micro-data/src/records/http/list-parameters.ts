import { ApiQuery } from '@nestjs/swagger';
import type { EntityShape } from '../shape/record-shape.js';
import { filtersOf, operatorsOf, type ListFilter } from './list-query.js';

/** Paging, sorting, `q` and every filter. */
export function ListParameters(shape: EntityShape): MethodDecorator {
  const { sorting, search } = shape.entity;
  const parameters = [
    { name: 'limit', schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } },
    { name: 'cursor', schema: { type: 'string' }, description: '`next_cursor` of the page before.' },
    {
      name: 'sort',
      schema: { type: 'string', default: sorting.initially },
      description: `One of ${sorting.by.join(', ')}; \`-\` in front = descending.`,
    },
    ...(search.length > 0
      ? [
          {
            name: 'q',
            schema: { type: 'string', maxLength: 100 },
            description: `Part of ${search.join(' or ')}.`,
          },
        ]
      : []),
    ...filtersOf(shape).flatMap((filter) => [
      { name: filter.name, schema: schemaOf(filter), description: filter.field.label },
      ...operatorsOf(filter).map((operator) => ({
        name: `${filter.name}[${operator}]`,
        schema: schemaOf(filter),
      })),
    ]),
  ];
  return (target, key, descriptor) => {
    for (const parameter of parameters) {
      ApiQuery({ required: false, ...parameter })(target, key, descriptor);
    }
  };
}

function schemaOf({ field }: ListFilter): object {
  switch (field.kind) {
    case 'choice':
      return { type: 'string', enum: [...field.choices] };
    case 'integer':
    case 'boolean':
      return { type: field.kind };
    case 'date':
    case 'uuid':
      return { type: 'string', format: field.kind };
    case 'timestamp':
      return { type: 'string', format: 'date-time' };
    default:
      return { type: 'string' };
  }
}
