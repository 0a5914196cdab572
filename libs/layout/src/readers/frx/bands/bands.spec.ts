import { dataOf, missingOf, pageOf, readBands, readReport } from '../testing/read-report.js';

const round = (value: number | undefined): number => Math.round((value ?? NaN) * 100) / 100;

describe('ReportPage', () => {
  it('is A4 with margins of 10 mm unless it says otherwise', () => {
    const { page } = readBands('');
    expect([page.size?.width, page.size?.height, page.margin.left].map(round)).toEqual([
      595.28, 841.89, 28.35,
    ]);
    expect(page).toMatchObject({
      orientation: 'portrait',
      mirror_margins: false,
      columns: { count: 1 },
      unlimited_height: false,
      is_subreport: false,
      title_before_header: true,
      watermark: null,
      visible: null,
      body: [],
    });
  });

  it('reads what it may say', () => {
    const layout = readReport(
      `<ReportPage Name="P" Landscape="true" PaperWidth="297" PaperHeight="210" RawPaperSize="9" LeftMargin="20" MirrorMargins="true"
        Columns.Count="2" Columns.Width="90" Columns.Positions="0,95.5" UnlimitedHeight="true" StartOnOddPage="true" ResetPageNumber="true"
        PrintOnPreviousPage="true" TitleBeforeHeader="false" VisibleExpression="[Page] == 1"
        Watermark.Enabled="true" Watermark.Text="DRAFT [Page]" Watermark.Font="Arial, 40pt" Watermark.TextFill.Color="71, 128, 128, 128"
        Watermark.TextRotation="Horizontal" Watermark.ShowTextOnTop="false" Watermark.Image="AQID" Watermark.ImageTransparency="0.3"/>`,
    );
    const page = pageOf(layout, 0);
    expect(
      [page.size?.width, page.margin.left, page.columns.width, page.columns.positions[1]].map(round),
    ).toEqual([841.89, 56.69, 255.12, 270.71]);
    expect(page).toMatchObject({
      orientation: 'landscape',
      mirror_margins: true,
      columns: { count: 2 },
      unlimited_height: true,
      start_on_odd_page: true,
      reset_page_number: true,
      print_on_previous_page: true,
      title_before_header: false,
      visible: { text: '[Page] == 1' },
      watermark: {
        text: { text: 'DRAFT [Page]' },
        font: { size: 40 },
        fill: { kind: 'solid', color: { alpha: 71 / 255 } },
        rotation: 'horizontal',
        on_top: false,
        image: Buffer.from([1, 2, 3]),
        image_transparency: 0.3,
      },
    });
    expect(layout.unsupported).toEqual([]);
  });

  it('is printed by a subreport alone when one shows it', () => {
    const layout = readReport(
      `<ReportPage Name="A"><DataBand><SubreportObject ReportPage="B"/></DataBand></ReportPage><ReportPage Name="B"/><ReportPage Name="C" Visible="false"/>`,
    );
    expect([0, 1, 2].map((at) => pageOf(layout, at).is_subreport)).toEqual([false, true, false]);
    expect(pageOf(layout, 2).visible?.text).toBe('false');
  });
});

