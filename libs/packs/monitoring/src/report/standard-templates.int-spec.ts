import type { Json } from '@galley/dataset';
import { readLayout } from '@galley/layout';
import { keepForALook } from '@galley/platform/testing';
import type { TemplateFields } from '@galley/template';
import type { BuilderOpener } from '@galley/tools';
import { renderTemplate } from '@galley/tools/rendering';
import { linesOf, readPdf } from '../../../../render/src/pdf/testing/read-pdf.js';
import { readWorkbook, valuesOf } from '../../../../render/src/testing/read-workbook.js';
import type { DonorScene } from '../testing/donor-scene.js';
import type { FigureBench } from '../testing/figure-bench.js';
import { SceneBench } from '../testing/scene-bench.js';
import { seedMonitoringTemplates, standardTemplates } from './index.js';

const TEMPLATES = standardTemplates().map((template) => [template.name, template] as const);
const SHEETS: Readonly<Record<string, readonly string[]>> = {
  Activities: ['Activities'],
  'Budget versus spent': ['Totals', 'Lines'],
  'Indicator tracking table': ['Indicators', 'Warnings'],
  'Indicators by period': ['Series'],
  'Logframe matrix': ['Logframe'],
  'Narratives of indicators': ['Narratives'],
  'Participants by sex and age': ['Charts', 'Figures'],
};

describe('the standard templates of monitoring', () => {
  let house: SceneBench;
  let bench: FigureBench;
  let opener: BuilderOpener;
  let scene: DonorScene;

  beforeAll(async () => {
    house = await SceneBench.open();
    ({ bench, opener, scene } = house);
  });
  afterAll(() => house?.close());

  /** A file about P1 in 2026. */
  async function fileOf(
    template: TemplateFields,
    format: string,
    params: Readonly<Record<string, Json>> = {},
    locale = 'en',
  ): Promise<Buffer> {
    const days = { start_date: '2026-01-01', end_date: '2026-12-31' };
    const bytes = await renderTemplate(opener, {
      template,
      format,
      organization_id: scene.organization_id,
      params: { project_id: scene.me1.project('P1'), ...days, include_unapproved: false, ...params },
      document: { organization: 'Open Fields', locale },
    });
    keepForALook(`${template.report_type}.${format === 'excel' ? 'xlsx' : format}`, bytes);
    return bytes;
  }

  const tracking = (): TemplateFields => {
    const found = TEMPLATES.find(([name]) => name === 'Indicator tracking table');
    if (!found) throw new Error('no indicator tracking table');
    return found[1];
  };
  const linesOfPdf = async (bytes: Buffer): Promise<readonly string[]> =>
    (await readPdf(bytes)).pages.flatMap(linesOf);

  it('are given to everybody once, over sources that are registered', async () => {
    await expect(seedMonitoringTemplates(bench.admin)).resolves.toEqual({
      added: Object.keys(SHEETS).length,
    });
    await expect(seedMonitoringTemplates(bench.admin)).resolves.toEqual({ added: 0 });
    const { rows } = await bench.admin.query<{ name: string }>(
      `select name from platform.tb_report_template
       where organization_id is null and report_category = 'monitoring' and dataset_source_id is not null order by name`,
    );
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(SHEETS));
  });

  it.each(TEMPLATES)('%s: nothing of its layout is left out', (_, { content, orientation }) => {
    expect(readLayout(content, { signature_config: null, orientation, locale: 'en' }).unsupported).toEqual(
      [],
    );
  });

  it.each(TEMPLATES)('%s is a document and a workbook', async (name, template) => {
    expect(await linesOfPdf(await fileOf(template, 'pdf'))).toContain(name);
    const { worksheets } = await readWorkbook(await fileOf(template, 'excel'));
    for (const sheet of SHEETS[name] ?? []) {
      expect(worksheets.map(({ name: called }) => called)).toContain(sheet);
    }
  });

  describe('an indicator table', () => {
    it('shows the same figures as document, workbook, CSV and JSON', async () => {
      const pdf = await linesOfPdf(await fileOf(tracking(), 'pdf'));
      expect(pdf).toEqual(
        expect.arrayContaining([
          '1 SHARE SHARE % 53.57 53.57 grey',
          expect.stringMatching(/^1\.1 WELLS WELLS wells 5 45 24 30 30 62\.50% red/),
          'TONNES TONNES 0.00 3,000.00 2,699.88 2,699.88 90.00% amber',
        ]),
      );
      const sheet = (await readWorkbook(await fileOf(tracking(), 'excel'))).getWorksheet('Indicators')!;
      const cells = valuesOf(sheet).map((row) => row.slice(1, 11));
      expect(cells).toEqual(
        expect.arrayContaining([
          ['WELLS', 'WELLS', 'wells', 5, 45, 24, 30, 30, 62.5, 'red'],
          ['TONNES', 'TONNES', null, 0, 3000, null, 2699.88, 2699.88, 90, 'amber'],
        ]),
      );
      const csv = (await fileOf(tracking(), 'csv')).toString().split('\r\n');
      expect(csv).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^,TONNES,TONNES,,0\.00,3000\.00,,2699\.88,2699\.88,90\.00,amber,/),
        ]),
      );
      const json = JSON.parse((await fileOf(tracking(), 'json')).toString()) as { rows: unknown };
      expect(json.rows).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            code: 'TONNES',
            target: '3000.00',
            actual: '2699.88',
            progress: '90.00',
            light: 'amber',
          }),
        ]),
      );
    });

    it('writes them as its language does', async () => {
      const lines = await linesOfPdf(await fileOf(tracking(), 'pdf', {}, 'nb-NO'));
      expect(lines).toEqual(
        expect.arrayContaining([expect.stringMatching(/^TONNES TONNES 0,00 3.000,00 2.699,88 .*90,00/)]),
      );
    });

    it('ME-C9: is coloured by its lights', async () => {
      const sheet = (await readWorkbook(await fileOf(tracking(), 'excel'))).getWorksheet('Indicators')!;
      const rows = valuesOf(sheet);
      const fillOf = (code: string) =>
        sheet.getRow(rows.findIndex((row) => row.includes(code)) + 1).getCell(11).fill;
      expect(fillOf('TONNES')).toMatchObject({ fgColor: { argb: 'FFFEF0C7' } });
      expect(fillOf('WELLS')).toMatchObject({ fgColor: { argb: 'FFFEE4E2' } });
    });

    it('ME-1: says that it is provisional where it counts what nobody has approved', async () => {
      const provisional = { include_unapproved: true };
      expect(await linesOfPdf(await fileOf(tracking(), 'pdf'))).toContain('Indicator tracking table');
      expect(await linesOfPdf(await fileOf(tracking(), 'pdf', provisional))).toContain(
        'Indicator tracking table — PROVISIONAL',
      );
      const sheet = (await readWorkbook(await fileOf(tracking(), 'excel', provisional))).getWorksheet(
        'Indicators',
      )!;
      expect(valuesOf(sheet)[0]?.[0]).toBe('Indicator tracking table — PROVISIONAL');
    });

    it('ME-14: lists what was not counted', async () => {
      const lines = await linesOfPdf(await fileOf(tracking(), 'pdf', { start_date: '2026-02-15' }));
      expect(lines).toContain(
        'P1 Q1 2026 8 The period is only partly inside the range: its values are not counted.',
      );
    });
  });
});
