import { monitoringRecords } from '@galley/pack-monitoring/records';
import ExcelJS from 'exceljs';
import {
  faultsOf,
  PackApi,
  type Answered,
  type CallOptions,
  type PackBody,
} from '../../../test/support/pack-api.js';
import { filtersOf, operatorsOf } from '../../records/http/list-query.js';
import { exampleBody } from '../../records/http/record-examples.js';
import { RecordCatalog } from '../../records/shape/record-catalog.js';
import type { EntityShape } from '../../records/shape/record-shape.js';
import { importColumns } from '../../imports/records/import-columns.js';

const shapes = new RecordCatalog(monitoringRecords).all;
const names = shapes.map(({ entity }) => entity.name);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const UNKNOWN = '0199aaaa-0000-7000-8000-000000000001';

/** Every declared entity, through everything that the engine makes of a declaration. */
describe('records of the monitoring pack', () => {
  let api: PackApi;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    api = await PackApi.start('monitoring');
    for (const code of ['bulk', 'csv', 'xlsx']) await api.service.organization(code, [], 'Europe/Oslo');
    for (const shape of shapes) {
      const { name } = shape.entity;
      await prepare(name);
      ids.set(name, (await api.make(name, exampleBody(shape))).id);
    }
  });
  afterAll(() => api?.stop());

  /** Submissions are of forms that are published. */
  async function prepare(name: string): Promise<void> {
    if (name !== 'form-submissions') return;
    await api.service.admin.query(
      `update monitoring.form set status = 'published', published_at = now() where status = 'draft'`,
    );
  }

  const at = (name: string): string => `${name}/${ids.get(name)}`;

  it('are created by the examples of the API document, in the order of their references', () => {
    expect([...ids.keys()]).toEqual(names);
  });

  describe.each(shapes)('$entity.name', (shape) => {
    const { name, sorting } = shape.entity;
    const found = async (query: string): Promise<boolean> => {
      const { status, body } = await api.call('GET', `${name}?limit=200&${query}`);
      expect([query, status, body.errors]).toEqual([query, 200, undefined]);
      return body.items.some(({ id }) => id === ids.get(name));
    };

    it('are found by every field that lists can be narrowed by, and not by another value of it', async () => {
      const { body } = await api.call('GET', at(name));
      const filters = filtersOf(shape).filter(({ name: field }) => (body[field] ?? null) !== null);
      const ask = (operators: readonly string[]) =>
        filters.flatMap((filter) =>
          ['', ...operatorsOf(filter)]
            .filter((operator) => operators.includes(operator))
            .map((operator) => filter.name + (operator && `[${operator}]`))
            .map((asked) => `${asked}=${encodeURIComponent(String(body[filter.name]))}`),
        );
      expect(await found(ask(['', 'gte', 'lte']).join('&'))).toBe(true);
      const others = ask(['gt', 'lt', 'ne']);
      expect(await Promise.all(others.map(found))).toEqual(others.map(() => false));
    });

    it('are ordered by whatever the declaration says, up and down', async () => {
      const answers = await Promise.all(
        sorting.by.flatMap((by) => [found(`sort=${by}`), found(`sort=-${by}`)]),
      );
      expect(answers).toEqual(answers.map(() => true));
    });

    it('stay as they are when they are written in bulk again', async () => {
      const org = { org: 'bulk' };
      await prepare(name);
      const items = [exampleBody(shape)];
      const first = await api.call('POST', `${name}/bulk`, { items }, org);
      expect([first.status, first.body['created'], faultsOf(first)]).toEqual([200, 1, []]);
      const again = await api.call('POST', `${name}/bulk`, { items }, org);
      expect(again.body).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    });

    it.each([
      ['csv', 'text/csv', csvOf],
      ['xlsx', XLSX, xlsxOf],
    ] as const)('come in as %s: tried, taken over, and the same again', async (org, type, fileOf) => {
      const file = await fileOf(shape);
      await prepare(name);
      const send = (query = ''): Promise<Answered> => api.importFile(name, file, { query, type, org });
      const tried = await send('?dry_run=true');
      expect([tried.status, tried.body.errors]).toEqual([200, []]);
      expect(tried.body).toMatchObject({ created: 1, rejected: 0 });
      expect((await api.call('GET', name, undefined, { org })).body.total).toBe(0);
      expect((await send()).body).toMatchObject({ created: 1, rejected: 0 });
      expect((await send()).body).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    });

    it('are nobody else’s: another organization finds nothing at any of their addresses', async () => {
      const rival = { org: 'rival' };
      const body = exampleBody(shape);
      const moves = Object.entries(shape.entity.states?.moves ?? {}).map(([verb, { asks_why }]) =>
        api.call('POST', `${at(name)}/${verb}`, asks_why ? { note: 'x' } : {}, rival),
      );
      const answers = await Promise.all([
        api.call('GET', at(name), undefined, rival),
        api.call('PUT', at(name), body, rival),
        api.call('PATCH', at(name), {}, rival),
        api.call('DELETE', at(name), undefined, rival),
        ...moves,
      ]);
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
      expect((await api.call('GET', name, undefined, rival)).body.total).toBe(0);
    });
  });

  describe('of a project', () => {
    const ofProjects = shapes.filter(
      ({ entity, stored }) => entity.name === 'projects' || stored.includes('project_id'),
    );

    it('are the most of them', () => expect(ofProjects.length).toBeGreaterThan(7));

    it.each(ofProjects)('$entity.name are its members’ and nobody else’s', async ({ entity: { name } }) => {
      const see = async (project: string | undefined) => {
        const member: CallOptions = { roles: ['coordinator'], projects: [project ?? UNKNOWN] };
        const one = await api.call('GET', at(name), undefined, member);
        return [one.status, (await api.call('GET', name, undefined, member)).body.total];
      };
      expect(await see(UNKNOWN)).toEqual([404, 0]);
      expect(await see(ids.get('projects'))).toEqual([200, 1]);
    });
  });

  describe('may be', () => {
    const roles = { A: 'org_admin', C: 'coordinator', M: 'member', P: 'peer_mentor', S: 'sysadmin' };
    /** Of each entity: whether it is read, written, removed, imported, and moved from state to state, by whom. */
    const staffOnly = { read: 'ACM', write: 'AC', remove: 'AC', import: 'AC' };
    const byMembers = { read: 'ACM', write: 'ACM', remove: 'ACM', import: 'ACM' };
    const rights: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      programs: staffOnly,
      donors: staffOnly,
      'program-donors': staffOnly,
      projects: staffOnly,
      'result-nodes': staffOnly,
      indicators: staffOnly,
      'project-indicators': staffOnly,
      'reporting-periods': staffOnly,
      'indicator-reports': {
        ...byMembers,
        import: 'AC',
        submit: 'ACM',
        approve: 'AC',
        reject: 'AC',
        reopen: 'ACM',
      },
      activities: byMembers,
      participants: byMembers,
      'activity-participants': byMembers,
      'budget-lines': staffOnly,
      forms: staffOnly,
      'form-submissions': { ...byMembers, remove: 'AC' },
    };

    it('used by whom this table says', () => expect(Object.keys(rights)).toEqual(names));

    it.each(Object.entries(rights))('%s', async (name, expected) => {
      const ask = (right: string, roles: readonly string[]): Promise<Answered> => {
        if (right === 'read') return api.call('GET', name, undefined, { roles });
        if (right === 'write') return api.call('POST', name, {}, { roles });
        if (right === 'remove') return api.call('DELETE', `${name}/${UNKNOWN}`, undefined, { roles });
        if (right === 'import') return api.importFile(name, 'no_such_column', { roles });
        return api.call('POST', `${name}/${UNKNOWN}/${right}`, { note: 'x' }, { roles });
      };
      const held = async (right: string): Promise<readonly [string, string]> => {
        const letters = await Promise.all(
          Object.entries(roles).map(async ([letter, role]) => {
            const { status } = await ask(right, [role]);
            expect([right, role, [200, 403, 404, 422].includes(status)]).toEqual([right, role, true]);
            return status === 403 ? '' : letter;
          }),
        );
        return [right, letters.join('')];
      };
      expect(Object.fromEntries(await Promise.all(Object.keys(expected).map(held)))).toEqual(expected);
    });
  });

  describe('of several projects and quarters, listed', () => {
    const quarters = [1, 2, 3, 4].map((quarter) => ({
      label: `Q${quarter}`,
      start_date: `2027-${String(quarter * 3 - 2).padStart(2, '0')}-01`,
      end_date: `2027-${['03-31', '06-30', '09-30', '12-31'][quarter - 1]}`,
    }));
    const values = [
      ['L1', 'Q1', '9.5', 'approved'],
      ['L1', 'Q2', '10', 'approved'],
      ['L1', 'Q3', '100.25', 'draft'],
      ['L2', 'Q1', '0', 'draft'],
      ['L2', 'Q4', null, 'submitted'],
    ] as const;

    beforeAll(async () => {
      const bulk = async (name: string, items: readonly object[]): Promise<void> => {
        const { status, body } = await api.call('POST', `${name}/bulk`, { items });
        expect([name, status, body.errors]).toEqual([name, 200, undefined]);
      };
      const projects = ['L1', 'L2'];
      await bulk('programs', [{ code: 'LIST', name: 'List' }]);
      await bulk(
        'projects',
        projects.map((code) => ({ program_code: 'LIST', code, name: code, currency: 'EUR' })),
      );
      await bulk('indicators', [{ code: 'LISTED', name: 'Listed' }]);
      await bulk(
        'project-indicators',
        projects.map((project_code) => ({ project_code, indicator_code: 'LISTED' })),
      );
      await bulk(
        'reporting-periods',
        projects.flatMap((project_code) =>
          quarters.map((quarter) => ({ project_code, kind: 'quarter', ...quarter })),
        ),
      );
      await bulk(
        'indicator-reports',
        values.map(([project_code, reporting_period_label, value, status]) => ({
          indicator_code: 'LISTED',
          project_code,
          reporting_period_label,
          value,
          status,
        })),
      );
    });

    const listed = async (query: string): Promise<readonly string[]> => {
      const { body } = await api.call('GET', `indicator-reports?indicator_code=LISTED&${query}`);
      return body.items.map(
        (item) => `${String(item['project_code'])} ${String(item['reporting_period_label'])}`,
      );
    };

    it.each([
      ['project_code=L1&sort=start_date', ['L1 Q1', 'L1 Q2', 'L1 Q3']],
      ['project_code=L1&sort=-end_date', ['L1 Q3', 'L1 Q2', 'L1 Q1']],
      ['start_date[gte]=2027-04-01&end_date[lte]=2027-09-30&sort=start_date', ['L1 Q2', 'L1 Q3']],
      ['start_date=2027-01-01&status[ne]=approved', ['L2 Q1']],
      ['status=submitted&status=draft&sort=end_date&project_code=L2', ['L2 Q1', 'L2 Q4']],
      // Numbers, not texts: 100.25 is above 9.5; and what is blank is neither above nor below.
      ['value[gt]=9.50&sort=start_date', ['L1 Q2', 'L1 Q3']],
      ['value[lte]=9.5&value[gt]=-1&project_code=L1', ['L1 Q1']],
      ['value=10.000', ['L1 Q2']],
      ['value=0', ['L2 Q1']],
      ['reporting_period_label=Q4', ['L2 Q4']],
    ])('?%s', async (query, expected) => expect(await listed(query)).toEqual(expected));

    it('page by page, each once, whatever is equal in what they are ordered by', async () => {
      const seen: PackBody['items'][number][] = [];
      let cursor = '';
      do {
        const { body } = await api.call(
          'GET',
          `indicator-reports?indicator_code=LISTED&sort=status&limit=2${cursor}`,
        );
        seen.push(...body.items);
        cursor = body['next_cursor'] ? `&cursor=${String(body['next_cursor'])}` : '';
      } while (cursor);
      expect(seen.map(({ status }) => status)).toEqual([
        'approved',
        'approved',
        'draft',
        'draft',
        'submitted',
      ]);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
    });
  });
});

/** What a downloaded template shows, as a file of one row. */
function rowsOf(shape: EntityShape): readonly (readonly string[])[] {
  const columns = importColumns(shape).filter(({ isAlternative }) => !isAlternative);
  return [columns.map(({ name }) => name), columns.map(({ example }) => example)];
}

function csvOf(shape: EntityShape): Promise<string> {
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  return Promise.resolve(
    rowsOf(shape)
      .map((row) => row.map(quoted).join(','))
      .join('\r\n'),
  );
}

async function xlsxOf(shape: EntityShape): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('Records').addRows(rowsOf(shape).map((row) => [...row]));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
