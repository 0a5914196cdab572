import { band, dataBand, groupBand, layoutOf, page } from './testing/sample-layout.js';
import { numbers, print } from './testing/print.js';

const BANDS = page([]).bands;

describe('paginate', () => {
  it('prints rows one below the other and goes on on the next page', async () => {
    const device = await print(layoutOf([page([dataBand('Rows', band('[Rows.n]'))])]), { Rows: numbers(10) });

    expect(device.texts()).toEqual([
      ['1', '2', '3', '4', '5', '6', '7', '8'],
      ['9', '10'],
    ]);
  });

  it('repeats page header and footer, prints title and summary once', async () => {
    const bands = {
      ...BANDS,
      report_title: band('Title'),
      page_header: band('Head'),
      column_header: band('Columns'),
      page_footer: band('[Page] of [TotalPages]'),
      report_summary: band('End'),
    };
    const rows = dataBand('Rows', band('[Rows.n]'));
    const device = await print(layoutOf([page([rows], { bands })]), { Rows: numbers(7) });

    expect(device.texts()).toEqual([
      ['Head', 'Title', 'Columns', '1', '2', '3', '4', '1 of 2'],
      ['Head', 'Columns', '5', '6', '7', 'End', '2 of 2'],
    ]);
    expect(device.pages[0]?.items.at(-1)?.frame.y).toBe(80);
  });

  it('prints groups around rows with equal values', async () => {
    const groups = groupBand('Rows.g', band('<[Rows.g]>'), dataBand('Rows', band('[Rows.n]')), {
      footer: band('Sum [Sum([Rows.n])]'),
    });
    const rows = {
      columns: { g: 'string', n: 'integer' },
      rows: [
        ['a', '1'],
        ['a', '2'],
        ['b', '3'],
      ],
    } as const;
    const device = await print(layoutOf([page([groups])]), { Rows: rows });

    expect(device.texts()).toEqual([['<a>', '1', '2', 'Sum 3', '<b>', '3', 'Sum 3']]);
  });
});
