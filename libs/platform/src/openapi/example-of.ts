import type { OpenAPIObject } from '@nestjs/swagger';
import type { Json } from '../errors/json.js';

/** The parts of a schema that say how a value looks. */
interface SchemaLike {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly example?: Json;
  readonly examples?: readonly Json[];
  readonly default?: Json;
  readonly enum?: readonly Json[];
  readonly properties?: Readonly<Record<string, SchemaLike>>;
  readonly items?: SchemaLike;
  readonly allOf?: readonly SchemaLike[];
  readonly oneOf?: readonly SchemaLike[];
  readonly anyOf?: readonly SchemaLike[];
  readonly minimum?: number;
}

const MAX_DEPTH = 8;
const BY_FORMAT: Readonly<Record<string, Json>> = {
  uuid: '0199b2c4-7d1e-7a63-9c55-0d6f3a1b2c3d',
  date: '2026-06-30',
  'date-time': '2026-07-01T06:00:00.000Z',
  email: 'kari@example.org',
  uri: 'https://example.org',
};
const BY_TYPE: Readonly<Record<string, Json>> = {
  string: 'text',
  integer: 1,
  number: 1,
  boolean: true,
  null: null,
};

/** A value that fits a schema, from the examples of its properties: nobody writes a whole example by hand. */
export function exampleOf(schema: unknown, document: OpenAPIObject, depth = 0): Json | undefined {
  const resolved = resolve(schema as SchemaLike, document);
  if (!resolved || depth > MAX_DEPTH) return undefined;
  const stated = resolved.example ?? resolved.examples?.[0] ?? resolved.default ?? resolved.enum?.[0];
  if (stated !== undefined) return stated;
  if ('example' in resolved) return resolved.example;
  const [choice] = resolved.oneOf ?? resolved.anyOf ?? [];
  if (choice) return exampleOf(choice, document, depth + 1);
  if (resolved.allOf) {
    const parts = resolved.allOf.map((part) => exampleOf(part, document, depth + 1));
    return Object.assign({}, ...parts) as Json;
  }
  if (resolved.properties) return objectExample(resolved.properties, document, depth);
  const [type] = typeof resolved.type === 'string' ? [resolved.type] : (resolved.type ?? []);
  if (type === 'array') {
    const item = exampleOf(resolved.items, document, depth + 1);
    return item === undefined ? [] : [item];
  }
  if (type === 'object') return {};
  if (resolved.format && resolved.format in BY_FORMAT) return BY_FORMAT[resolved.format];
  return type === undefined ? undefined : BY_TYPE[type];
}

function objectExample(
  properties: Readonly<Record<string, SchemaLike>>,
  document: OpenAPIObject,
  depth: number,
): Json {
  const example: Record<string, Json> = {};
  for (const [name, property] of Object.entries(properties)) {
    const value = exampleOf(property, document, depth + 1);
    if (value !== undefined) example[name] = value;
  }
  return example;
}

function resolve(schema: SchemaLike | undefined, document: OpenAPIObject): SchemaLike | undefined {
  if (!schema?.$ref) return schema;
  const name = schema.$ref.split('/').at(-1) ?? '';
  return resolve(document.components?.schemas?.[name] as SchemaLike | undefined, document);
}
