/** The parts of a JSON Schema that our OpenAPI documents are made of. */
export interface Shape {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: boolean | Shape;
  readonly items?: Shape;
  readonly allOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

export type Shapes = Readonly<Record<string, Shape>>;

/** The parts of an OpenAPI document that say what is answered. */
export interface AnswersDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Shapes };
}

interface DocumentedOperation {
  readonly operationId?: string;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Shape }>> }>
  >;
}

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly json: () => unknown;
}

/** What about an answer its OpenAPI document does not say: the status, the media type, the fields. */
export function answerFaults(
  document: AnswersDocument,
  { method, path }: { readonly method: string; readonly path: string },
  { status, headers, json }: Answered,
): readonly string[] {
  const documented = document.paths[path]?.[method.toLowerCase()]?.responses[String(status)];
  if (!documented) return [`${status} is not documented`];
  const type = headers.get('content-type');
  if (type === null) return documented.content ? ['there is no body'] : [];
  const media = documented.content?.[type] ?? documented.content?.[type.split(';')[0] ?? ''];
  if (!media) return [`${type} is not documented`];
  if (!/json/.test(type) || media.schema.format === 'binary') return [];
  return shapeFaults(json(), media.schema, document.components.schemas);
}

const FORMATS: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
};

/**
 * What is different about a value from the schema it is documented by, each with its pointer; none = it is as promised.
 * Stricter than JSON Schema in one thing: a member of an object that names its properties must be among them.
 */
export function shapeFaults(value: unknown, documented: Shape, shapes: Shapes, at = ''): readonly string[] {
  const shape = flat(documented, shapes);
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) {
    const tried = choices.map((choice) => shapeFaults(value, choice, shapes, at));
    return tried.some((faults) => faults.length === 0) ? [] : (tried[0] ?? []);
  }
  const is = typeOf(value);
  const types = [shape.type ?? []].flat();
  const isOfType = types.length === 0 || types.includes(is) || (is === 'integer' && types.includes('number'));
  if (!isOfType) return [`${at} is ${is}, not ${types.join(' or ')}`];
  if (value === null) return [];
  if (shape.enum && !shape.enum.includes(value)) return [`${at} is none of its choices: ${String(value)}`];
  if (typeof value === 'string') {
    const pattern = FORMATS[shape.format ?? ''];
    return pattern && !pattern.test(value) ? [`${at} is no ${shape.format}: ${value}`] : [];
  }
  if (Array.isArray(value))
    return value.flatMap((item, index) => shapeFaults(item, shape.items ?? {}, shapes, `${at}/${index}`));
  if (typeof value !== 'object') return [];
  return memberFaults(value as Readonly<Record<string, unknown>>, shape, shapes, at);
}

function memberFaults(
  value: Readonly<Record<string, unknown>>,
  { required = [], properties, additionalProperties }: Shape,
  shapes: Shapes,
  at: string,
): readonly string[] {
  const missing = required.filter((name) => !(name in value)).map((name) => `${at}/${name} is missing`);
  const others = typeof additionalProperties === 'object' ? additionalProperties : {};
  const isOpen = properties === undefined || Boolean(additionalProperties);
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    const property = properties?.[name];
    if (!property && !isOpen) return [`${at}/${name} is not documented`];
    return shapeFaults(member, property ?? others, shapes, `${at}/${name}`);
  });
  return [...missing, ...wrong];
}

/** The schema behind references, the parts of `allOf` put together. */
function flat(shape: Shape, shapes: Shapes): Shape {
  if (shape.$ref) return flat(shapes[shape.$ref.split('/').at(-1) ?? ''] ?? {}, shapes);
  if (!shape.allOf) return shape;
  const parts = shape.allOf.map((part) => flat(part, shapes));
  return {
    ...Object.assign({}, ...parts),
    required: parts.flatMap(({ required = [] }) => required),
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)) as Shapes,
  };
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
