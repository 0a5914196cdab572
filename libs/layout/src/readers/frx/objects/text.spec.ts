import { missingOf, readBands, readObject, readObjects } from '../testing/read-report.js';

const text = (attributes: string, inner = '') =>
  readObject('text', `<TextObject Name="A" ${attributes}>${inner}</TextObject>`);

describe('TextObject', () => {
  it('stands where it was drawn, in points', () => {
    expect(text('Left="10" Top="20" Width="100" Height="20"')).toMatchObject({
      left: 7.5,
      top: 15,
      width: 75,
      height: 15,
    });
  });

  it("has FastReport's defaults", () => {
    expect(text('')).toMatchObject({
      markup: 'plain',
      format: { kind: 'general' },
      duplicates: 'show',
      can_break: true,
      can_grow: false,
      shift: 'always',
      anchor: { left: true, top: true, right: false, bottom: false },
      dock: 'none',
      visible: null,
      print_on: null,
      link: null,
      look: {
        font: { family: 'Arial', size: 10 },
        text_fill: { kind: 'solid', color: { red: 0, alpha: 1 } },
        align: 'left',
        vertical: 'top',
        padding: { left: 1.5, top: 0, right: 1.5, bottom: 0 },
        wrap: true,
        angle: 0,
        line_spacing: 1,
      },
    });
  });

  it('reads what it may say', () => {
    const read = text(
      'HorzAlign="Justify" VertAlign="Bottom" Padding="4, 8, 0, 0" Angle="-90" WordWrap="false" Underlines="true" ' +
        'AutoShrink="FontSize" RightToLeft="true" HideZeros="true" HideValue="-" NullValue="none" Duplicates="Merge" ' +
        'CanBreak="false" ProcessAt="GroupFinished" CanGrow="true" CanShrink="true" GrowToBottom="true" ' +
        'ShiftMode="WhenOverlapped" Anchor="Top, Right" Dock="Fill" TextRenderType="HtmlTags"',
    );
    expect(read).toMatchObject({
      markup: 'html',
      hide_zeros: true,
      hide_value: '-',
      null_text: 'none',
      duplicates: 'merge',
      can_break: false,
      process_at: 'group',
      can_grow: true,
      can_shrink: true,
      grow_to_bottom: true,
      shift: 'when_overlapped',
      anchor: { left: false, top: true, right: true, bottom: false },
      dock: 'fill',
      look: {
        align: 'justify',
        vertical: 'bottom',
        padding: { left: 3, top: 6, right: 0, bottom: 0 },
        angle: 270,
        wrap: false,
        underlines: true,
        auto_shrink: true,
        direction: 'rtl',
      },
    });
  });

  it('takes brackets for expressions unless told not to', () => {
    expect(text('Text="Page [Page] of [TotalPages]"').text.references.map((one) => one.text)).toEqual([
      'Page',
      'TotalPages',
    ]);
    expect(text('Text="[Page]" AllowExpressions="false"').text.is_dynamic).toBe(false);
    expect(text('Text="[Page] &lt;Date&gt;" Brackets="&lt;,&gt;"').text.references).toMatchObject([
      { text: 'Date' },
    ]);
  });

  it.each([
    ['Format="Date" Format.Format="d"', { kind: 'date', pattern: 'd' }],
    ['Format="Time" Format.Format="HH:mm"', { kind: 'time', pattern: 'HH:mm' }],
    ['Format="Custom" Format.Format="#,##0.0"', { kind: 'custom', pattern: '#,##0.0' }],
    [
      'Format="Boolean" Format.TrueText="yes" Format.FalseText="no"',
      { kind: 'boolean', yes: 'yes', no: 'no' },
    ],
    [
      'Format="Currency" Format.CurrencySymbol="$"',
      { kind: 'currency', currency: null, digits: null, decimal: null },
    ],
    [
      'Format="Currency" Format.UseLocale="false" Format.DecimalDigits="2" Format.DecimalSeparator="," Format.GroupSeparator="." Format.CurrencySymbol="€" Format.PositivePattern="3" Format.NegativePattern="8"',
      { kind: 'currency', digits: 2, decimal: ',', group: '.', currency: '€', positive: 3, negative: 8 },
    ],
    ['Format="Number" Format.DecimalDigits="3"', { kind: 'number', digits: 3 }],
    ['Format="Percent" Format.UseLocale="false"', { kind: 'percent', digits: null }],
  ])('reads %s', (attributes, format) => {
    expect(text(attributes).format).toMatchObject(format);
  });

  it('reads a format for each of its expressions', () => {
    const read = text(
      'Text="[Page] [Date]"',
      '<Formats><NumberFormat DecimalDigits="1"/><DateFormat Format="d"/><GeneralFormat/></Formats>',
    );
    expect(read.format).toMatchObject({ kind: 'number', digits: 1 });
    expect(read.further_formats).toEqual([{ kind: 'date', pattern: 'd' }, { kind: 'general' }]);
    expect(text('Text="[Page]"').further_formats).toBeUndefined();
    const scope = {
      locale: 'en',
      currency: null,
      now: { iso: '2026-01-01', has_time: false },
      lookup: () => 'v',
    };
    expect(read.text.evaluate(scope, (value, at) => `${String(value)}${at}`)).toBe('v0 v1');
  });

  it('reads highlights with their own defaults', () => {
    const read = text(
      'Text="[Page]"',
      '<Highlight><Condition Expression="Value &gt; 3000" Fill.Color="Gold" ApplyFill="true"/>' +
        '<Condition Expression="Value == 1" ApplyTextFill="false" Font="Arial, 12pt, style=Bold" ApplyFont="true" Visible="false"/></Highlight>',
    );
    expect(read.highlights).toMatchObject([
      {
        when: { text: 'Value > 3000' },
        fill: { kind: 'solid' },
        text_fill: { color: { red: 1 } },
        font: null,
        visible: true,
      },
      { fill: null, text_fill: null, font: { size: 12, bold: true }, visible: false },
    ]);
  });

  it('links to addresses, expressions and bookmarks', () => {
    expect(text('Hyperlink.Value="https://x.example"').link?.text).toBe('https://x.example');
    expect(text('Hyperlink.Expression="[Page]"').link?.is_dynamic).toBe(true);
    expect(text('Hyperlink.Kind="Bookmark" Hyperlink.Value="total"').link?.text).toBe('#total');
    expect(text('Bookmark="&quot;total&quot;"').bookmark?.text).toBe('["total"]');
  });

  it('is hidden, or shown under conditions', () => {
    expect(text('Visible="false"').visible?.text).toBe('false');
    expect(text('Printable="false"').visible?.text).toBe('false');
    expect(text('VisibleExpression="[Page] == 1"').visible?.text).toBe('[Page] == 1');
    expect(text('VisibleExpression="[Page] == 1" PrintableExpression="true"').visible?.text).toBe(
      '([Page] == 1) && (true)',
    );
    expect(text('PrintOn="RepeatedBand"').print_on).toMatchObject({
      original: false,
      repeated: true,
      odd_pages: true,
    });
    expect(text('PrintOn="OddPages, EvenPages, LastPage"').print_on).toMatchObject({
      first_page: false,
      last_page: true,
      original: true,
    });
  });

  it('prints as written what it cannot parse, and says so', () => {
    const { objects, missing } = readObjects(
      '<TextObject Text="[1 +] units" VisibleExpression="[Page] =="/>',
    );
    expect(objects[0]).toMatchObject({ text: { text: '[1 +] units', is_dynamic: false }, visible: null });
    expect(missing).toEqual({
      'TextObject.Text': 'not understood; printed as it is written',
      'TextObject.VisibleExpression': 'not understood; as if it were not written',
    });
  });

  it('says what nothing declares', () => {
    const read = readObjects('<TextObject Text="Total: [total]"/>');
    expect(read.missing).toEqual({ '[total]': 'no such name; empty' });
  });

  it('prints rich text plain, HTML as HTML', () => {
    const rtf = String.raw`{\rtf1\ansi{\fonttbl{\f0 Arial;}}\pard\b Dear\b0  [Page]\par caf\'e9 \u8364? {\*\hidden x}done}`;
    const { objects, missing } = readObjects(
      `<RichObject Text="${rtf}"/><HtmlObject Text="&lt;b&gt;x&lt;/b&gt;"/>`,
    );
    expect(objects).toMatchObject([
      { kind: 'text', markup: 'plain', text: { text: 'Dear [Page]\ncafé € done' } },
      { kind: 'text', markup: 'html', text: { text: '<b>x</b>' } },
    ]);
    expect(missing).toEqual({ RichObject: 'printed as plain text' });
  });

  it('lists events and scripts by name', () => {
    const { layout } = readBands(
      '<ReportTitleBand><TextObject BeforePrintEvent="Text1_BeforePrint"/><MapObject/><MapObject/></ReportTitleBand>',
      '<ScriptText>class X {}</ScriptText>',
    );
    expect(missingOf(layout)).toEqual({
      'TextObject.BeforePrintEvent': expect.stringContaining('never run'),
      ScriptText: expect.stringContaining('never run'),
      MapObject: 'not printed',
    });
    expect(layout.unsupported.find(({ element }) => element === 'MapObject')?.count).toBe(2);
  });
});