describe('bands', () => {
  it('reads those that stand once, each with its child', () => {
    const { page } = readBands(
      `<ReportTitleBand Name="Title" Height="100" CanGrow="true"><ChildBand Name="C1" Height="20" FillUnusedSpace="true" CompleteToNRows="5" PrintIfDatabandEmpty="true"><ChildBand Name="C2"/></ChildBand></ReportTitleBand>
       <PageHeaderBand Name="PH"/><ColumnHeaderBand Name="CH"/><ColumnFooterBand Name="CF"/><ReportSummaryBand Name="RS" KeepChild="true"/>
       <PageFooterBand Name="PF" Fill.Color="Red" PrintOn="LastPage"/><OverlayBand Name="OV"/>`,
    );
    expect(page.bands).toMatchObject({
      report_title: {
        name: 'Title',
        height: 75,
        can_grow: true,
        child: {
          name: 'C1',
          height: 15,
          fill_unused_space: true,
          complete_to_rows: 5,
          print_if_data_empty: true,
          child: { name: 'C2' },
        },
      },
      page_header: { name: 'PH', objects: [] },
      column_header: { name: 'CH' },
      column_footer: { name: 'CF' },
      report_summary: { name: 'RS', keep_child: true },
      page_footer: {
        name: 'PF',
        box: { fill: { kind: 'solid' } },
        print_on: { last_page: true, first_page: false },
      },
      overlay: { name: 'OV' },
    });
  });

  it('reads a data band with header, footer, sort and details', () => {
    const { page, layout } = readBands(
      `<DataBand Name="Master" DataSource="Orders" Filter="[Orders.Total] &gt; 0" KeepDetail="true" KeepTogether="true" MaxRows="10"
         PrintIfDetailEmpty="true" PrintIfDatasourceEmpty="true" CanBreak="true" StartNewPage="true" FirstRowStartsNewPage="false"
         Columns.Count="3" Columns.Width="100" Columns.Layout="DownThenAcross" Columns.MinRowCount="4" OutlineExpression="[Orders.ID]">
         <TextObject/><DataHeaderBand Name="H" RepeatOnEveryPage="true"/><DataFooterBand Name="F" PrintOnBottom="true"/>
         <Sort><Sort Expression="[Orders.ID]" Descending="true"/><Sort Expression="[Orders.Total]"/></Sort>
         <DataBand Name="Detail" DataSource="Lines" Relation="R" IdColumn="Lines.ID" ParentIdColumn="Lines.Parent" Indent="20"/>
         <DataBand Name="Blank" RowCount="3"/></DataBand>`,
      '<Dictionary><TableDataSource Name="Orders"/><TableDataSource Name="Lines"/></Dictionary>',
    );
    expect(layout.unsupported).toEqual([]);
    expect(dataOf(page.body[0])).toMatchObject({
      name: 'Master',
      source: 'Orders',
      filter: { text: '[Orders.Total] > 0' },
      keep_detail: true,
      keep_together: true,
      max_rows: 10,
      print_if_detail_empty: true,
      print_if_source_empty: true,
      columns: { count: 3, width: 75, layout: 'down_then_across', min_rows: 4 },
      sort: [{ value: { text: '[Orders.ID]' }, descending: true }, { descending: false }],
      band: {
        can_break: true,
        start_new_page: true,
        first_row_starts_new_page: false,
        outline: { text: '[[Orders.ID]]' },
        objects: [{ kind: 'text' }],
      },
      header: { name: 'H', repeat_on_every_page: true },
      footer: { name: 'F', print_on_bottom: true },
      details: [
        { name: 'Detail', relation: 'R', hierarchy: { id: { text: '[Lines.ID]' }, indent: 15 } },
        { name: 'Blank', source: null, row_count: 3 },
      ],
    });
  });

  it('nests groups around data', () => {
    const { page, layout } = readBands(
      `<GroupHeaderBand Name="G1" Condition="[O.Customer]" KeepTogether="true" KeepWithData="true" ResetPageNumber="true">
         <GroupHeaderBand Name="G2" Condition="[O.Year]" SortOrder="None"><DataBand Name="D" DataSource="O"/><DataHeaderBand Name="DH"/>
           <GroupFooterBand Name="GF2"/></GroupHeaderBand>
         <GroupFooterBand Name="GF1" KeepWithData="true"/></GroupHeaderBand>
       <GroupHeaderBand Name="Empty" Condition="[O.X]"/>`,
      '<Dictionary><TableDataSource Name="O"/></Dictionary>',
    );
    expect(page.body).toMatchObject([
      {
        kind: 'group',
        name: 'G1',
        condition: { text: '[O.Customer]' },
        sort: 'asc',
        keep_together: true,
        keep_with_data: true,
        footer_keep_with_data: true,
        header: { name: 'G1', reset_page_number: true },
        footer: { name: 'GF1' },
        body: {
          kind: 'group',
          name: 'G2',
          sort: 'none',
          footer: { name: 'GF2' },
          body: { kind: 'data', name: 'D', header: { name: 'DH' } },
        },
      },
    ]);
    expect(missingOf(layout)).toEqual({
      'GroupHeaderBand.DataHeaderBand': 'printed around the rows of every group',
    });
  });

  it('lets a band that scripts feed print what it can', () => {
    const { layout } = readBands(
      '<DataBand ManualBuildEvent="X" CollectChildRows="true" KeepSummary="false"/>',
    );
    expect(Object.keys(missingOf(layout))).toEqual([
      'DataBand.ManualBuildEvent',
      'DataBand.CollectChildRows',
    ]);
  });
});
