import { quoteIdent, type SqlClient } from '@galley/dataset';
import { demoId } from '@galley/platform/demo';
import { readFormula } from '../formula/read-formula.js';
import { indicators } from './world/indicators.js';
import { activities, budget, family_names, given_names } from './world/people.js';
import { donors, grants, programs, projects, results } from './world/programs.js';

type Rows = readonly Readonly<Record<string, unknown>>[];

/** An id in the demo, by what it is the id of. */
export function worldId(kind: string, ...code: readonly string[]): string {
  return demoId('monitoring', [kind, ...code].join(' '));
}

export async function insertRows(client: SqlClient, table: string, rows: Rows): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].map(quoteIdent).join(', ');
  await client.query(
    `INSERT INTO monitoring.${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::monitoring.${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** Programs, results, indicators and projects as they are written in `world/`. */
export async function loadWorld(client: SqlClient, organization_id: string): Promise<void> {
  const all = (kind: string, rows: readonly { readonly code: string }[]): Rows =>
    rows.map((row) => ({ organization_id, id: worldId(kind, row.code), ...row }));
  await insertRows(client, 'program', all('program', programs));
  await insertRows(client, 'donor', all('donor', donors));
  await insertRows(
    client,
    'program_donor',
    grants.map(({ program, donor, ...grant }) => ({
      organization_id,
      id: worldId('grant', grant.grant_ref),
      program_id: worldId('program', program),
      donor_id: worldId('donor', donor),
      ...grant,
    })),
  );
  await insertRows(
    client,
    'project',
    all('project', projects).map(({ program, ...project }) => ({
      ...project,
      program_id: worldId('program', String(program)),
    })),
  );
  await insertRows(client, 'result_node', resultRows(organization_id));
  await insertRows(client, 'indicator', indicatorRows(organization_id));
  await insertRows(client, 'indicator_disaggregation', categoryRows(organization_id));
}

function resultRows(organization_id: string): Rows {
  const before = new Map<string, number>();
  return results.map(([program, level, code, above, title]) => {
    const siblings = `${program} ${above}`;
    const order_index = before.get(siblings) ?? 0;
    before.set(siblings, order_index + 1);
    const parent_id = above === null ? null : worldId('result', program, above);
    const program_id = worldId('program', program);
    return {
      id: worldId('result', program, code),
      organization_id,
      program_id,
      parent_id,
      level,
      code,
      title,
      order_index,
    };
  });
}

const INDICATOR_DEFAULTS = {
  value_type: 'number',
  aggregation_method: 'sum',
  direction: 'increasing',
  is_cumulative: false,
  is_annualised: false,
  may_exceed: false,
  unit_factor: 1,
  decimals: 0,
  is_formula: false,
  formula: null,
  is_active: true,
  frequency: 'quarter',
};

function indicatorRows(organization_id: string): Rows {
  return indicators.map(({ code, name, unit, result, values }) => ({
    id: worldId('indicator', code),
    organization_id,
    code,
    name,
    unit: unit || null,
    result_node_id: worldId('result', ...result),
    means_of_verification: 'Registers of the project, checked every quarter',
    responsible: 'M&E officer',
    ...INDICATOR_DEFAULTS,
    ...values,
    formula_program: typeof values?.formula === 'string' ? readFormula(values.formula) : null,
  }));
}

function categoryRows(organization_id: string): Rows {
  return indicators.flatMap(({ code, split = [], course }) =>
    split.flatMap((dimension) =>
      ['female', 'male', ...(course.kind === 'share' ? [] : ['unknown'])].map((category, sort) => ({
        id: worldId('category', code, dimension, category),
        organization_id,
        indicator_id: worldId('indicator', code),
        category_key: `${dimension}:${category}`,
        dimension,
        category,
        sort,
      })),
    ),
  );
}

/** What the files of `demo/` make rows of, as tables of the session. */
export async function planRows(
  client: SqlClient,
  organization_id: string,
  participants: number,
  people: Readonly<Record<string, { readonly writer: string; readonly approver: string }>>,
): Promise<void> {
  const table = async (name: string, columns: string, rows: Rows): Promise<void> => {
    await client.query(`CREATE TEMP TABLE ${name} (${columns}) ON COMMIT DROP`);
    await client.query(
      `INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
  };
  // Definitions of functions take no parameters; the id is a uuid of ours. Names of pg_temp are shared with the demos of other packs.
  await client.query(
    `CREATE OR REPLACE FUNCTION pg_temp.monitored_organization() RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT '${organization_id}'::uuid $$;
     CREATE OR REPLACE FUNCTION pg_temp.monitored_participants() RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT ${participants} $$`,
  );
  await table(
    'demo_course',
    'indicator_id uuid, code text, nth integer, kind text, low numeric, high numeric, from_value numeric, to_value numeric, splits_sex boolean, decimals integer',
    indicators
      .filter(({ values }) => values?.is_formula !== true)
      .map(({ code, course, split, values }, nth) => {
        const { from: from_value, to: to_value, ...rest } = { from: null, to: null, ...course };
        const decimals = values?.decimals ?? 0;
        const splits_sex = split !== undefined;
        return {
          indicator_id: worldId('indicator', code),
          code,
          nth,
          from_value,
          to_value,
          splits_sex,
          decimals,
          ...rest,
        };
      }),
  );
  await table(
    'demo_person',
    'project_id uuid, writer uuid, approver uuid',
    Object.entries(people).map(([code, own]) => ({ project_id: worldId('project', code), ...own })),
  );
  await table('demo_names', 'given_female text[], given_male text[], family_names text[]', [
    { given_female: given_names.female, given_male: given_names.male, family_names },
  ]);
  await table(
    'demo_work',
    'program_code text, nth integer, result_node_id uuid, title text, unit text, planned numeric',
    activities.map(([program_code, output, title, unit, planned], index) => {
      const result_node_id = worldId('result', program_code, output);
      return { program_code, nth: index + 1, result_node_id, title, unit, planned };
    }),
  );
  await table(
    'demo_budget',
    'nth integer, code text, category text, description text, share numeric',
    budget.map(([code, category, description, share], nth) => ({ nth, code, category, description, share })),
  );
}
