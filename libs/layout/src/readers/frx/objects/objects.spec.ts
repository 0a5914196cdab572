import { readObject, readObjects } from '../testing/read-report.js';

describe('LineObject', () => {
  it('runs along its longer side, or across', () => {
    expect(
      readObject('line', '<LineObject Width="100" Height="8" Border.Width="2" Border.Style="Dot"/>'),
    ).toMatchObject({
      diagonal: false,
      width: 75,
      height: 0,
      stroke: { width: 1.5, style: 'dot' },
      box: { border: null },
    });
    const across =
      '<LineObject Width="40" Height="-80" Diagonal="true" StartCap.Style="Arrow" EndCap.Style="Diamond"/>';
    expect(readObject('line', across)).toMatchObject({
      width: 30,
      height: -60,
      diagonal: true,
      start_cap: 'arrow',
      end_cap: 'diamond',
    });
  });
});

describe('ShapeObject and PolygonObject', () => {
  it('has an outline and no border', () => {
    const shape =
      '<ShapeObject Width="80" Height="40" Shape="RoundRectangle" Fill.Color="Red" Border.Color="Blue" Border.Lines="All"/>';
    expect(readObject('shape', shape)).toMatchObject({
      shape: 'round_rectangle',
      curve: 3.75,
      box: { fill: { kind: 'solid' }, border: null },
      stroke: { color: { blue: 1 }, width: 0.75 },
    });
  });

  it('reads corners as fractions', () => {
    const polygon =
      '<PolygonObject Width="100" Height="100" CenterX="50" CenterY="50" PolyPoints_v2="-50\\-50\\0|50\\-50\\1|0\\50\\1"/>';
    const slashes = '<PolygonObject Width="100" Height="50" PolyPoints="0/0|100/25"/>';
    expect(readObject('shape', slashes).points).toEqual([
      [0, 0],
      [1, 0.5],
    ]);
    expect(readObject('shape', polygon).points).toEqual([
      [0, 0],
      [1, 0],
      [0.5, 1],
    ]);
  });
});

describe('PolyLineObject', () => {
  it('is a line from corner to corner', () => {
    const line =
      '<PolyLineObject Left="10" Top="20" Width="100" Height="60" CenterX="0" CenterY="60" PolyPoints_v2="0/0|40/-60|100/-20" Border.Width="2"/>';
    expect(readObjects(line).objects).toMatchObject([
      { kind: 'line', left: 7.5, top: 60, width: 30, height: -45, diagonal: true, stroke: { width: 1.5 } },
      { kind: 'line', left: 37.5, top: 15, width: 45, height: 30 },
    ]);
  });
});

describe('PictureObject', () => {
  it('comes from a column or from the template itself', () => {
    expect(
      readObject('picture', '<PictureObject DataColumn="Staff.Photo" SizeMode="StretchImage" Angle="90"/>'),
    ).toMatchObject({
      source: { kind: 'expression', value: { text: '[Staff.Photo]' } },
      fit: 'stretch',
      angle: 90,
    });
    expect(
      readObject(
        'picture',
        '<PictureObject Image="AQID" Transparency="0.5" Grayscale="true" SizeMode="Normal"/>',
      ),
    ).toMatchObject({
      source: { kind: 'inline', bytes: Buffer.from([1, 2, 3]) },
      transparency: 0.5,
      grayscale: true,
      fit: 'natural',
      align: 'left',
      vertical: 'top',
    });
  });

  it('reads no files: the frame stays', () => {
    const { objects, missing } = readObjects(
      '<PictureObject ImageLocation="C:\\logo.png" Width="40" Height="40" Border.Lines="All"/>',
    );
    expect(objects).toMatchObject([{ kind: 'shape', width: 30, stroke: { width: 0.75 } }]);
    expect(missing).toHaveProperty(['PictureObject.ImageLocation']);
  });
});

describe('CheckBoxObject', () => {
  it('is checked by itself, a column or an expression', () => {
    expect(readObject('checkbox', '<CheckBoxObject/>')).toMatchObject({ value: null, checked: true });
    expect(
      readObject(
        'checkbox',
        '<CheckBoxObject Checked="false" DataColumn="P.Gone" CheckedSymbol="Cross" UncheckedSymbol="Minus" CheckColor="Red" HideIfUnchecked="true"/>',
      ),
    ).toMatchObject({
      value: { text: '[P.Gone]' },
      checked: false,
      checked_symbol: 'cross',
      unchecked_symbol: 'minus',
      color: { red: 1 },
      hide_if_unchecked: true,
    });
    expect(readObject('checkbox', '<CheckBoxObject Expression="1 == 1"/>').value?.text).toBe('1 == 1');
  });
});

