import { seedEnergyTemplates } from '@galley/pack-energy/report';
import { seedGrantsTemplates } from '@galley/pack-grants/report';
import { CREATE_EXAMPLES } from '../../src/packs/grants/reports/report-examples.js';
import { CREATE_EXAMPLES as DONOR_REPORTS } from '../../src/packs/monitoring/reports/report-examples.js';
import { makeUsable } from './foreign-resources.js';
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
const OF_OTHERS =
  /^\/api\/platform\/|^\/api\/print\/mappings$|^\/api\/reports\/deliveries\/retry$|^\/api\/grants\/activities\/(?:approve|reject|flag)$|^\/api\/monitoring\/(?:indicator-reports\/(?:submit|approve|reject|reopen)|result-nodes\/reorder)$|\{/;

describe('the example of a request body', () => {
  let product: WholeProduct;
  let routes: readonly ProductRoute[];
  let documents: Readonly<Record<string, Described>>;

  beforeAll(async () => {
    product = await WholeProduct.start();
    // Data types of exports are templates of a pack, and so is what Bufdir reports are printed by.
    await seedEnergyTemplates(product.admin);
    await seedGrantsTemplates(product.admin);
    await addPeriod(product, CREATE_EXAMPLES.draft.value.period_id);
    await addProject(product, DONOR_REPORTS.quarter.value.project_id);
    routes = (await productRoutes(product))
      .filter(({ method, body, path }) => method === 'POST' && body !== undefined && !OF_OTHERS.test(path))
      // Records first: a report makes the period it needs, and then there is no room for the example of a period.
      .toSorted((one, other) => one.service.localeCompare(other.service));
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
        else if (answer.status === 201)
          await makeUsable(product, route.path, (answer.json() as { id: string }).id);
        // The next example may be of the same report, of which one is made at a time.
        if (answer.status === 202) await product.settled();
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

/** A period that an example names by its id, of a year that no other example is of. */
async function addPeriod({ admin }: WholeProduct, id: string | undefined): Promise<void> {
  await admin.query(
    `insert into grants.report_period (id, organization_id, start_date, end_date, label)
     select $1, id, '2021-01-01', '2021-12-31', '2021' from platform.organization where code = 'demo'`,
    [id],
  );
}

/** A project that examples name by its id. */
async function addProject({ admin }: WholeProduct, id: string): Promise<void> {
  await admin.query(
    `with program as (
       insert into monitoring.program (id, organization_id, code, name) select gen_random_uuid(), id, 'ELSEWHERE', 'Elsewhere' from platform.organization
       where code = 'demo' returning id, organization_id
     )
     insert into monitoring.project (id, organization_id, program_id, code, name, currency, start_date, end_date)
     select $1, organization_id, id, 'ELSEWHERE', 'Elsewhere', 'EUR', '2026-01-01', '2026-12-31' from program`,
    [id],
  );
}
