import type { JobJson } from '../report-house.js';
import { createResources, QUERIES, samplesFor, type OwnedResources } from './foreign-resources.js';
import {
  unreadableBodies,
  wrongFields,
  type FieldSchema,
  type HostileBody,
  type Schemas,
} from './hostile-bodies.js';
import { HOSTILE_REQUESTS } from './hostile-requests.js';
import {
  called,
  callRoute,
  documentOf,
  problemFault,
  productRoutes,
  type ProductRoute,
} from './product-routes.js';
import { WholeProduct, type ProductAnswer } from './whole-product.js';

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: FieldSchema }>> };
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: FieldSchema;
  }[];
}

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
}

const BAD_QUERIES: Readonly<Record<string, readonly string[]>> = {
  limit: ['-1', '0', '201', '1.5', 'all', '', '1e9', '9'.repeat(40)],
  cursor: ['x', 'WyJhIiwiYiJd', '%27%20or%201%3D1', 'x'.repeat(600)],
  sort: ['no_such_column', '-', 'name; drop table x', 'name,created_at'],
};
const BAD_BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  boolean: ['perhaps', '1e3'],
  integer: ['x'],
};

describe('input', () => {
  let product: WholeProduct;
  let routes: readonly ProductRoute[];
  let documents: Readonly<Record<string, Described>>;
  let demo: OwnedResources;

  beforeAll(async () => {
    product = await WholeProduct.start();
    routes = await productRoutes(product);
    const described = async (service: ProductRoute['service']) =>
      (await documentOf(product, service)) as unknown as Described;
    documents = {
      'micro-report': await described('micro-report'),
      'micro-data': await described('micro-data'),
    };
    demo = await createResources(product);
  }, 180_000);
  afterAll(() => product?.stop());

  const operationOf = ({ service, path, method }: ProductRoute): Operation =>
    documents[service]?.paths[path]?.[method.toLowerCase()] ?? {};

  /** Sends every body to its route, routes side by side, and names each answer that is not the one it must be. */
  async function faultsOfBodies(
    bodiesOf: (route: ProductRoute) => readonly HostileBody[],
  ): Promise<string[]> {
    const faults = routes
      .filter(({ body }) => body !== undefined)
      .map(async (route) => {
        const [values = {}] = samplesFor(route.path, demo);
        const found: string[] = [];
        const bodies = bodiesOf(route);
        if (bodies.length === 0) found.push(`${called(route, 'anybody')}: nothing to send`);
        for (const hostile of bodies) {
          const { what, body, headers } = hostile;
          const expected = refusalOf(route, hostile);
          const answer = await callRoute(product, route, values, { role: 'platform_admin', body, headers });
          const fault =
            problemFault(answer, expected.status, expected.code) ?? misplaced(answer, expected.pointer);
          if (fault) found.push(`${called(route, what)}: ${fault}`);
        }
        return found;
      });
    return (await Promise.all(faults)).flat();
  }

  describe('that is hostile', () => {
    let before: Readonly<Record<string, string>>;

    beforeAll(async () => {
      before = await product.contents();
    });
    // Whatever was sent, nothing has happened.
    afterEach(async () => expect(await product.contents()).toEqual(before));

    it('is refused by every route that takes a body', async () => {
      const faults = await faultsOfBodies(({ body }) =>
        unreadableBodies(body as Readonly<Record<string, unknown>>),
      );
      expect(faults).toEqual([]);
    });

    it('is refused in every field of every body, by its name', async () => {
      const tried = { 'micro-report': new Set<string>(), 'micro-data': new Set<string>() };
      const faults = await faultsOfBodies((route) => {
        const schema = operationOf(route).requestBody?.content['application/json']?.schema ?? {};
        const schemas = documents[route.service]?.components.schemas ?? {};
        const body = route.body as Readonly<Record<string, unknown>>;
        return wrongFields(body, schema, schemas, tried[route.service]);
      });
      expect(faults).toEqual([]);
    }, 180_000);

    it('is refused in every parameter of every list', async () => {
      const faults: string[] = [];
      for (const route of routes.filter(
        ({ method, path }) => method === 'GET' && !path.includes('/lookups/'),
      )) {
        const [values = {}] = samplesFor(route.path, demo);
        const parameters =
          operationOf(route).parameters?.filter((parameter) => parameter.in === 'query') ?? [];
        if (parameters.length === 0) continue;
        for (const [name, texts] of [...parameters.map(badTexts), ['no_such_parameter', ['1']] as const]) {
          for (const text of texts) {
            const query = QUERIES[route.path];
            const path = `${route.path}${query ? `${query}&` : '?'}${name}=${text}`;
            const answer = await callRoute(product, { ...route, path }, values, { role: 'platform_admin' });
            const expected = refusalOf(route, { status: 422, code: 'invalid', pointer: name, wrong: text });
            const fault =
              problemFault(answer, expected.status, expected.code) ?? misplaced(answer, expected.pointer);
            if (fault) faults.push(`${called(route, `${name}=${text.slice(0, 40)}`)}: ${fault}`);
          }
        }
      }
      expect(faults).toEqual([]);
    });

    it.each(HOSTILE_REQUESTS)(
      'is refused: $what',
      async ({ what: _what, path, status, code, pointer, ...call }) => {
        const answer = await product.call(path, { method: 'POST', ...call });
        expect(problemFault(answer, status, code) ?? misplaced(answer, pointer)).toBeNull();
      },
    );

    it('is refused when it names another state of the resource than the one it is in', async () => {
      const faults: string[] = [];
      for (const route of routes.filter(({ method }) => method !== 'GET' && method !== 'POST')) {
        const [values = {}] = samplesFor(route.path, demo);
        for (const tag of ['', 'v1', '"v999"', 'W/"v1"', '"v1', "'; drop table x; --"]) {
          const headers = { 'if-match': tag };
          const answer = await callRoute(product, route, values, { role: 'platform_admin', headers });
          const fault = problemFault(answer, 412, 'precondition-failed');
          if (fault) faults.push(`${called(route, `If-Match: ${tag}`)}: ${fault}`);
        }
      }
      expect(faults).toEqual([]);
    });
  });

  it.each(['', 'wait', 'wait=-1', 'wait=soon', 'wait=1e9', 'handling=strict; wait', '=,;,='])(
    'is accepted with a preference that nobody can read: %j',
    async (prefer) => {
      const body = { report_type: 'stock_on_hand', format: 'csv', bu_codes: ['T02'] };
      const answer = await product.call('/api/reports/generate', {
        method: 'POST',
        body,
        headers: { prefer },
      });
      expect(answer.status).toBe(202);
      await product.house.until((answer.json() as JobJson).id, 'completed', 30_000, 'demo');
    },
  );

  it.each([
    ['unknown-filter', { report_type: 'stock_on_hand', filters: { colour: 'red' } }],
    ['filter-invalid', { report_type: 'stock_on_hand', filters: { qty: { gt: 'a lot' } } }],
    ['dataset-request-invalid', { report_type: 'stock_on_hand', options: { group_by: ['colour'] } }],
  ])('that only micro-data can judge ends the job with %s, and leaves no file', async (code, wish) => {
    const job = await product.get<JobJson>('/api/reports/generate', {
      method: 'POST',
      body: { ...wish, format: 'csv', bu_codes: ['T01'] },
      headers: { prefer: 'wait=30' },
    });
    expect(job).toMatchObject({
      status: 'failed',
      error_code: code,
      attempts: 1,
      file_url: null,
      sha256: null,
    });
    const { rows } = await product.admin.query('select 1 from tenant.generated_report where job_id = $1', [
      job.id,
    ]);
    expect(rows).toEqual([]);
  });
});

