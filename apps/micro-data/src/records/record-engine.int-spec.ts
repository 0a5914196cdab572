import { declareProblem } from '@galley/dataset';
import { DataService, type HttpAnswer, type TokenWishes } from '../../test/support/data-service.js';
import { SHEET_TABLES, SheetsModule } from '../../test/support/sheets.js';
import { RecordSteps, type RecordStep } from './steps/record-steps.js';

interface Fault {
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: number | null;
  readonly detail: string;
  readonly code?: string;
}

interface Body {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly Fault[];
  readonly items: readonly Body[];
  readonly [field: string]: unknown;
}

type Answered = HttpAnswer<Body>;

const line = (amount: string, more: object = {}) => ({ side: 'in', name: 'Fees', amount, ...more });
const sheet = (code: string, more: object = {}) => ({
  code,
  total: '10.00',
  lines: [line('10.00')],
  ...more,
});

/** What declarations, triggers and steps may ask of the engine, with an entity of the test's own. */
describe('the record engine', () => {
  let service: DataService;

  beforeAll(async () => {
    service = await DataService.start({}, SheetsModule);
    await service.organization('demo', []);
    await service.admin.query(SHEET_TABLES);
  });
  afterAll(() => service?.stop());
  beforeEach(() => service.admin.query('truncate tested.sheet, tested.sheet_line'));

  const call = (method: string, path: string, body?: unknown, token: TokenWishes = {}): Promise<Answered> =>
    service.json<Body>(method, `/api/tested/sheets${path}`, { ...(body !== undefined && { body }), token });

  async function importFile(body: string, query = '', type = 'text/csv'): Promise<Answered> {
    const headers = { 'content-type': type };
    return service.json<Body>('POST', `/api/imports/tested.sheets${query}`, { body, headers });
  }

  async function make(code: string, more: object = {}): Promise<Body> {
    const { status, body } = await call('POST', '', sheet(code, more));
    expect([status, body]).toEqual([201, expect.objectContaining({ code })]);
    return body;
  }

  const refusal = ({ status, body }: Answered) => [status, body.code, body.errors];

  describe('documents', () => {
    const facts = { colour: 'red', sizes: [1, 2], more: { deep: null } };

    it('are any JSON, in records and their children, and stay what they were', async () => {
      const made = await make('J-1', { facts, lines: [line('10.00', { tags: ['a', { b: 1 }] })] });
      expect(made).toMatchObject({ facts, lines: [{ tags: ['a', { b: 1 }] }] });
      const other = await call('PATCH', `/${made.id}`, { facts: 'just a text' });
      expect(other.body).toMatchObject({ facts: 'just a text', version: 2 });
      const none = await call('PATCH', `/${made.id}`, { facts: null });
      expect(none.body).toMatchObject({ facts: null, version: 3 });
    });

    it('make no new version when they are equal, in whatever order their keys stand', async () => {
      const { id } = await make('J-2', { facts });
      const same = { facts: { more: { deep: null }, sizes: [1, 2], colour: 'red' } };
      expect((await call('PATCH', `/${id}`, same)).body.version).toBe(1);
      // What is left out keeps the document that is there.
      expect((await call('PATCH', `/${id}`, { note: 'x' })).body).toMatchObject({ version: 2, facts });
      const bulk = { items: [sheet('J-2', { note: 'x', ...same })] };
      expect((await call('POST', '/bulk', bulk)).body).toMatchObject({ unchanged: 1 });
    });

    it.each([
      [[], 'facts must be an object'],
      [{ text: 'x'.repeat(100) }, 'facts must have at most 100 characters'],
      [{ text: '\ud800' }, 'facts must not hold control characters'],
    ])('are refused as their field says: %j', async (wrong, detail) => {
      expect(refusal(await call('POST', '', sheet('J-3', { facts: wrong })))).toEqual([
        422,
        'invalid',
        [{ pointer: '/facts', detail }],
      ]);
    });

    it('stand in files as their text, in lines of JSON as they are', async () => {
      const csv = ['code,total,facts,line_side,line_name,line_amount,line_tags'];
      csv.push('J-4,10.00,"{""colour"": ""blue""}",in,Fees,10.00,"[1,2]"', 'J-5,0.00,{colour,,,,');
      const partial = await importFile(csv.join('\n'), '?mode=partial');
      expect(partial.body).toMatchObject({ created: 1, rejected: 1 });
      expect(partial.body.errors).toEqual([
        { line: 3, column: 3, detail: 'facts must be JSON, such as {"key": "value"}' },
      ]);
      const again = JSON.stringify(
        sheet('J-4', { facts: { colour: 'blue' }, lines: [line('10.00', { tags: [1, 2] })] }),
      );
      const same = await importFile(again, '', 'application/x-ndjson');
      expect(same.body).toMatchObject({ unchanged: 1 });
    });

    it('narrow and order no list', async () => {
      expect((await call('GET', '?facts=x')).status).toBe(422);
      expect((await call('GET', '?sort=facts')).status).toBe(422);
    });
  });

  it('knows children by several fields together', async () => {
    const lines = [line('4.00'), line('6.00', { side: 'out' })];
    const made = await make('K-1', { lines });
    expect(made['lines']).toMatchObject(lines);
    const twice = await call('PATCH', `/${made.id}`, { lines: [line('5.00'), line('5.00')] });
    expect(twice.body.errors).toEqual([{ pointer: '/lines/1/name', detail: 'side, name stands twice' }]);
    const [first] = made['lines'] as readonly Body[];
    const changed = await call('PATCH', `/${made.id}`, { lines: [line('10.00')] });
    expect(changed.body['lines']).toMatchObject([{ id: first?.id, amount: '10.00' }]);
  });

  describe('what the database refuses', () => {
    const sum = (at: string, found: string) => ({
      pointer: `${at}/total`,
      detail: `total must be what the lines add up to: they are ${found}`,
    });
    const locked = (at: string) => ({ pointer: `${at}/note`, detail: 'note says that it is locked' });

    it('is the problem that the entity names, with what the trigger says', async () => {
      expect(refusal(await call('POST', '', sheet('P-1', { total: '11.00' })))).toEqual([
        422,
        'tested-sum',
        [sum('', '10.00')],
      ]);
      const { id } = await make('P-2');
      const refused = await call('PATCH', `/${id}`, { note: 'locked' });
      expect(refusal(refused)).toEqual([409, 'tested-locked', [locked('')]]);
      expect(refused.body.detail).toBe('The sheet is refused: note says that it is locked.');
      expect(refusal(await call('PATCH', `/${id}`, { total: '-1.00' }))).toEqual([
        422,
        'invalid',
        [{ pointer: '/total', detail: 'total must not be negative' }],
      ]);
      expect((await call('GET', `/${id}`)).body.version).toBe(1);
    });

    it('is told of the item of a bulk write that it is about, and takes back all', async () => {
      const items = [sheet('P-3'), sheet('P-4'), sheet('P-5')];
      const wrong = (change: object) => call('POST', '/bulk', { items: items.with(1, sheet('P-4', change)) });
      expect(refusal(await wrong({ note: 'locked' }))).toEqual([409, 'tested-locked', [locked('/items/1')]]);
      expect(refusal(await wrong({ total: '9.00' }))).toEqual([
        422,
        'tested-sum',
        [sum('/items/1', '10.00')],
      ]);
      expect((await call('GET', '')).body.items).toEqual([]);
    });

    it('is told of the line of a file, with its code; the others are kept', async () => {
      const rows = Array.from({ length: 20 }, (_, index) => `P-${index + 10},10.00,,in,Fees,10.00`);
      rows[3] = 'P-13,10.00,locked,in,Fees,10.00';
      rows[11] = 'P-21,12.00,,in,Fees,10.00';
      rows[17] = 'P-27,-1.00,,in,Fees,10.00';
      const file = ['code,total,note,line_side,line_name,line_amount', ...rows].join('\n');
      const { body } = await importFile(file, '?mode=partial');
      expect(body).toMatchObject({ created: 17, rejected: 3 });
      const told = (body.errors ?? []).toSorted((a, b) => Number(a.line) - Number(b.line));
      expect(told).toEqual([
        { line: 5, column: 3, detail: locked('').detail, code: 'tested-locked' },
        { line: 13, column: 2, detail: sum('', '10.00').detail, code: 'tested-sum' },
        { line: 19, column: 2, detail: 'total must not be negative' },
      ]);
    });

    it('stands in the API document at every route that writes', async () => {
      const { body } = await service.json<ApiDocument>('GET', '/api/openapi.json');
      const { post } = body.paths['/api/tested/sheets'] ?? {};
      expect(Object.keys(post?.responses['409']?.content['application/problem+json'].examples ?? {})).toEqual(
        ['conflict', 'tested-banned', 'tested-locked'],
      );
    });
  });

  describe('moves', () => {
    const member = { roles: ['member'] };

    it('are made by the roles that they name', async () => {
      const { id } = await make('M-1');
      expect((await call('POST', `/${id}/drop`, {}, member)).status).toBe(403);
      expect((await call('POST', `/${id}/close`, {}, member)).body['state']).toBe('closed');
      // Stating a state stays with those who make every move.
      expect((await call('POST', '', sheet('M-2', { state: 'closed' }), member)).status).toBe(403);
    });

    it('are refused with the entity’s own problem', async () => {
      const { id } = await make('M-3', { state: 'gone' });
      const one = await call('POST', `/${id}/close`, {});
      expect([...refusal(one), one.body['allowed']]).toEqual([409, 'tested-transition', undefined, []]);
      const several = await call('POST', '/close', { ids: [id] });
      expect(refusal(several)).toEqual([
        409,
        'tested-transition',
        [{ pointer: '/ids/0', detail: 'is gone' }],
      ]);
    });

    it('are refused with the problem of what the database refuses, also of several', async () => {
      const [a, b] = [await make('M-4'), await make('M-5')];
      await service.admin.query(`update tested.sheet_line set amount = 3 where sheet_id = $1`, [b.id]);
      const told = { pointer: '/ids/1/total', detail: expect.stringContaining('they are 3.00') };
      expect(refusal(await call('POST', `/${b.id}/close`, {})).slice(0, 2)).toEqual([422, 'tested-sum']);
      const several = await call('POST', '/close', { ids: [a.id, b.id] });
      expect(refusal(several)).toEqual([422, 'tested-sum', [told]]);
      expect((await call('GET', `/${a.id}`)).body['state']).toBe('open');
    });
  });

  describe('steps', () => {
    const seen: string[] = [];
    const banned = declareProblem('tested-banned', 409, 'Nobody writes that');
    const step: RecordStep = {
      name: 'summary',
      fills: ['summary'],
      before: (_tx, _writer, drafts) => {
        seen.push(`before ${drafts.length}`);
        for (const { draft } of drafts) {
          const { values, children } = draft;
          values['summary'] = `${values['code']} ${values['note'] ?? '–'}`;
          // The whole sheet in one line, where nobody wrote any.
          if (children['lines']?.length === 0) {
            const row = { side: 'in', name: 'All', amount: values['total'] ?? null };
            children['lines'] = [{ pointer: '', values: row, references: [], children: {} }];
          }
        }
        const wrong = drafts.filter(({ draft }) => draft.values['note'] === 'banned');
        return Promise.resolve(
          wrong.map(({ draft }) => ({
            pointer: `${draft.pointer}/note`,
            detail: 'note is banned',
            problem: banned,
          })),
        );
      },
      after: (_tx, _writer, { created, changed }) => {
        seen.push(`after ${created.length} ${changed.length}`);
        return Promise.resolve();
      },
    };

    beforeAll(() => service.app.get(RecordSteps).register('tested.sheets', step));
    beforeEach(() => seen.splice(0));

    it('complete what is written, and see what was', async () => {
      const made = await make('T-1', { lines: [] });
      expect(made).toMatchObject({ summary: 'T-1 –', lines: [{ name: 'All', amount: '10.00' }] });
      const changed = await call('PATCH', `/${made.id}`, { note: 'new' });
      expect(changed.body).toMatchObject({ summary: 'T-1 new', lines: made['lines'] });
      await call('PUT', `/${made.id}`, sheet('T-1', { note: 'new', lines: [] }));
      expect(seen).toEqual(['before 1', 'after 1 0', 'before 1', 'after 0 1', 'before 1', 'after 0 0']);
    });

    it('are asked once for all of a bulk write, and of a file', async () => {
      const items = ['T-2', 'T-3'].map((code) => sheet(code));
      expect((await call('POST', '/bulk', { items })).body).toMatchObject({ created: 2 });
      expect(seen.splice(0)).toEqual(['before 2', 'after 2 0']);
      const file = await importFile('code,total,note\nT-2,10.00,kept lines\nT-3,10.00,\n');
      expect(file.body).toMatchObject({ updated: 1, unchanged: 1 });
      expect(seen).toEqual(['before 2', 'after 0 1']);
      const [first] = (await call('GET', '?code=T-2')).body.items;
      expect((await call('GET', `/${first?.id}`)).body).toMatchObject({
        summary: 'T-2 kept lines',
        lines: items[0]?.lines,
      });
      // Drafts of a file are whole: the note that it has no column for is there.
      await importFile('code,total\nT-2,10.00\n');
      expect((await call('GET', '?code=T-2')).body.items).toMatchObject([
        { summary: 'T-2 kept lines', version: 2 },
      ]);
    });

    it('find fault, by pointers and with problems of their own', async () => {
      const fault = (pointer: string) => [{ pointer, detail: 'note is banned' }];
      expect(refusal(await call('POST', '', sheet('T-4', { note: 'banned' })))).toEqual([
        409,
        'tested-banned',
        fault('/note'),
      ]);
      const items = [sheet('T-4'), sheet('T-5', { note: 'banned' })];
      expect(refusal(await call('POST', '/bulk', { items }))).toEqual([
        409,
        'tested-banned',
        fault('/items/1/note'),
      ]);
      const file = await importFile('code,total,note\nT-6,0.00,\nT-7,0.00,banned\n', '?mode=partial');
      expect(file.body).toMatchObject({ created: 1, rejected: 1 });
      expect(file.body.errors).toEqual([
        { line: 3, column: 3, detail: 'note is banned', code: 'tested-banned' },
      ]);
    });

    it('are registered for entities that there are, and fill what callers cannot', () => {
      const steps = service.app.get(RecordSteps);
      expect(() => steps.register('tested.none', step)).toThrow('there is no record entity tested.none');
      expect(() => steps.register('tested.sheets', { name: 'x', fills: ['note'] })).toThrow(
        'no read-only field note',
      );
    });
  });
});

interface ApiDocument {
  readonly paths: Readonly<
    Record<string, { readonly post?: { readonly responses: Readonly<Record<string, Documented>> } }>
  >;
}

interface Documented {
  readonly content: { readonly 'application/problem+json': { readonly examples: object } };
}
