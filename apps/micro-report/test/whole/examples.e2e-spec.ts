import { seedEnergyTemplates } from '@galley/pack-energy/report';
import { called, callRoute, documentOf, productRoutes, type ProductRoute } from './product-routes.js';
import { WholeProduct } from './whole-product.js';

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly examples?: Readonly<Record<string, { value: unknown }>> }>
    >;
  };
}

/** What an example cannot know: the keys and databases of an installation, the fields of one template or source, its id. */
const OF_OTHERS = /^\/api\/platform\/|^\/api\/print\/mappings$|^\/api\/reports\/deliveries\/retry$|\{/;

describe('the example of a request body', () => {
  let product: WholeProduct;
  let routes: readonly ProductRoute[];
  let documents: Readonly<Record<string, Described>>;

  beforeAll(async () => {
    product = await WholeProduct.start();
    // Data types of exports are templates of a pack.
    await seedEnergyTemplates(product.admin);
    routes = (await productRoutes(product)).filter(
      ({ method, body, path }) => method === 'POST' && body !== undefined && !OF_OTHERS.test(path),
    );
    documents = {
      'micro-report': (await documentOf(product, 'micro-report')) as unknown as Described,
      'micro-data': (await documentOf(product, 'micro-data')) as unknown as Described,
    };
  }, 180_000);
  afterAll(() => product?.stop());

  /** The named examples of a route, or the one made of its properties. */
  function examplesOf({ service, path, method, body }: ProductRoute): readonly unknown[] {
    const operation = documents[service]?.paths[path]?.[method.toLowerCase()];
    const { examples } = operation?.requestBody?.content['application/json'] ?? {};
    return examples ? Object.values(examples).map(({ value }) => value) : [body];
  }

  it('is accepted as it stands, of every POST to a collection of reports and data', async () => {
    const faults: string[] = [];
    for (const route of routes) {
      const role = route.roles.find((one) => one === 'org_admin') ?? route.roles[0];
      for (const body of examplesOf(route)) {
        const answer = await callRoute(product, route, {}, { body, role });
        if (answer.status >= 300) faults.push(`${called(route, String(role))}: ${answer.text.slice(0, 400)}`);
      }
    }
    expect(faults).toEqual([]);
    expect(routes.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '/api/reports/generate',
        '/api/reports/generate/bulk',
        '/api/reports/templates',
      ]),
    );
  });
});