function badTexts({
  name,
  schema,
}: {
  name: string;
  schema: FieldSchema;
}): readonly [string, readonly string[]] {
  const type = String(schema.type ?? '');
  const byFormat = schema.format === 'uuid' ? ['x', '1%20or%201'] : [];
  const known = BAD_QUERIES[name] ?? BAD_BY_TYPE[type] ?? [];
  return [name, [...known, ...byFormat, ...(schema.enum ? ['no_such_choice'] : [])]];
}

type Refusal = Pick<HostileBody, 'status' | 'code' | 'pointer'>;

/** The answer a fault must have: `invalid`, or what the rules of Bufdir reports name. */
function refusalOf(
  { path }: ProductRoute,
  { wrong, ...expected }: Refusal & Pick<HostileBody, 'wrong'>,
): Refusal {
  if (wrong === undefined || !/^\/api\/grants\/(?:reports|precheck)\b/.test(path)) return expected;
  const field = expected.pointer?.replace('/', '');
  // BU-V-6
  if (field === 'format') return { ...expected, status: 400, code: 'format-invalid' };
  // BU-V-1: a text that is no id is the id of no organization.
  if (field === 'organization_id' && typeof wrong === 'string') {
    return { status: 404, code: 'organization-not-found' };
  }
  return expected;
}

/** What is wrong with where an `invalid` answer says the fault is; null when nothing is. */
function misplaced(answer: ProductAnswer, pointer: string | undefined): string | null {
  if (pointer === undefined) return null;
  const { errors = [] } = answer.json() as { errors?: readonly { readonly pointer: string }[] };
  const isNamed = errors.some(
    (error) => error.pointer === pointer || error.pointer.startsWith(`${pointer}/`),
  );
  return isNamed ? null : `does not name ${pointer}: ${answer.text.slice(0, 300)}`;
}
