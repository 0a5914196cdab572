import { readObject, readObjects } from '../testing/read-report.js';

const data = (xml: string): string => Buffer.from(xml).toString('base64');
const chart = (xml: string, attributes = '', inner = '') =>
  readObject('chart', `<MSChartObject ChartData="${data(xml)}" ${attributes}>${inner}</MSChartObject>`)
    .design;

const FIXED = `<Chart Palette="Fire"><Series>
  <Series Name="North" ChartType="StackedColumn" Color="Red" IsValueShownAsLabel="True"><Points>
    <DataPoint YValues="1.5" AxisLabel="A"/><DataPoint YValues="2" XValue="7"/><DataPoint IsEmpty="True" YValues="9"/></Points></Series>
  <Series Name="South" LegendText="South side"/></Series>
  <Legends><Legend Docking="Bottom"/></Legends>
  <Titles><Title Text="Sales"/></Titles>
  <ChartAreas><ChartArea><AxisX Title="Month"><LabelStyle Font="Tahoma, 8pt"/></AxisX>
    <AxisY Title="THB"><MajorGrid Enabled="False"/><LabelStyle Format="{0:N0}"/></AxisY></ChartArea></ChartAreas></Chart>`;

describe('MSChartObject', () => {
  it('reads points, look and texts of its settings', () => {
    expect(chart(FIXED)).toMatchObject({
      title: 'Sales',
      legend: 'bottom',
      x_title: 'Month',
      y_title: 'THB',
      grid: false,
      y_format: { kind: 'custom', pattern: 'N0' },
      font: { size: 8 },
      stacking: 'stacked',
      sort: 'none',
      top: null,
      series: [
        {
          name: 'North',
          kind: 'column',
          source: null,
          color: { red: 1, green: 0 },
          show_labels: true,
          points: [
            { x: 'A', y: '1.5' },
            { x: '7', y: '2' },
          ],
        },
        { name: 'South side', kind: 'column', points: [], color: null },
      ],
    });
    expect(chart(FIXED).palette?.[1]).toMatchObject({ red: 1, green: 0, blue: 0 });
  });

  it('feeds series from data, in the order of the settings', () => {
    const design = chart(
      FIXED,
      'DataSource="Sales" AutoSeriesColumn="[Sales.Region]" Filter="1 == 1"',
      `<MSChartSeries Name="other" XValue="[Sales.Month]" YValue1="[Sales.Sum]" SortBy="YValue" SortOrder="Descending"
        Collect="TopN" CollectValue="5" Filter="2 == 2"/>`,
    );
    expect(design).toMatchObject({ sort: '-y', top: 5 });
    expect(design.series[0]).toMatchObject({
      source: 'Sales',
      x: { text: '[Sales.Month]' },
      y: { text: '[Sales.Sum]' },
      split_by: { text: '[Sales.Region]' },
      filter: { text: '(1 == 1) && (2 == 2)' },
      points: [],
    });
    expect(design.series).toHaveLength(1);
    const fixed = chart(FIXED, '', '<MSChartSeries YValue1="[Sales.Sum]"/>');
    expect(fixed.series[1]).toMatchObject({ source: null, y: null });
  });

  it('draws the nearest of what it does not know, and says so', () => {
    const series = (type: string) =>
      `<Series ChartType="${type}"><Points><DataPoint YValues="4,1,2,3"/></Points></Series>`;
    const xml = `<Chart><Series>${['Candlestick', 'Radar', 'Funnel', 'Sunburst'].map(series).join('')}</Series>
      <ChartAreas><ChartArea><Area3DStyle Enable3D="True"/></ChartArea></ChartAreas></Chart>`;
    expect(chart(xml).series.map(({ kind, points }) => [kind, points[0]?.y])).toEqual([
      ['line', '3'],
      ['line', '4'],
      ['bar', '4'],
      ['column', '4'],
    ]);
    const { missing } = readObjects(`<MSChartObject ChartData="${data(xml)}"/>`);
    expect(missing).toMatchObject({
      'MSChartObject.Candlestick': 'a line of the closing values',
      'MSChartObject.Radar': 'drawn as a line',
      'MSChartObject.Funnel': 'drawn as bars',
      'MSChartObject.Sunburst': 'drawn as columns',
      'MSChartObject.Area3DStyle': 'drawn flat',
    });
  });

  it.each(['', data('<Chart>'), data('<!DOCTYPE Chart><Chart/>'), 'no base64!'])(
    'is empty where its settings cannot be read (%s)',
    (settings) => {
      const { objects, missing } = readObjects(`<MSChartObject ChartData="${settings}"/>`);
      expect(objects).toMatchObject([{ kind: 'chart', design: { series: [] } }]);
      expect(missing).toHaveProperty(['MSChartObject.ChartData']);
    },
  );
});