describe('TableObject', () => {
  it('reads columns, rows, spans and what stands in cells', () => {
    const table = readObject(
      'table',
      `<TableObject Name="T"><TableColumn Width="100" AutoSize="true" MinWidth="20"/><TableColumn/>
       <TableRow Height="40"><TableCell Text="a" ColSpan="2"><CheckBoxObject Left="4"/></TableCell><TableCell/></TableRow>
       <TableRow AutoSize="true"><TableCell Text="[Page]" RowSpan="3" Font="Arial, 7pt"/></TableRow></TableObject>`,
    );
    expect(table.columns.map(({ width, auto_size, min }) => [Math.round(width), auto_size, min])).toEqual([
      [75, true, 15],
      [50, false, 0],
    ]);
    expect(table.rows).toMatchObject([
      {
        height: 30,
        auto_size: false,
        cells: [
          {
            column_span: 2,
            row_span: 1,
            text: { text: { text: 'a' } },
            objects: [{ kind: 'checkbox', left: 3 }],
          },
          { objects: [] },
        ],
      },
      { auto_size: true, cells: [{ row_span: 3, text: { look: { font: { size: 7 } } } }] },
    ]);
  });
});

describe('MatrixObject', () => {
  it('reads levels, measures and the grid', () => {
    const { design } = readObject(
      'matrix',
      `<MatrixObject DataSource="M" Filter="1 == 1" AutoSize="false" CellsSideBySide="true" Layout="DownThenAcross">
        <MatrixColumns><Header Expression="[M.Year]" Sort="Descending" TotalsFirst="true"/></MatrixColumns>
        <MatrixRows><Header Expression="[M.Name]"/><Header Expression="[M.Month]" Totals="false" Sort="None"/></MatrixRows>
        <MatrixCells><Cell Expression="[M.Revenue]"/><Cell Expression="[M.Sold]" Function="Avg" Percent="RowTotal"/></MatrixCells>
        <TableColumn Width="100"/><TableRow Height="20"><TableCell Text="[Year]" AllowExpressions="false"/></TableRow>
      </MatrixObject>`,
    );
    expect(design).toMatchObject({
      source: 'M',
      filter: { text: '1 == 1' },
      auto_size: false,
      measures_side_by_side: true,
      flow: 'down',
      repeat_headers: true,
      columns: [{ value: { text: '[M.Year]' }, sort: 'desc', has_total: true, totals_first: true }],
      rows: [{ sort: 'asc' }, { has_total: false, sort: 'none' }],
      measures: [
        { aggregate: 'sum', percent_of: 'none' },
        { aggregate: 'avg', percent_of: 'row_total' },
      ],
      grid: {
        columns: [{ width: 75 }],
        rows: [{ height: 15, cells: [{ text: { text: { is_dynamic: false } } }] }],
      },
    });
  });
});

describe('further objects', () => {
  it('reads subreports, zip codes and containers', () => {
    const { objects, missing } = readObjects(
      `<SubreportObject ReportPage="Page2" PrintOnParent="true"/><SubreportObject/>
       <ZipCodeObject Expression="[Page]" SegmentCount="5"/>
       <ContainerObject Left="40" Top="20" Width="100" Height="100"><TextObject Left="4" Top="8" Text="inside"/></ContainerObject>
       <CellularTextObject Text="1234"/><SparklineObject/><Mystery/>`,
    );
    expect(objects).toMatchObject([
      { kind: 'subreport', page: 'Page2', print_on_parent: true },
      { kind: 'zipcode', segments: 5, text: { text: '[[Page]]' } },
      { kind: 'shape', left: 30, stroke: { width: 0 } },
      { kind: 'text', left: 33, top: 21 },
      { kind: 'text' },
    ]);
    expect(Object.keys(missing).sort()).toEqual(['CellularTextObject', 'Mystery', 'SparklineObject']);
  });
});
