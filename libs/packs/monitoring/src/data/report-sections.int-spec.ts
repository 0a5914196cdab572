import { readTextRows, type Json, type Row } from '@galley/dataset';
import { testPrincipal } from '@galley/platform/testing';
import type { BuilderOpener, BuilderQuestion } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import type { DonorScene, SceneSection } from '../testing/donor-scene.js';
import type { FigureBench } from '../testing/figure-bench.js';
import { SceneBench } from '../testing/scene-bench.js';
import { sectionBuilders } from './section-builders.js';

const KINDS = sectionBuilders.map(({ key }) => key.replace('monitoring.section_', ''));
const ITEMS = [
  { title: 'Audit', description: 'Of the year', url: 'https://example.org/a' },
  { title: 'Photographs' },
];
const CONFIG: Readonly<Record<string, object>> = {
  narrative: { include_values: true },
  annex: { items: ITEMS },
};

describe('sections of a report', () => {
  let house: SceneBench;
  let bench: FigureBench;
  let opener: BuilderOpener;
  let scene: DonorScene;

  beforeAll(async () => {
    house = await SceneBench.open();
    ({ bench, opener, scene } = house);
  });
  afterAll(() => house?.close());

  const ask = (
    key: string,
    report_id: string,
    params: Readonly<Record<string, Json>> = {},
    more: Partial<BuilderQuestion> = {},
  ): Promise<readonly Row[]> => {
    const { organization_id } = scene;
    return opener.rows<Row>(`monitoring.${key}`, {
      organization_id,
      params: { report_id, ...params },
      ...more,
    });
  };

  /** The rows of a report that has this section alone. */
  const shown = async (kind: string, config: object = {}): Promise<readonly Row[]> =>
    ask(`section_${kind}`, await scene.report([{ kind, config }]), {}, { order_by: 'place' });

  const everyKind = (): readonly SceneSection[] =>
    KINDS.map((kind) => ({ kind, title: `About ${kind}`, body: 'Text', config: CONFIG[kind] ?? {} }));

  const contentOf = async (report_id: string, revision: number | null = null): Promise<Json> =>
    (await ask('report_content', report_id, { revision }))[0]?.content ?? null;

  /** Keeps what the report says now, as a publication does: as text, for JavaScript's numbers would lose zeros. */
  async function publish(report_id: string): Promise<Json> {
    const { organization_id } = scene;
    const dataset = await opener.open('monitoring.report_content', {
      organization_id,
      params: { report_id },
    });
    const texts: string[] = [];
    for await (const batch of dataset.batches())
      for (const [text] of readTextRows(batch)) texts.push(text ?? '');
    const { rows } = await bench.admin.query<{ content: Json }>(
      `insert into monitoring.report_revision (id, organization_id, project_id, report_id, revision, title, content, sha256)
       select gen_random_uuid(), r.organization_id, r.project_id, r.id, 1, r.title, $2::jsonb,
         encode(sha256(convert_to($2::jsonb::text, 'UTF8')), 'hex')
       from monitoring.report r where r.id = $1
       returning content`,
      [report_id, texts[0]],
    );
    return rows[0]?.content ?? null;
  }

  describe('ME-16: without a configuration', () => {
    it.each([
      ['logframe', 'code', ['I', '1', '1.1', '1.2']],
      [
        'indicator_table',
        'code',
        ['SHARE', 'WELLS', 'COST', 'EXP', 'LEAST', 'MEAN', 'MOST', 'REACH', 'STAFF', 'TODATE', 'TONNES'],
      ],
      ['activities', 'code', ['A1', 'A2']],
      [
        'participants',
        'category',
        ['total', 'female', 'male', '5-11', '25-59', 'female 5-11', 'female 25-59', 'male 25-59'],
      ],
      ['budget', 'is_total', [false, false, true]],
      ['narrative', 'code', []],
      ['annex', 'title', []],
    ])('a section of kind %s shows all that there is', async (kind, column, expected) => {
      expect((await shown(kind)).map((row) => row[column])).toEqual(expected);
    });

    it('a chart shows every indicator by period', async () => {
      const rows = await shown('indicator_chart');
      expect(rows.filter(({ code }) => code === 'WELLS')).toMatchObject([
        { period: 'Q1 2026', value: '10', cumulative: '10', target: '12' },
        { period: 'Q2 2026', value: '20', cumulative: '30', target: '12' },
      ]);
    });
  });

  describe('with one', () => {
    const codes = async (kind: string, config: object) => [
      ...new Set((await shown(kind, config)).map(({ code }) => code)),
    ];

    it.each(['indicator_table', 'indicator_chart'])('%s shows the indicators that it names', async (kind) => {
      expect(await codes(kind, { indicator_codes: ['REACH', 'WELLS', 'NOBODY'] })).toEqual([
        'WELLS',
        'REACH',
      ]);
      expect(await codes(kind, { result_node_code: '1' })).toEqual(['SHARE', 'WELLS']);
      expect(await codes(kind, { result_node_code: '1.1' })).toEqual(['WELLS']);
      expect(await codes(kind, { result_node_code: 'NOWHERE' })).toEqual([]);
      expect(await codes(kind, { indicator_codes: [] })).toEqual([]);
    });

    it('logframe and activities keep to a result and what is below it', async () => {
      expect(await codes('logframe', { result_node_code: '1.1' })).toEqual(['1.1']);
      expect(await codes('activities', { result_node_code: '1.1' })).toEqual(['A1', 'A2']);
      expect(await codes('activities', { result_node_code: '1.2' })).toEqual([]);
    });

    it('participants and budget keep to what they are grouped by', async () => {
      const groups = (await shown('participants', { group_by: ['sex'] })).map(({ category }) => category);
      expect(groups).toEqual(['total', 'female', 'male']);
      expect(await shown('budget', { group_by: 'currency' })).toMatchObject([
        { currency: 'EUR', budgeted: '100000.00', percent_spent: '64.25', is_total: true },
      ]);
    });

    it('narrative shows what was said of values, annex what it lists', async () => {
      expect(await codes('narrative', { include_values: true })).toEqual(['WELLS']);
      expect(await codes('narrative', { include_values: true, indicator_codes: ['REACH'] })).toEqual([]);
      expect(await shown('annex', { items: ITEMS })).toEqual([
        { order_index: 0, place: 1, ...ITEMS[0] },
        { order_index: 0, place: 2, title: 'Photographs', description: null, url: null },
      ]);
    });
  });

  it.each([
    { indicator_codes: 'REACH' },
    { result_node_code: 1 },
    { include_values: 'yes' },
    { items: {} },
    { indicator_codes: null },
  ])('a configuration is what it can be read as, whoever writes it: not %j', async (config) => {
    const { code, constraint } = await scene.report([{ kind: 'narrative', config }]).then(
      () => ({ code: null, constraint: null }),
      (error: { code: string; constraint: string }) => error,
    );
    expect([code, constraint]).toEqual(['23514', 'report_section_config_members']);
  });

  it('one of several of a kind is asked for by its place or id', async () => {
    const report = await scene.report([
      { kind: 'indicator_table', config: { indicator_codes: ['REACH'] } },
      { kind: 'indicator_table', config: { indicator_codes: ['WELLS'] } },
    ]);
    const all = await ask('report_snapshot', report);
    const codes = async (params: Readonly<Record<string, Json>>) =>
      (await ask('section_indicator_table', report, params)).map(({ code }) => code);
    expect(await codes({})).toEqual(['REACH', 'WELLS']);
    expect(await codes({ order_index: 1 })).toEqual(['WELLS']);
    expect(await codes({ section_id: all[0]?.id ?? null })).toEqual(['REACH']);
  });

  describe('ME-12: published', () => {
    it('say what they said then, whatever becomes of values; drafts say what is so now', async () => {
      const report = await scene.report(everyKind());
      const draft: Record<string, readonly Row[]> = {};
      for (const kind of KINDS) draft[kind] = await ask(`section_${kind}`, report);
      const kept = await publish(report);
      const reached = await scene.me1.rows.indicator('LATE');
      await scene.me1.rows.insert('project_indicator', {
        project_id: scene.me1.project('P1'),
        indicator_id: reached,
      });
      try {
        expect(await contentOf(report, 1)).toEqual(kept);
        for (const kind of KINDS) {
          expect(draft[kind]?.length).toBeGreaterThan(0);
          expect(await ask(`section_${kind}`, report, { revision: 1 })).toEqual(draft[kind]);
        }
        const today = await ask('section_indicator_table', report);
        expect(today.map(({ code }) => code)).toContain('LATE');
      } finally {
        await bench.admin.query('update monitoring.indicator set deleted_at = now() where id = $1', [
          reached,
        ]);
      }
    });

    it('the snapshot has every section in its order with the head, and is what the content says', async () => {
      const report = await scene.report(everyKind());
      const sections = await ask('report_snapshot', report);
      expect(sections.map(({ order_index, kind, title }) => [order_index, kind, title])).toEqual(
        KINDS.map((kind, index) => [index, kind, `About ${kind}`]),
      );
      const { head, sections: kept } = (await contentOf(report)) as { head: Row; sections: Row[] };
      const { generated_at: _, ...said } = head;
      for (const [index, section] of sections.entries()) {
        expect(section.head).toMatchObject(said);
        expect(section.rows).toEqual(kept[index]?.rows);
        expect(section.row_count).toBe((section.rows as Json[]).length);
      }
    });

    it('the content is there without a section too, and not of a revision that was never published', async () => {
      const report = await scene.report([]);
      expect(await contentOf(report)).toMatchObject({ head: { title: 'Wells in 2026' }, sections: [] });
      expect(await contentOf(report, 7)).toBeNull();
    });
  });

  it('the head says whose report it is, of what and for whom, and what its reader should know', async () => {
    const report = await scene.report([], { include_unapproved: true });
    const [head] = await ask('report_head', report);
    expect(head).toMatchObject({
      organization: scene.organization_id.slice(0, 8),
      program: 'ME-1',
      project_code: 'P1',
      donor: 'Norad',
      grant_ref: 'QZA-26/0042',
      grant_amount: '150000.00',
      title: 'Wells in 2026',
      start_date: '2026-01-01',
      end_date: '2026-12-31',
      provisional: true,
      warnings: 1,
      revision: null,
    });
    expect(await ask('report_warnings', report)).toMatchObject([
      { code: 'UNAPPROVED_INCLUDED', affected_count: 4 },
    ]);
  });

  it('name nobody who took part', async () => {
    expect(JSON.stringify(await contentOf(await scene.report(everyKind())))).not.toMatch(
      /Secret|Hidden|PERSON-/,
    );
  });

  it('are shown to members of the project, drafts and publications alike', async () => {
    const report = await scene.report(everyKind());
    await publish(report);
    const organization = { ...testPrincipal().organization, id: scene.organization_id };
    const as = (project: string, revision: number | null) => {
      const project_ids = [scene.me1.project(project)];
      const actor = testPrincipal({ id: randomUUID(), organization, roles: ['member'], project_ids });
      return ask('section_indicator_table', report, { revision }, { actor });
    };
    for (const revision of [null, 1]) {
      expect((await as('P1', revision)).length).toBe(11);
      expect(await as('P2', revision)).toEqual([]);
    }
  });
});
