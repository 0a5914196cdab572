import type { Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type { RecordField } from '@galley/dataset';
import type { ChildShape, EntityShape, TableShape } from '../shape/record-shape.js';
import { isNeeded } from '../values/read-record.js';
import { exampleBody, wireOf } from './record-examples.js';

/** Classes that the API document describes an entity by. They are never built: records are read by their declaration. */
export interface RecordDtos {
  readonly resource: Type;
  /** Of a create and a replace. */
  readonly whole: Type;
  /** Of a change: nothing is required. */
  readonly change: Type;
  readonly bulk: Type;
}

type Property = ApiPropertyOptions;

const known = new WeakMap<EntityShape, RecordDtos>();

/** The same classes whenever they are asked for: the document knows a class by its name. */
export function recordDtos(shape: EntityShape): RecordDtos {
  const dtos = known.get(shape) ?? makeDtos(shape);
  known.set(shape, dtos);
  return dtos;
}

function makeDtos(shape: EntityShape): RecordDtos {
  const { resource: name } = shape.entity;
  const childResources = shape.children.map((child) => [child, childDto(child, name, 'shown')] as const);
  const childBodies = shape.children
    .filter(({ link }) => !link)
    .map((child) => [child, childDto(child, `${name}Body`, 'taken')] as const);
  const resource = dto(name, { ...identity, ...shown(shape), ...listed(childResources, true), ...history });
  const links = linked(shape);
  const completed = shape.entity.completed?.fields ?? [];
  const whole = dto(`${name}Body`, {
    ...taken(shape, true, completed),
    ...listed(childBodies, false),
    ...links,
  });
  const change = dto(`${name}Change`, { ...taken(shape, false), ...listed(childBodies, false), ...links });
  const bulk = dto(`${name}Bulk`, { items: { type: [whole], example: [exampleBody(shape)] } });
  return { resource, whole, change, bulk };
}

const identity: Readonly<Record<string, Property>> = {
  id: { type: String, format: 'uuid' },
};

const history: Readonly<Record<string, Property>> = {
  version: { type: 'integer', example: 1, description: 'Counts up with every change.' },
  created_at: { type: String, format: 'date-time' },
  created_by_id: { type: String, format: 'uuid', nullable: true },
  updated_at: { type: String, format: 'date-time' },
  updated_by_id: { type: String, format: 'uuid', nullable: true },
};

function childDto(child: ChildShape, owner: string, use: 'shown' | 'taken'): Type {
  const { singular } = child.children;
  const name = `${owner}${singular.charAt(0).toUpperCase()}${singular.slice(1)}`;
  return use === 'shown' ? dto(name, { ...identity, ...shown(child) }) : dto(name, taken(child, true));
}

function listed(
  children: readonly (readonly [ChildShape, Type])[],
  isShown: boolean,
): Readonly<Record<string, Property>> {
  return Object.fromEntries(
    children.map(([{ name, children: declared }, type]) => [
      name,
      {
        type: [type],
        required: false,
        description: isShown
          ? `${declared.label}; only where one record is read.`
          : `${declared.label}: all of them, as they are to be.`,
      },
    ]),
  );
}

/** Lists of links, as bodies give them. */
function linked({ children }: EntityShape): Readonly<Record<string, Property>> {
  return Object.fromEntries(
    children.flatMap(({ name, link, children: { label } }) => {
      if (!link) return [];
      const { column, key_name, field } = link;
      const description = `${label}: all of them, as they are to be, each by its id or ${field.by}; or as answers have them, by ${column} or ${key_name}.`;
      return [[name, { type: [String], required: false, example: [field.example], description }]];
    }),
  );
}

/** Fields as answers show them. */
function shown({ plain, references }: TableShape): Readonly<Record<string, Property>> {
  const properties: [string, Property][] = references.flatMap(({ column, key_name, field }) => {
    const nullable = !field.required && !field.read_only;
    return [
      [column, { type: String, format: 'uuid', nullable, description: field.label }],
      [key_name, { type: String, nullable, example: field.example, description: field.label }],
    ];
  });
  for (const { name, field } of plain) {
    if (!field.write_only)
      properties.push([
        name,
        { ...schemaOf(field), nullable: !isNeeded(field) || field.seen_by !== undefined },
      ]);
  }
  return Object.fromEntries(properties);
}

/** Fields as bodies give them. */
function taken(
  { plain, references, state }: TableShape,
  isWhole: boolean,
  completed: readonly string[] = [],
): Readonly<Record<string, Property>> {
  const properties: [string, Property][] = [];
  for (const { column, key_name, field } of references) {
    if (field.read_only) continue;
    const nullable = !field.required;
    const says = `${field.label}: by ${column} or ${key_name}${nullable ? '' : ', one of them required'}.`;
    properties.push(
      [column, { type: String, format: 'uuid', nullable, required: false, description: says }],
      [key_name, { type: String, nullable, required: false, example: field.example, description: says }],
    );
  }
  for (const { name, field } of plain) {
    if (field.read_only || (name === state && !isWhole)) continue;
    const required = isWhole && field.required === true && !completed.includes(name);
    properties.push([name, { ...schemaOf(field), nullable: !isNeeded(field), required } as Property]);
  }
  return Object.fromEntries(properties);
}

function schemaOf(field: Exclude<RecordField, { readonly kind: 'reference' }>): ApiPropertyOptions {
  const common = {
    example: wireOf(field.kind, field.example),
    description: [field.label, field.description].filter(Boolean).join('. '),
    ...((field.default ?? null) !== null && { default: wireOf(field.kind, field.default ?? null) }),
  };
  switch (field.kind) {
    case 'integer':
      return {
        ...common,
        type: 'integer',
        ...(field.min !== undefined && { minimum: field.min }),
        ...(field.max !== undefined && { maximum: field.max }),
      };
    case 'boolean':
      return { ...common, type: Boolean };
    case 'choice':
      return { ...common, type: String, enum: [...field.choices] };
    case 'text':
      return { ...common, type: String, maxLength: field.max_length };
    case 'decimal':
      return { ...common, type: String, pattern: String.raw`^-?\d+(\.\d{1,${field.scale}})?$` };
    case 'json':
      // Swagger wants a type, and leaves it out again where there is a choice of them.
      return { ...common, type: 'object', additionalProperties: true, anyOf: [...ANY_DOCUMENT] };
    default:
      return { ...common, type: String, format: FORMATS[field.kind] };
  }
}

const ANY_DOCUMENT = [
  { type: 'object', additionalProperties: true },
  { type: 'array', items: {} },
  { type: 'string' },
  { type: 'number' },
  { type: 'boolean' },
];
const FORMATS = { date: 'date', timestamp: 'date-time', uuid: 'uuid' } as const;

function dto(name: string, properties: Readonly<Record<string, Property>>): Type {
  class RecordDto {}
  Object.defineProperty(RecordDto, 'name', { value: name });
  for (const [property, options] of Object.entries(properties)) {
    ApiProperty(options)(RecordDto.prototype, property);
  }
  return RecordDto;
}
