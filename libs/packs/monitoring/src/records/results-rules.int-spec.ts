import type pg from 'pg';
import { readFormula } from '../formula/read-formula.js';
import { ActingSession } from '../testing/acting-session.js';
import { MonitoringRows } from '../testing/monitoring-rows.js';
import { TestDatabase } from '../testing/test-database.js';

describe('what holds for results, indicators and people, whatever writes them', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let rows: MonitoringRows;
  let program: string;
  let project: string;
  let next = 0;

  beforeAll(async () => {
    database = await TestDatabase.open();
    ({ admin, rows } = database);
    program = await rows.program('P');
    project = await rows.project(program, 'P1');
  });
  afterAll(() => database?.close());

  const newCode = (): string => `N${(next += 1)}`;
  const change = (table: string, id: string, set: string): Promise<pg.QueryResult> =>
    admin.query(`update monitoring.${table} set ${set} where id = $1`, [id]);
  const node = (level: 'impact' | 'outcome' | 'output', parent: string | null = null, values = {}) =>
    rows.node(program, level, newCode(), parent, values);

  /** What `second` is refused with (null = nothing), which waits for a transaction that has done `first`, until that commits. */
  async function refusedAfter(
    first: (client: pg.Client) => Promise<unknown>,
    second: (client: pg.Client) => Promise<unknown>,
  ): Promise<unknown> {
    const session = await ActingSession.open(database.clone, rows.organization_id, null);
    try {
      await admin.query('begin');
      await first(admin);
      const refused = second(session.client).then(
        () => null,
        (error: unknown) => error,
      );
      expect(await session.isBlocked(admin, refused)).toBe(true);
      await admin.query('commit');
      return await refused;
    } finally {
      await admin.query('rollback');
      await session.end();
    }
  }

  describe('the result tree', () => {
    const placesOf = async (parent: string): Promise<readonly string[]> => {
      const found = await admin.query<{ id: string; order_index: number }>(
        'select id, order_index from monitoring.result_node where parent_id = $1 and deleted_at is null order by order_index',
        [parent],
      );
      expect(found.rows.map(({ order_index }) => order_index)).toEqual(found.rows.map((_, index) => index));
      return found.rows.map(({ id }) => id);
    };

    it('ME-7: has outcomes below impacts and outputs below outcomes, or whatever stands at the top', async () => {
      const impact = await node('impact');
      const outcome = await node('outcome', impact);
      await node('output', outcome);
      await node('outcome');
      await node('output');
      const parent = { constraint: 'result_node_parent' };
      await expect(node('output', impact)).rejects.toMatchObject(parent);
      await expect(node('outcome', outcome)).rejects.toMatchObject(parent);
      await expect(node('impact', impact)).rejects.toMatchObject({ constraint: 'result_node_root' });
      await expect(change('result_node', outcome, `level = 'output'`)).rejects.toMatchObject(parent);
      await expect(change('result_node', impact, `level = 'output'`)).rejects.toMatchObject(parent);
    });

    it('ME-7: stays inside its program and organization', async () => {
      const other = await rows.program(newCode());
      const theirs = await rows.node(other, 'outcome', 'X');
      await expect(node('output', theirs)).rejects.toMatchObject({ constraint: 'result_node_parent' });
      await expect(change('result_node', theirs, `program_id = '${program}'`)).rejects.toMatchObject({
        constraint: 'result_node_program',
      });
      const foreign = await MonitoringRows.ofNewOrganization(admin);
      const foreigner = await foreign.node(await foreign.program('P'), 'outcome', 'X');
      // Keys of other organizations are none: 23503.
      await expect(node('output', foreigner)).rejects.toMatchObject({ code: '23503' });
    });

    it('ME-7: never goes round in circles', async () => {
      const impact = await node('impact');
      const outcome = await node('outcome', impact);
      const output = await node('output', outcome);
      for (const [id, parent] of [
        [impact, impact],
        [impact, outcome],
        [outcome, output],
        [impact, output],
      ]) {
        await expect(change('result_node', id ?? '', `parent_id = '${parent}'`)).rejects.toMatchObject({
          constraint: 'result_node_cycle',
        });
      }
    });

    it('ME-7: numbers siblings from 0 without gaps', async () => {
      const [above, elsewhere] = [await node('outcome'), await node('outcome')];
      const [a, b, c] = [
        await node('output', above),
        await node('output', above),
        await node('output', above),
      ];
      expect(await placesOf(above)).toEqual([a, b, c]);
      await change('result_node', b, 'deleted_at = now()');
      expect(await placesOf(above)).toEqual([a, c]);
      const d = await node('output', above, { order_index: 40 });
      expect(await placesOf(above)).toEqual([a, c, d]);
      await change('result_node', a, `parent_id = '${elsewhere}'`);
      await change('result_node', d, `parent_id = '${elsewhere}'`);
      expect([await placesOf(above), await placesOf(elsewhere)]).toEqual([[c], [a, d]]);
      const [e, f] = [await node('output', above), await node('output', above)];
      await admin.query(
        `update monitoring.result_node set order_index = case id when $1 then 2 when $2 then 0 else 1 end where id in ($1, $2, $3)`,
        [c, f, e],
      );
      expect(await placesOf(above)).toEqual([f, e, c]);
    });

    it('ME-7: takes many at once in the order given', async () => {
      const above = await node('outcome');
      const codes = Array.from({ length: 12 }, (_, index) => `${12 - index}-${newCode()}`);
      await admin.query(
        `insert into monitoring.result_node (id, organization_id, program_id, parent_id, level, code, title)
         select gen_random_uuid(), $1, $2, $3, 'output', code, code from unnest($4::text[]) code`,
        [rows.organization_id, program, above, codes],
      );
      const { rows: found } = await admin.query<{ code: string }>(
        'select code from monitoring.result_node where parent_id = $1 order by order_index',
        [above],
      );
      expect(found.map(({ code }) => code)).toEqual(codes);
    });

    it('ME-7: gives two that come at the same time places of their own', async () => {
      const above = await node('outcome');
      const below = (client: pg.Client) =>
        new MonitoringRows(client, rows.organization_id).node(program, 'output', newCode(), above);
      expect(await refusedAfter(below, below)).toBeNull();
      expect(await placesOf(above)).toHaveLength(2);
    });

    it('ME-7: keeps what something belongs to', async () => {
      const kept = { constraint: 'result_node_kept' };
      const outcome = await node('outcome');
      const output = await node('output', outcome);
      await expect(change('result_node', outcome, 'deleted_at = now()')).rejects.toMatchObject(kept);
      const measured = await node('output');
      await rows.indicator(newCode(), { result_node_id: measured });
      await expect(change('result_node', measured, 'deleted_at = now()')).rejects.toMatchObject(kept);
      const activity = await rows.insert('activity', {
        project_id: project,
        code: newCode(),
        title: 'A',
        result_node_id: output,
      });
      await expect(change('result_node', output, 'deleted_at = now()')).rejects.toMatchObject(kept);
      await expect(
        change('result_node', output, `level = 'outcome', parent_id = null`),
      ).rejects.toMatchObject({
        constraint: 'result_node_activities',
      });
      await change('activity', activity, 'deleted_at = now()');
      await change('result_node', output, 'deleted_at = now()');
      await expect(rows.indicator(newCode(), { result_node_id: output })).rejects.toMatchObject({
        constraint: 'indicator_result_node',
      });
    });

    it('ME-7: has activities work for outputs of their own program', async () => {
      const activity = (result_node_id: string, of = project) =>
        rows.insert('activity', { project_id: of, code: newCode(), title: 'A', result_node_id });
      const refused = { constraint: 'activity_output' };
      await expect(activity(await node('outcome'))).rejects.toMatchObject(refused);
      const other = await rows.program(newCode());
      const output = await node('output');
      await expect(activity(output, await rows.project(other, newCode()))).rejects.toMatchObject(refused);
      const id = await activity(output);
      await expect(
        change('activity', id, `project_id = '${await rows.project(program, newCode())}'`),
      ).rejects.toMatchObject({
        constraint: 'activity_project',
      });
    });

    it('ME-7: lets no result go while somebody begins to measure it', async () => {
      const output = await node('output');
      const first = () => rows.indicator(newCode(), { result_node_id: output });
      const second = (client: pg.Client) =>
        client.query('update monitoring.result_node set deleted_at = now() where id = $1', [output]);
      expect(await refusedAfter(first, second)).toMatchObject({ constraint: 'result_node_kept' });
    });
  });

  describe('indicators', () => {
    const formula = (text: string) => ({
      is_formula: true,
      formula: text,
      formula_program: JSON.stringify(readFormula(text)),
    });
    const now = (set: string, code: string) =>
      admin.query(`update monitoring.indicator set ${set} where organization_id = $1 and code = $2`, [
        rows.organization_id,
        code,
      ]);

    it.each([
      ['a percentage that is added up', { value_type: 'percentage' }, 'indicator_percentage_sum'],
      ['a ratio that is added up', { value_type: 'ratio' }, 'indicator_percentage_sum'],
      ['a formula without one', { is_formula: true }, 'indicator_formula'],
      ['a formula that is blank', { is_formula: true, formula: '  ' }, 'indicator_formula'],
      ['a formula that is none', { formula: '{A}' }, 'indicator_formula'],
      ['a number that may exceed', { may_exceed: true }, 'indicator_quotient'],
    ])('ME-9, ME-10: are never %s', async (_what, values, constraint) => {
      await expect(rows.indicator(newCode(), values)).rejects.toMatchObject({ constraint });
    });

    it('ME-8: name others that are there, in one statement in any order', async () => {
      await rows.indicator('F1');
      await rows.indicator('F2', formula('{F1} / 2'));
      await expect(rows.indicator('F3', formula('{F1} + {F9} + {F8}'))).rejects.toMatchObject({
        constraint: 'indicator_formula_unknown',
        detail: '{F8}, {F9}',
      });
      const later = formula('{LATER2} * 2');
      await admin.query(
        `insert into monitoring.indicator (id, organization_id, code, name, is_formula, formula, formula_program)
         values (gen_random_uuid(), $1, 'LATER1', 'x', true, $2, $3), (gen_random_uuid(), $1, 'LATER2', 'x', false, null, null)`,
        [rows.organization_id, later.formula, later.formula_program],
      );
    });

    it('ME-8: are never computed from themselves', async () => {
      const set = (text: string): string =>
        `is_formula = true, formula = '${text}', formula_program = '${formula(text).formula_program}'`;
      await expect(rows.indicator('S', formula('{S} + 1'))).rejects.toMatchObject({
        constraint: 'indicator_formula_cycle',
        detail: 'by way of {S}',
      });
      await rows.indicator('C1');
      await rows.indicator('C2', formula('{C1}'));
      await rows.indicator('C3', formula('{C2} + {C1}'));
      await expect(now(set('{C3}'), 'C1')).rejects.toMatchObject({
        constraint: 'indicator_formula_cycle',
        detail: 'by way of {C2}, {C3}',
      });
      await now(set('{F1}'), 'C1');
    });

    it('ME-8: keep their code while formulas name them', async () => {
      await rows.indicator('K1');
      await rows.indicator('K2', formula('{K1} * 100'));
      const named = { constraint: 'indicator_formula_named', detail: 'K2' };
      await expect(now(`code = 'K9'`, 'K1')).rejects.toMatchObject(named);
      await expect(now('deleted_at = now()', 'K1')).rejects.toMatchObject(named);
      await now('deleted_at = now()', 'K2');
      await now(`code = 'K9'`, 'K1');
    });

    it('ME-8: become no circle by two halves at the same time', async () => {
      await rows.indicator('H1');
      await rows.indicator('H2');
      const half = (client: pg.Client, code: string, named: string) => {
        const { formula: text, formula_program } = formula(`{${named}}`);
        return client.query(
          `update monitoring.indicator set is_formula = true, formula = $3, formula_program = $4
           where organization_id = $1 and code = $2`,
          [rows.organization_id, code, text, formula_program],
        );
      };
      const first = async (client: pg.Client) => {
        await half(client, 'H1', 'H2');
        await client.query('set constraints all immediate');
      };
      const refusal = await refusedAfter(first, (client) => half(client, 'H2', 'H1'));
      expect(refusal).toMatchObject({ constraint: 'indicator_formula_cycle' });
    });

    it('know their categories by dimension and category', async () => {
      const indicator_id = await rows.indicator(newCode());
      const id = await rows.insert('indicator_disaggregation', {
        indicator_id,
        dimension: 'sex',
        category: 'female',
      });
      await change('indicator_disaggregation', id, `category = 'male'`);
      const { rows: found } = await admin.query(
        'select category_key from monitoring.indicator_disaggregation where id = $1',
        [id],
      );
      expect(found).toEqual([{ category_key: 'sex:male' }]);
    });
  });

  describe('people', () => {
    const participant = (values: object = {}) => rows.insert('participant', { code: newCode(), ...values });
    const member = (participant_id: string, values: object = {}) =>
      rows.insert('household_member', { participant_id, line_no: 1, ...values });

    it.each([
      ['participant_consent', { name: 'Amina' }],
      ['participant_birth_date', { birth_date: '1990-01-01' }],
      ['participant_consent_on', { consent_on: '2026-01-01' }],
    ])('are on record by name with consent only: %s', async (constraint, values) => {
      await expect(participant(values)).rejects.toMatchObject({ constraint });
      await participant({ ...values, consent: true });
    });

    it('take the names of their household away with their consent, in one go', async () => {
      const anonymous = await participant();
      await expect(member(anonymous, { name: 'Grace' })).rejects.toMatchObject({
        constraint: 'household_member_consent',
      });
      await member(anonymous, { age: 8 });
      const agreed = await participant({ consent: true, name: 'Amina' });
      const child = await member(agreed, { name: 'Grace' });
      const withdraw = `consent = false, name = null`;
      await expect(change('participant', agreed, withdraw)).rejects.toMatchObject({
        constraint: 'household_member_consent',
      });
      await admin.query('begin');
      await change('participant', agreed, withdraw);
      await change('household_member', child, 'name = null');
      await admin.query('commit');
    });

    it('take their household with them to another project', async () => {
      const moved = await participant({ project_id: project });
      const child = await member(moved, { project_id: project });
      await change('participant', moved, 'project_id = null');
      const { rows: found } = await admin.query(
        'select project_id from monitoring.household_member where id = $1',
        [child],
      );
      expect(found).toEqual([{ project_id: null }]);
    });

    it('attend activities of the project that their attendance is of', async () => {
      const participant_id = await participant();
      const activity_id = await rows.insert('activity', { project_id: project, code: newCode(), title: 'A' });
      const attend = (project_id: string) =>
        rows.insert('activity_participant', {
          project_id,
          activity_id,
          participant_id,
          attended_on: '2026-01-01',
        });
      await expect(attend(await rows.project(program, newCode()))).rejects.toMatchObject({
        constraint: 'activity_participant_project',
      });
      await attend(project);
    });
  });
});
