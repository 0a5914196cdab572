/** A request body that must be refused, and how. */
export interface HostileBody {
  readonly what: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
  /** Where the answer must say that the fault is. */
  readonly pointer?: string;
  /** What stands there, where one field is wrong. */
  readonly wrong?: unknown;
}

/** The parts of a JSON schema that say what a field must not hold. */
export interface FieldSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly items?: FieldSchema;
  readonly oneOf?: readonly FieldSchema[];
}

export type Schemas = Readonly<Record<string, FieldSchema>>;
type JsonObject = Readonly<Record<string, unknown>>;

const MEGABYTE = 1_048_576;
const HUGE_TEXT = 'x'.repeat(100_000);
/** Layouts are long; the template station reads them and has its own limits. */
const LONG_TEXTS = ['/content'];
const WRONG_BY_TYPE: Readonly<Record<string, readonly unknown[]>> = {
  string: [4711, { a: 1 }, ['a'], HUGE_TEXT],
  integer: ['many', 1.5, 1e300, { a: 1 }],
  number: ['many', { a: 1 }],
  boolean: ['perhaps', 1, []],
  array: ['text', { a: 1 }, 4711],
  object: ['text', 4711, ['a']],
};
const WRONG_BY_FORMAT: Readonly<Record<string, readonly unknown[]>> = {
  uuid: ['not-a-uuid', "' or 1=1 --"],
  'date-time': ['the day before', '2026-02-30T25:00:00Z'],
};

/** What no route may take, whatever it is for. `base` is a body that it documents. */
export function unreadableBodies(base: JsonObject): readonly HostileBody[] {
  const text = JSON.stringify(base);
  const inside = text.slice(1, -1);
  const malformed = { status: 400, code: 'malformed-request' };
  const with_ = (member: string): string => `{${[member, inside].filter(Boolean).join(',')}}`;
  return [
    { what: 'half a body', body: `${text.slice(0, -1)},`, ...malformed },
    { what: 'no JSON', body: '<report/>', ...malformed },
    { what: 'bytes that are no UTF-8', body: Uint8Array.from([0x22, 0xff, 0xfe, 0x22]), ...malformed },
    { what: 'a prototype', body: with_('"__proto__":{"is_admin":true}'), ...malformed },
    { what: 'a constructor', body: with_('"constructor":{"prototype":{"is_admin":true}}'), ...malformed },
    { what: 'a key twice', body: with_('"twice":1,"twice":2'), ...malformed },
    { what: 'a NUL character', body: with_('"name":"a\\u0000b"'), ...malformed },
    { what: 'a bottomless body', body: `${'['.repeat(5_000)}${']'.repeat(5_000)}`, ...malformed },
    {
      what: 'an enormous body',
      body: with_(`"x":"${'x'.repeat(MEGABYTE)}"`),
      status: 413,
      code: 'body-too-large',
    },
    ...[
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ].map((type) => ({
      what: `a body of type ${type}`,
      body: text,
      headers: { 'content-type': type },
      status: 415,
      code: 'unsupported-media-type',
    })),
    ...['[]', '"text"', '4711', 'true', `[${text}]`].map((body) => ({
      what: `${body.slice(0, 10)} for an object`,
      body,
      ...INVALID,
    })),
    {
      what: 'a field that nobody knows',
      body: JSON.stringify({ ...base, no_such_field: 1 }),
      ...INVALID,
      pointer: '/no_such_field',
    },
  ];
}

const INVALID = { status: 422, code: 'invalid' } as const;

/**
 * The documented body with one field wrong, for every field and every way to be wrong. A schema that several routes take (a record's
 * PUT and bulk have its POST's) is tried in full by the first of them, by others with its first fault: `tried` holds the names.
 */
export function wrongFields(
  base: JsonObject,
  schema: FieldSchema,
  schemas: Schemas,
  tried: Set<string>,
): readonly HostileBody[] {
  return faultsOf(base, schema, { schemas, tried }, '').map(({ value, pointer, what, wrong }) => ({
    what,
    wrong,
    body: JSON.stringify(value),
    ...INVALID,
    pointer,
  }));
}

interface Trial {
  readonly schemas: Schemas;
  readonly tried: Set<string>;
}

interface Faulty {
  readonly value: unknown;
  readonly pointer: string;
  readonly what: string;
  readonly wrong: unknown;
}

function faultsOf(base: unknown, schema: FieldSchema, trial: Trial, at: string): readonly Faulty[] {
  const faults = allFaultsOf(base, schema, trial, at);
  if (schema.$ref === undefined) return faults;
  if (trial.tried.has(schema.$ref)) return faults.slice(0, 1);
  trial.tried.add(schema.$ref);
  return faults;
}

function allFaultsOf(base: unknown, schema: FieldSchema, trial: Trial, at: string): readonly Faulty[] {
  const { properties, items } = resolved(schema, trial.schemas);
  if (properties) {
    const object = (base ?? {}) as JsonObject;
    return Object.entries(properties).flatMap(([name, field]) => {
      const pointer = `${at}/${name}`;
      const put = (value: unknown) => ({ ...object, [name]: value });
      const wrong = wrongValues(field, trial.schemas, pointer).map((value) => ({
        value: put(value),
        wrong: value,
        pointer,
        what: `${pointer} = ${JSON.stringify(value).slice(0, 40)}`,
      }));
      const inner = faultsOf(object[name], field, trial, pointer);
      return [...wrong, ...inner.map((fault) => ({ ...fault, value: put(fault.value) }))];
    });
  }
  if (!items || !Array.isArray(base)) return [];
  const pointer = `${at}/0`;
  return faultsOf(base[0], items, trial, pointer).map((fault) => ({ ...fault, value: [fault.value] }));
}

/** A document that may come as text or object has rules of its own. */
function wrongValues(schema: FieldSchema, schemas: Schemas, pointer: string): readonly unknown[] {
  const field = resolved(schema, schemas);
  if (field.oneOf) return [4711, true];
  const types = [field.type ?? []].flat().filter((type) => type !== 'null');
  const [type = ''] = types;
  if (types.length !== 1) return [];
  const byType = (WRONG_BY_TYPE[type] ?? []).filter(
    (value) => value !== HUGE_TEXT || !LONG_TEXTS.includes(pointer),
  );
  return [
    ...byType,
    ...(WRONG_BY_FORMAT[field.format ?? ''] ?? []),
    ...(field.enum ? ['no-such-choice'] : []),
    ...(type === 'array' && resolved(field.items ?? {}, schemas).type === 'string'
      ? [[4711], [{ a: 1 }]]
      : []),
  ];
}

function resolved(schema: FieldSchema, schemas: Schemas): FieldSchema {
  return schema.$ref ? (schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
}
