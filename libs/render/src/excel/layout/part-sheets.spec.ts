import type { Workbook } from 'exceljs';
import { COMPOSED, type ComposedRun, renderComposed } from '../../testing/composed-sample.js';
import { readWorkbook, valuesOf } from '../../testing/read-workbook.js';
import { excelFormat } from '../excel-format.js';
import { partOf } from '../testing/part-of.js';

async function workbookOf(run?: ComposedRun): Promise<Workbook> {
  return readWorkbook(await renderComposed(excelFormat, run));
}

describe('a workbook of several parts', () => {
  it('has a sheet for each section, in their order', async () => {
    const { worksheets } = await workbookOf();
    const names = worksheets.map(({ name }) => name);
    expect(names).toEqual(['Cover', 'Contents', 'Summary', 'Progress', 'Budget', 'Annexes', 'Parameters']);
  });

  it('begins with what the document is', async () => {
    const { worksheets } = await workbookOf();
    const said = valuesOf(worksheets[0]!).flat().filter(Boolean);
    expect(said).toEqual(expect.arrayContaining(['Annual report 2026', 'DRAFT', 'Region', 'Period']));
    expect(said).not.toContain('Nothing');
  });

  it('lists the sections with links to their sheets', async () => {
    const sheet = partOf(await renderComposed(excelFormat), 'xl/worksheets/sheet2.xml');
    const targets = [...sheet.matchAll(/<hyperlink ref="(\w+)" location="'(\w+)'!A1"/g)];
    expect(targets.map(([, cell, target]) => [cell, target])).toEqual([
      ['A3', 'Summary'],
      ['A4', 'Progress'],
      ['A5', 'Budget'],
      ['A6', 'Annexes'],
    ]);
  });

  it('writes text paragraph by paragraph', async () => {
    const { worksheets } = await workbookOf();
    const rows = valuesOf(worksheets[2]!).map(([text]) => text);
    expect(rows[0]).toBe('Summary');
    expect(rows).toContain('What was done in quarter 2');
    expect(rows).toContain('• Galley');
    const long = rows.findIndex((text) => String(text).startsWith('Outreach teams reached every village'));
    // A height that every reader keeps: two lines of text, where the title has one.
    expect([long + 1, 1].map((row) => worksheets[2]!.getRow(row).height)).toEqual([30, undefined]);
  });

  it('says that a table has no rows', async () => {
    const { worksheets } = await workbookOf();
    expect(valuesOf(worksheets[4]!).flat()).toContain('No rows match');
  });

  it('colours cells by their conditions', async () => {
    const sheet = (await workbookOf()).getWorksheet('Progress')!;
    const colours = new Set<string>();
    sheet.getColumn(7).eachCell(({ fill }) => {
      if (fill?.type === 'pattern' && fill.fgColor?.argb) colours.add(fill.fgColor.argb);
    });
    for (const one of ['FFC8E6C9', 'FFFFECB3', 'FFFFCDD2']) expect(colours).toContain(one);
  });

  it.each([
    ['as the language does', { locale: 'ar' }, true],
    ['as the layout says', { locale: 'ar', content: { ...COMPOSED, direction: 'ltr' } }, false],
    ['as the layout says', { content: { ...COMPOSED, direction: 'rtl' } }, true],
  ] as const)('runs %s on every sheet', async (_, run, isRtl) => {
    const { worksheets } = await workbookOf(run);
    for (const { views } of worksheets) expect(Boolean(views[0]?.rightToLeft)).toBe(isRtl);
  });
});
