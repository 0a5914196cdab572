import { randomUUID } from 'node:crypto';
import { ROLES } from '@galley/platform';
import type { PathValues } from '@galley/platform/testing';
import { FOREIGN_REFERENCES } from './foreign-references.js';
import {
  createResources,
  MARKER,
  QUERIES,
  samplesFor,
  unknownValues,
  type OwnedResources,
} from './foreign-resources.js';
import { answerFaults, type AnswersDocument } from './document-shape.js';
import {
  called,
  callRoute,
  documentOf,
  permissionFault,
  problemFault,
  productRoutes,
  type ProductRoute,
} from './product-routes.js';
import { WholeProduct, type ProductAnswer } from './whole-product.js';

/** Every answer must be about the address alone: a change that went through would show in `contents()`. */
describe('the wall between organizations', () => {
  let product: WholeProduct;
  let routes: readonly ProductRoute[];
  let demo: OwnedResources;

  beforeAll(async () => {
    product = await WholeProduct.start();
    routes = await productRoutes(product);
    demo = await createResources(product);
  }, 180_000);
  afterAll(() => product?.stop());

  it('is tried on all routes: each has a sample', () => {
    expect(routes.length).toBeGreaterThan(60);
    for (const { path } of routes) samplesFor(path, demo);
    expect(() => samplesFor('/api/new/{id}', demo)).toThrow(
      /sample for {id}.*foreign-resources\.ts.*'\/api\/new'/,
    );
  });

  it('lets nobody in without a token', async () => {
    const faults: string[] = [];
    for (const route of routes) {
      const [values = {}] = samplesFor(route.path, demo);
      const answer = await callRoute(product, route, values, { is_anonymous: true });
      const fault = route.permission === null ? null : problemFault(answer, 401, 'unauthenticated');
      if (fault) faults.push(`${called(route, 'nobody')}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });

  it('answers for what is foreign as for what does not exist: 404', async () => {
    const before = await product.contents();
    const faults: string[] = [];
    for (const route of ownedBy(routes)) {
      for (const role of outsiders(route)) {
        for (const values of samplesFor(route.path, demo)) {
          const call = { org: 'rival', role };
          const foreign = await callRoute(product, route, values, call);
          const absent = await callRoute(product, route, unknownValues(values), call);
          const fault = problemFault(foreign, 404) ?? difference(foreign, absent, values);
          if (fault) faults.push(`${called(route, role)}: ${fault}`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(await product.contents()).toEqual(before);
  }, 90_000);

  it('answers their owner at the same addresses', async () => {
    const faults: string[] = [];
    for (const route of ownedBy(routes)) {
      const { method } = route;
      // Found, and then not changed, for it is in another state than that.
      const headers: Record<string, string> = method === 'GET' ? {} : { 'if-match': '"another"' };
      for (const values of samplesFor(route.path, demo)) {
        const address = { ...route, path: route.path + (QUERIES[route.path] ?? '') };
        const answer = await callRoute(product, address, values, { role: 'platform_admin', headers });
        const { status } = answer;
        const isWrong = method === 'POST' ? status === 404 : status !== (method === 'GET' ? 200 : 412);
        if (isWrong) faults.push(`${called(route, 'owner')}: ${status} ${answer.text.slice(0, 200)}`);
      }
    }
    expect(faults).toEqual([]);
  }, 60_000);

  it('shows its owner what the API documents', async () => {
    const documents = {
      'micro-report': (await documentOf(product, 'micro-report')) as unknown as AnswersDocument,
      'micro-data': (await documentOf(product, 'micro-data')) as unknown as AnswersDocument,
    };
    const faults: string[] = [];
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const [values = {}] = samplesFor(route.path, demo);
      const address = { ...route, path: route.path + (QUERIES[route.path] ?? '') };
      const answer = await callRoute(product, address, values, { role: 'platform_admin' });
      const found = answerFaults(documents[route.service], route, answer);
      faults.push(...found.slice(0, 3).map((fault) => `${called(route, 'owner')}: ${fault}`));
    }
    expect(faults).toEqual([]);
  }, 60_000);

  it('refuses every role without the permission, and nothing is written', async () => {
    // What their owner has just started.
    await product.settled();
    const before = await product.contents();
    const faults: string[] = [];
    for (const route of routes.filter(({ permission }) => permission !== null)) {
      const [values = {}] = samplesFor(route.path, demo);
      const headers = { 'idempotency-key': randomUUID() };
      // The service role comes with service tokens only; in a person's token it grants nothing.
      for (const role of ROLES.filter((name) => name === 'service' || !route.roles.includes(name))) {
        const answer = await callRoute(product, route, values, { role, headers });
        const fault = problemFault(answer, 403) ?? permissionFault(answer, route);
        if (fault) faults.push(`${called(route, role)}: ${fault}`);
      }
    }
    expect(faults).toEqual([]);
    expect(await product.contents()).toEqual(before);
  }, 60_000);

  it('shows no foreign row in any list', async () => {
    const { records, ...single } = demo;
    const secrets = [...Object.values(single), ...Object.values(records), MARKER, 'Saffron'];
    const faults: string[] = [];
    const lists = routes
      .filter(({ method, path }) => method === 'GET' && !path.includes('{'))
      // What was done is more than a page when that has its usual length.
      .map((route) => (route.path === '/api/audit' ? { ...route, path: '/api/audit?limit=200' } : route));
    for (const route of lists) {
      for (const role of outsiders(route)) {
        const answer = await callRoute(product, route, {}, { org: 'rival', role });
        if (answer.status >= 500) faults.push(`${called(route, role)}: ${answer.status}`);
        const leaks = secrets.filter((secret) => answer.text.includes(secret));
        if (leaks.length > 0) faults.push(`${called(route, role)} shows ${leaks.join(', ')}`);
      }
    }
    expect(faults).toEqual([]);
    const own = await Promise.all(lists.map((route) => callRoute(product, route, {})));
    const shown = secrets.filter((secret) => own.some(({ text }) => text.includes(secret)));
    expect(shown).toEqual(secrets);
    expect(own.filter(({ text }) => text.includes('RIVAL'))).toEqual([]);
  }, 60_000);

  it.each(FOREIGN_REFERENCES)(
    'refuses $what of another organization in a body',
    async ({ call, status, code }) => {
      const before = await product.contents();
      const { path, role = 'org_admin', service = 'micro-report', body } = call(demo);
      const answer = await product.call(path, { service, org: 'rival', role, method: 'POST', body });
      expect(problemFault(answer, status, code)).toBeNull();
      expect(await product.contents()).toEqual(before);
    },
  );

  it.each([
    ['/api/reports/generated?report_template_id=', 'template'],
    ['/api/audit?entity_id=', 'template'],
    ['/api/audit?entity_id=', 'job'],
    ['/api/audit?entity_id=', 'user'],
  ] as const)('finds nothing at %s… of a foreign %s', async (path, kind) => {
    const find = (org: string) => product.get<{ total: number }>(path + demo[kind], { org });
    expect(await find('demo')).not.toMatchObject({ total: 0 });
    expect(await find('rival')).toEqual({ items: [], next_cursor: null, total: 0 });
  });

  it.each([
    '/api/datasets/sources/procurement.stock_on_hand/describe?bu_code=T01',
    '/api/datasets/lookups/procurement.products?field=product_code&bu_code=T01',
    '/api/datasets/objects?bu_code=T01',
  ])('knows no foreign business unit at %s', async (path) => {
    expect(await product.get(path, { service: 'micro-data' })).toBeDefined();
    const answer = await product.call(path, { service: 'micro-data', org: 'rival' });
    expect(problemFault(answer, 404, 'bu-not-found')).toBeNull();
  });
});

/** Routes to something that belongs to an organization; a public one answers whoever has its address. */
function ownedBy(routes: readonly ProductRoute[]): readonly ProductRoute[] {
  return routes.filter(({ path, permission }) => permission !== null && path.includes('{'));
}

/** Where platform administrators act in every organization: its administration, and Bufdir reports (BU-B-1, `GrantsScope`). */
const OF_EVERY_ORGANIZATION = /^\/api\/(?:platform|grants\/reports)\//;

/** Roles of another organization that hold the permission. */
function outsiders({ roles, path }: ProductRoute): string[] {
  const isOfEvery = OF_EVERY_ORGANIZATION.test(path);
  return ['org_admin', ...(isOfEvery ? [] : ['platform_admin'])].filter((role) =>
    (roles as readonly string[]).includes(role),
  );
}

/** Says so when two problems tell apart what they were asked for, other than by naming it. */
function difference(foreign: ProductAnswer, absent: ProductAnswer, values: PathValues): string | null {
  const shape = ({ json }: ProductAnswer, asked: PathValues): string => {
    const { instance: _address, ...problem } = json() as Readonly<Record<string, unknown>>;
    return Object.values(asked).reduce((body, value) => body.replaceAll(value, '…'), JSON.stringify(problem));
  };
  const isSame = shape(foreign, values) === shape(absent, unknownValues(values));
  return isSame ? null : `${foreign.text} is not ${absent.text}`;
}
