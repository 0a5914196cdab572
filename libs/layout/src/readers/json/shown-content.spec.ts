import type { TableDesign } from '../../model/table-design.js';
import type { LayoutHints } from '../contract.js';
import { readLayout } from '../read-layout.js';

function tables(content: unknown, parts: LayoutHints['parts']): TableDesign[] {
  const hints = { signature_config: null, orientation: 'auto', locale: 'en', parts } as const;
  return readLayout(JSON.stringify(content), hints as LayoutHints).sections.flatMap((section) =>
    section.kind === 'table' ? [section.design] : [],
  );
}

const CONTENT = {
  title: 'Settlement',
  sections: [
    {
      columns: [
        'meter',
        { field: 'opening', shown_if: 'meter_data' },
        { field: 'rate', shown_if: 'pricing' },
      ],
      totals: ['opening', 'amount'],
      charts: [{ x: 'meter', y: 'amount', shown_if: 'pricing' }],
    },
    { dataset: 'adjustments', shown_if: 'adjustments', columns: ['type'] },
  ],
};

describe('the optional parts of a JSON layout', () => {
  it('are shown where nobody switches them off', () => {
    for (const parts of [undefined, {}, { pricing: true, adjustments: [30, 60], other: false }]) {
      const [lines, adjustments] = tables(CONTENT, parts);
      expect(lines?.columns.map(({ field }) => field)).toEqual(['meter', 'opening', 'rate']);
      expect(lines?.charts).toHaveLength(1);
      expect(adjustments?.source).toBe('adjustments');
    }
  });

  it('lose columns, their totals, charts and sections that are switched off', () => {
    const [lines, ...more] = tables(CONTENT, { meter_data: false, pricing: null, adjustments: [] });
    expect(lines?.columns.map(({ field }) => field)).toEqual(['meter']);
    expect(lines?.totals).toEqual([{ column: 'amount', aggregate: 'sum' }]);
    expect(lines?.charts).toEqual([]);
    expect(more).toEqual([]);
  });

  it('lose all charts, all totals or all tables at once', () => {
    expect(tables(CONTENT, { include_charts: false })[0]).toMatchObject({ charts: [], show_rows: true });
    expect(tables(CONTENT, { include_summary: false })[0]).toMatchObject({ totals: [], show_rows: true });
    const [only, ...more] = tables(CONTENT, { include_tables: false });
    expect(only).toMatchObject({ show_rows: false });
    expect(only?.charts).toHaveLength(1);
    expect(more).toEqual([]);
  });

  it('leave a title when everything is switched off', () => {
    const all = tables(CONTENT, { include_tables: false, include_charts: false });
    expect(all).toMatchObject([{ title: 'Settlement', show_rows: false, charts: [] }]);
    expect(tables({ columns: ['a'] }, { include_tables: false })).toMatchObject([{ show_rows: false }]);
  });
});
