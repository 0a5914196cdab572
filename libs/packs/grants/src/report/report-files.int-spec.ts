import type { TextRow } from '@galley/dataset';
import { readTextRows } from '@galley/dataset';
import { keepForALook, testPrincipal } from '@galley/platform/testing';
import { BuilderOpener, cloneDatabase, type BuilderQuestion, type ClonedDatabase } from '@galley/tools';
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { linesOf, readPdf } from '../../../../render/src/pdf/testing/read-pdf.js';
import { readWorkbook, valuesOf } from '../../../../render/src/testing/read-workbook.js';
import { schemaOf, validateReport, type ReportData, type ReportWarning } from '../bufdir/index.js';
import { grantsBuilders } from '../data/index.js';
import { reportBuilders } from '../data/report-builders.js';
import { BU_1_REPORT, BU_1_WARNINGS } from '../testing/bu-1-report.js';
import { LARGE_WARNINGS, largeReport } from '../testing/large-report.js';
import { renderReport } from '../testing/render-report.js';
import { completeReport, insertStagedReport } from '../testing/report-rows.js';

const FORMATS = ['pdf', 'excel', 'csv', 'json'] as const;

interface Stored {
  readonly organization_id: string;
  readonly report_id: string;
}

describe('a Bufdir report', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let opener: BuilderOpener;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    opener = await BuilderOpener.connect(clone, grantsBuilders);
  });
  afterAll(async () => {
    await Promise.all([admin.end(), opener.close()]);
    await clone.drop();
  });

  /** A staged report in an organization of its own. */
  async function stored(
    data: ReportData = BU_1_REPORT,
    warnings: readonly ReportWarning[] = BU_1_WARNINGS,
  ): Promise<Stored> {
    const organization_id = randomUUID();
    return {
      organization_id,
      report_id: await insertStagedReport(admin, { organization_id, data, warnings }),
    };
  }

  async function rowsOf(
    key: string,
    { organization_id, report_id }: Stored,
    more: Partial<BuilderQuestion> = {},
  ): Promise<TextRow[]> {
    const dataset = await opener.open(key, { organization_id, params: { report_id }, ...more });
    const rows: TextRow[] = [];
    for await (const batch of dataset.batches()) rows.push(...readTextRows(batch));
    return rows;
  }

  async function fileOf(report: Stored, format: string, name: string): Promise<Buffer> {
    const bytes = await renderReport(opener, report, format);
    keepForALook(`${name}.${format === 'excel' ? 'xlsx' : format}`, bytes);
    return bytes;
  }

  describe('as datasets', () => {
    const keys = reportBuilders.map(({ key }) => key);

    it.each(keys)('%s gives the same while it is staged and when it is completed', async (key) => {
      const report = await stored();
      const staged = await rowsOf(key, report);
      await completeReport(admin, report.report_id);
      expect(staged.length).toBeGreaterThan(0);
      expect(await rowsOf(key, report)).toEqual(staged);
    });

    it.each(keys)('BU-B-1: %s gives nothing of another organization', async (key) => {
      const [own, foreign] = [await stored(), await stored()];
      expect(await rowsOf(key, { ...own, report_id: foreign.report_id })).toEqual([]);
    });

    it.each(keys)('BU-B-2: %s gives coordinators all and others nothing', async (key) => {
      const report = await stored();
      const as = (role: 'coordinator' | 'org_admin' | 'member' | 'peer_mentor') => {
        const organization = { ...testPrincipal().organization, id: report.organization_id };
        return rowsOf(key, report, {
          actor: testPrincipal({ id: randomUUID(), organization, roles: [role] }),
        });
      };
      const all = await rowsOf(key, report);
      expect(await as('coordinator')).toEqual(all);
      expect(await as('org_admin')).toEqual(all);
      expect(await as('member')).toEqual([]);
      expect(await as('peer_mentor')).toEqual([]);
    });

    it('BU-C-2: ends its regions with the figures of the organization, which are no sum', async () => {
      const rows = await rowsOf('grants.report_regions', await stored(), {
        columns: ['region', 'unique_participants', 'is_sum'],
        order_by: 'place',
      });
      expect(rows).toEqual([
        ['Region Vest', '5', 'f'],
        ['Region Øst', '6', 'f'],
        ['Hele organisasjonen', '10', 't'],
      ]);
    });

    it('BU-B-12: shows units of the snapshot below what they hung below', async () => {
      const rows = await rowsOf('grants.report_hierarchy', await stored(), {
        columns: ['unit', 'parent', 'depth'],
        order_by: 'place',
      });
      expect(rows).toEqual([
        ['Ærlig Likeperson', null, '0'],
        ['Region Vest', 'Ærlig Likeperson', '1'],
        ['Bergen', 'Region Vest', '2'],
        ['Os', 'Region Vest', '2'],
        ['Region Øst', 'Ærlig Likeperson', '1'],
        ['Oslo', 'Region Øst', '2'],
      ]);
    });
  });

  it('is the same bytes in every format, whether its figures are staged or its own', async () => {
    const report = await stored();
    const files = async (): Promise<string[]> => {
      const made: string[] = [];
      for (const format of FORMATS) made.push(hashOf(await renderReport(opener, report, format)));
      return made;
    };
    const staged = await files();
    await completeReport(admin, report.report_id);
    expect(await files()).toEqual(staged);
  });

  describe('as CSV', () => {
    it('BU-C-8: is 164 bytes that a Norwegian spreadsheet opens', async () => {
      const bytes = await fileOf(await stored(), 'csv', 'bu-1');
      expect(bytes.toString()).toBe(
        [
          '\ufeffAktivitetstype;Antall aktiviteter;Deltakere (unike);Timer',
          'Likepersonssamtale;3;3;2,33',
          'Samtalegruppe;3;7;2,92',
          '"Kurs; ""likeperson""";1;5;6,00',
          'Sum;7;10;11,25',
          '',
        ].join('\r\n'),
      );
      expect(bytes).toHaveLength(164);
      expect(hashOf(bytes)).toBe('9ad69dc3e81799057cf2aa6af5419afebe30d6e35bd2f227666f2ce60a6f71cf');
    });

    it('BU-C-9: is comma and point where a run wishes it', async () => {
      const csv = { delimiter: ',', decimal: '.', bom: false };
      const bytes = await renderReport(opener, await stored(), 'csv', { csv });
      expect(bytes.toString().split('\r\n').slice(2)).toEqual([
        'Samtalegruppe,3,7,2.92',
        '"Kurs; ""likeperson""",1,5,6.00',
        'Sum,7,10,11.25',
        '',
      ]);
    });

    it('BU-C-10: runs no label, and leaves one that is a figure alone', async () => {
      const [first, second, third] = BU_1_REPORT.activity_types;
      const activity_types = [
        { ...first!, label: '=HYPERLINK("http://example.com")' },
        { ...second!, label: '-12,50' },
        { ...third!, label: '-2+3' },
      ];
      const lines = (await renderReport(opener, await stored({ ...BU_1_REPORT, activity_types }), 'csv'))
        .toString()
        .split('\r\n');
      expect(lines.slice(1, 4)).toEqual([
        `"'=HYPERLINK(""http://example.com"")";3;3;2,33`,
        '-12,50;3;7;2,92',
        "'-2+3;1;5;6,00",
      ]);
    });
  });

  describe('as JSON', () => {
    it('is report_data byte for byte, valid by its schema, with the hash that the report shows', async () => {
      const report = await stored();
      await completeReport(admin, report.report_id);
      const { rows } = await admin.query<{ text: string; report_sha256: string }>(
        'SELECT report_data::text AS text, report_sha256 FROM grants.bufdir_report WHERE id = $1',
        [report.report_id],
      );
      const bytes = await fileOf(report, 'json', 'bu-1');
      expect(bytes.toString()).toBe(rows[0]?.text);
      expect(hashOf(bytes)).toBe(rows[0]?.report_sha256);
      const [[shown]] = (await rowsOf('grants.report_summary', report, { columns: ['sha256'] })) as [
        [string],
      ];
      expect(shown).toBe(hashOf(bytes));
      const report_data: unknown = JSON.parse(bytes.toString());
      expect(() =>
        validateReport(schemaOf('2025-v1'), { report_data, warnings: BU_1_WARNINGS }),
      ).not.toThrow();
    });

    it('is no file where there is no such report', async () => {
      const report = { ...(await stored()), report_id: randomUUID() };
      await expect(renderReport(opener, report, 'json')).rejects.toMatchObject({ code: 'json-not-bare' });
    });
  });

  describe('as a workbook', () => {
    it('BU-C-9: has a sheet for each table, its figures numbers and its days dates', async () => {
      const workbook = await readWorkbook(await fileOf(await stored(), 'excel', 'bu-1'));
      expect(workbook.worksheets.map(({ name }) => name)).toEqual([
        'Sammendrag',
        'Aktivitetstyper',
        'Årsaker',
        'Regioner',
        'Typer per region',
        'Lokallag',
        'Kontaktkategorier',
        'Merknader',
        'Struktur',
      ]);
      const types = workbook.getWorksheet('Aktivitetstyper')!;
      expect(valuesOf(types)).toEqual([
        [
          'Aktivitetstype',
          'Aktiviteter',
          'Deltakere (unike)',
          'Deltakelser',
          'Timer',
          'Likepersontimer',
          'Likepersoner',
          'Tellende dager',
        ],
        ['Likepersonssamtale', 3, 3, 3, 2.33, 2.33, 1, 3],
        ['Samtalegruppe', 3, 7, 9, 2.92, 2.92, 1, 1],
        ['Kurs; "likeperson"', 1, 5, 5, 6, 12, 2, 1],
        ['Sum', 7, 10, 17, 11.25, 17.25, 3, 5],
      ]);
      expect(['B5', 'E5'].map((at) => types.getCell(at).numFmt)).toEqual(['#,##0', '#,##0.00']);
      const summary = workbook.getWorksheet('Sammendrag')!;
      const cell = (label: string) => {
        const labels = summary.getRow(1).values as unknown[];
        const { value, numFmt } = summary.getRow(2).getCell(labels.indexOf(label));
        return [value, numFmt];
      };
      expect(cell('Fra og med')).toEqual([new Date('2025-01-01T00:00Z'), 'dd.mm.yyyy']);
      expect(cell('Laget')).toEqual([new Date('2026-01-15T09:30Z'), 'dd.mm.yyyy hh:mm']);
      expect(cell('Timer')).toEqual([11.25, '#,##0.00']);
    });

    it('BU-C-10: holds a label that looks like a formula as text', async () => {
      const [first, ...others] = BU_1_REPORT.activity_types;
      const activity_types = [{ ...first!, label: '=1+1' }, ...others];
      const report = await stored({ ...BU_1_REPORT, activity_types });
      const workbook = await readWorkbook(await renderReport(opener, report, 'excel'));
      expect(workbook.getWorksheet('Aktivitetstyper')?.getCell('A2').value).toBe('=1+1');
    });
  });

  describe('as a document', () => {
    it('says whose it is, of what, from which data, and has room for who signs', async () => {
      const report = await stored();
      const { pages } = await readPdf(await fileOf(report, 'pdf', 'bu-1'));
      const lines = pages.flatMap(linesOf);
      const [[hash]] = (await rowsOf('grants.report_summary', report, { columns: ['sha256'] })) as [[string]];
      expect(lines).toEqual(
        expect.arrayContaining([
          'Rapport om likepersonsarbeid til Bufdir',
          'Ærlig Likeperson',
          '974760673 2025 01.01.2025 31.12.2025',
          '1 2025-v1 15.01.2026 09:30 1',
          hash,
          '7 10 11,25 5',
          'Kurs; "likeperson" 1 5 5 6,00 12,00 2 1',
          'Sum 7 10 17 11,25 17,25 3 5',
          'Færre enn 3 deltakere LT_3_PARTICIPANTS 1',
          'Hele organisasjonen 7 10 17 11,25 17,25 3 5',
          'Sted og dato',
          'Styreleder Koordinator',
        ]),
      );
      expect(lines.filter((line) => line.includes('Side '))).toEqual(
        pages.map((_, at) =>
          expect.stringMatching(new RegExp(`^Bufdir-rapport .*Side ${at + 1} av ${pages.length}$`)),
        ),
      );
    });

    it('cuts no name, leaves no heading alone and signs below the last rows, however large the organization', async () => {
      const data = largeReport();
      const report = await stored(data, LARGE_WARNINGS);
      const { pages } = await readPdf(await fileOf(report, 'pdf', 'large'));
      await fileOf(report, 'excel', 'large');
      const texts = pages.map((page) => page.map(({ text }) => text).join(' '));
      const all = texts.join(' ').replaceAll(/\s+/g, ' ');
      expect(all).not.toMatch(/[^…]…(?! Side)/u);
      for (const { name } of data.hierarchy) expect(all).toContain(name);
      const headings = [
        'Regioner',
        'Aktivitetstyper per region',
        'Lokallag',
        'Kontaktkategorier',
        'Merknader',
        'Organisasjonsstruktur',
      ];
      for (const page of pages) {
        const lines = linesOf(page).slice(0, -1);
        expect(headings).not.toContain(lines.at(-1));
        // Labels of columns have rows below them.
        expect(lines.at(-1)).not.toMatch(
          /^(Region|Lokallag|Enhet|Alvor|Aktivitetstype)\b.*(dager|likepersoner|Berørte)$/,
        );
      }
      expect(texts.at(-1)).toContain('Signatur');
      expect(linesOf(pages.at(-1)!).findIndex((line) => line === 'Signatur')).toBeGreaterThan(2);
    });

    it('cuts neither a long name nor a period of its own', async () => {
      const name = `Landsforeningen for ${'pårørende, likepersoner og '.repeat(5)}venner`;
      const report = await stored({
        ...BU_1_REPORT,
        organization: { ...BU_1_REPORT.organization, name },
        period: {
          ...BU_1_REPORT.period,
          start: '2025-02-01',
          end: '2025-04-30',
          label: '2025-02-01 – 2025-04-30',
        },
      });
      const { pages } = await readPdf(await fileOf(report, 'pdf', 'long'));
      const [head = '', ...rest] = linesOf(pages[0]!).join(' ').split('Organisasjonsnummer');
      expect(head).toContain(name);
      expect(rest.join('')).toContain('2025-02-01 – 2025-04-30');
      for (const page of pages)
        expect(linesOf(page).slice(-2).join(' ')).toContain(`${name} · 2025-02-01 – 2025-04-30 · versjon 1`);
    });

    it('says so where nothing is amiss', async () => {
      const { pages } = await readPdf(await renderReport(opener, await stored(BU_1_REPORT, []), 'pdf'));
      expect(pages.flatMap(linesOf)).toContain('Rapporten har ingen merknader.');
    });
  });
});

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
