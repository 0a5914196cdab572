import { testPrincipal } from '@galley/platform/testing';
import { isVisibleForAny } from '@galley/template';
import { startReportApp, USER, type Call, type ReportApp } from '../../test/report-app.js';
import { visibleTemplates, visibleTemplatesSql } from './template-visibility.js';
import { TemplatesModule } from './templates.module.js';

const PATH = '/api/reports/templates';
const PROJECT = '0199bbbb-0000-7000-8000-000000000001';

/** Every pair of lists over three units, missing and empty ones too. */
const LISTS = [null, [], ['T01'], ['T02'], ['T01', 'T03'], ['t01']];

describe('who sees a template', () => {
  let report: ReportApp;
  const scopes = LISTS.flatMap((allow) => LISTS.map((deny) => ({ allow, deny })));
  const nameOf = (scope: object): string => JSON.stringify(scope);

  beforeAll(async () => {
    report = await startReportApp([TemplatesModule]);
    await report.database.withTenant(report.acme, async (tx) => {
      for (const { allow, deny } of scopes) {
        await tx.tb_report_template.create({
          data: {
            organization_id: report.acme,
            name: nameOf({ allow, deny }),
            report_type: 'scoped',
            source_type: 'view',
            source_name: 'v',
            ...(allow && { allow_business_unit: allow }),
            ...(deny && { deny_business_unit: deny }),
          },
        });
      }
    });
  });
  afterAll(() => report?.close());

  async function seen(path: string, call: Call = {}): Promise<string[]> {
    const answer = await report.call(`${PATH}?report_type=scoped&limit=200${path}`, call);
    return (answer.json() as { items: { name: string }[] }).items.map(({ name }) => name).sort();
  }
  const visible = (units: string[] | null): string[] =>
    scopes
      .filter((scope) => isVisibleForAny(scope, units))
      .map(nameOf)
      .sort();

  it.each([[['T01']], [['T02']], [['T99']], [['T01', 'T02']]])(
    'of the units %j: the same by list and by rule',
    async (units) => {
      expect(await seen(`&bu_code=${units.join(',')}`)).toEqual(visible(units));
      expect(await seen('', { bus: units })).toEqual(visible(units));
    },
  );

  it('is everybody who is not confined, when no unit is named', async () => {
    expect(await seen('')).toHaveLength(scopes.length);
  });

  it('is nobody for a unit that is not theirs', async () => {
    const answer = await report.call(`${PATH}?bu_code=T02`, { bus: ['T01'] });
    expect([answer.status, answer.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'bu-not-allowed' }),
    ]);
  });

  it('finds by id what the list shows, and nothing else', async () => {
    const rows = await report.database.withTenant(report.acme, (tx) => tx.tb_report_template.findMany());
    for (const { id, name } of rows) {
      const { status } = await report.call(`${PATH}/${id}`, { bus: ['T03'] });
      expect([name, status]).toEqual([name, visible(['T03']).includes(name) ? 200 : 404]);
    }
  });

  it('cannot be written down as a text, which would hide a denied unit', async () => {
    const write = report.database.withTenant(report.acme, (tx) =>
      tx.tb_report_template.updateMany({ data: { deny_business_unit: 'T01,T03' } }),
    );
    await expect(write).rejects.toThrow('tb_report_template_unit_lists');
  });

  it('is a member of the project it is bound to', async () => {
    const row = await report.database.withTenant(report.acme, (tx) =>
      tx.tb_report_template.create({
        data: {
          organization_id: report.acme,
          project_id: PROJECT,
          name: 'Project report',
          report_type: 'project',
          source_type: 'view',
          source_name: 'v',
        },
      }),
    );
    for (const role of ['org_admin', 'platform_admin', 'member']) {
      expect((await report.call(`${PATH}/${row.id}`, { roles: [role], sub: USER })).status).toBe(404);
    }
    expect(await seen('')).not.toContain('Project report');
  });

  it('is the same by the SQL that runs a report as by the query that lists', async () => {
    const organization = { ...testPrincipal().organization, id: report.acme };
    for (const units of [null, [], ['T01'], ['T02'], ['T03'], ['t01'], ['T99'], ['T01', 'T02']]) {
      for (const project_ids of [[], [PROJECT]]) {
        const caller = testPrincipal({ organization, project_ids, bu_codes: units });
        const [listed, run] = await report.database.withTenant(report.acme, async (tx) => [
          await tx.tb_report_template.findMany({ where: visibleTemplates(caller, units) }),
          await tx.$queryRaw<{ name: string }[]>`
            select name from platform.tb_report_template as template
            where ${visibleTemplatesSql(caller, units)}`,
        ]);
        const names = (rows: readonly { name: string }[]): string[] => rows.map(({ name }) => name).sort();
        expect([units, project_ids, names(run)]).toEqual([units, project_ids, names(listed)]);
      }
    }
  });
});
