/** A layout made to hurt, and what may become of it: refused when saved, failed when run, or printed within bounds. */
export interface HostileTemplate {
  readonly name: string;
  readonly content: () => string;
}

const WORD = 80_000;
const COLUMNS = 10_000;
const DEPTH = 5_000;

/** A FastReport page with these bands; `below` stands under the report's root. */
const frx = (bands: string, below = ''): string =>
  `<?xml version="1.0" encoding="utf-8"?><Report>${below}<Dictionary><TableDataSource Name="Stock" DataType="System.Int32" Enabled="true"><Column Name="product" DataType="System.String"/></TableDataSource></Dictionary><ReportPage Name="Page1">${bands}</ReportPage></Report>`;

const title = (objects: string): string =>
  `<ReportTitleBand Name="T" Width="718" Height="40" CanGrow="true">${objects}</ReportTitleBand>`;

const text = (words: string, attributes = ''): string =>
  `<TextObject Name="X" Width="200" Height="20" CanGrow="true" Text="${words}" ${attributes}/>`;

/** The head of a PNG that claims to be `side` pixels square, with nothing behind it. */
function pngClaiming(side: number): string {
  const header = Buffer.alloc(33);
  header.write('\x89PNG\r\n\x1a\n', 0, 'latin1');
  header.writeUInt32BE(13, 8);
  header.write('IHDR', 12, 'latin1');
  header.writeUInt32BE(side, 16);
  header.writeUInt32BE(side, 20);
  header[24] = 8;
  header[25] = 6;
  return header.toString('base64');
}

const report = (more: object): string => JSON.stringify({ title: 'Hostile', ...more });

export const HOSTILE_TEMPLATES: readonly HostileTemplate[] = [
  {
    name: 'an entity bomb',
    content: () =>
      `<?xml version="1.0"?><!DOCTYPE Report [<!ENTITY a "${'x'.repeat(100)}">${Array.from({ length: 20 }, (_, n) => `<!ENTITY ${String.fromCharCode(98 + n)} "${`&${String.fromCharCode(97 + n)};`.repeat(10)}">`).join('')}]>${frx(title(text('&u;'))).slice(38)}`,
  },
  {
    name: 'an external entity',
    content: () =>
      `<?xml version="1.0"?><!DOCTYPE Report [<!ENTITY secret SYSTEM "file:///etc/passwd">]><Report><ReportPage Name="P">${title(text('&secret;'))}</ReportPage></Report>`,
  },
  {
    name: 'bands nested five thousand deep',
    content: () =>
      frx(
        '<DataBand Name="D" Width="700" Height="10" RowCount="2">'.repeat(DEPTH) +
          '</DataBand>'.repeat(DEPTH),
      ),
  },
  {
    name: 'data bands that multiply to 10^12 rows',
    content: () =>
      frx(
        '<DataBand Name="D" Width="700" Height="10" RowCount="1000000">'.repeat(2) + '</DataBand>'.repeat(2),
      ),
  },
  {
    name: 'an expression of 20,000 brackets',
    content: () => frx(title(text(`[${'('.repeat(20_000)}1${')'.repeat(20_000)}]`))),
  },
  {
    name: 'an expression of 100,000 sums',
    content: () => frx(title(text(`[1${'+1'.repeat(100_000)}]`))),
  },
  {
    name: 'text that doubles forty times',
    content: () =>
      frx(
        title(
          text(`[${'Replace('.repeat(40)}&quot;a&quot;${', &quot;a&quot;, &quot;aa&quot;)'.repeat(40)}]`),
        ),
      ),
  },
  {
    name: 'a number raised beyond all bounds',
    content: () => frx(title(text('[Math.Pow(Math.Pow(Math.Pow(9, 999999), 999999), 999999)]'))),
  },
  {
    name: 'a way to the prototype',
    content: () => frx(title(text('[Value.constructor.constructor(&quot;return process&quot;)()]'))),
  },
  {
    name: 'a script block that never ends',
    content: () => frx(title(text('fine')), '<ScriptText>while(true){}</ScriptText>'),
  },
  {
    name: `a word of ${WORD} characters`,
    content: () => frx(title(text('x'.repeat(WORD)))),
  },
  {
    name: `a word of ${WORD} characters in a column one point wide`,
    content: () =>
      frx(title(`<TextObject Name="X" Width="2" Height="20" CanGrow="true" Text="${'x'.repeat(WORD)}"/>`)),
  },
  {
    name: 'a picture of four thousand megapixels',
    content: () =>
      frx(title(`<PictureObject Name="P" Width="100" Height="100" Image="${pngClaiming(65_000)}"/>`)),
  },
  {
    name: 'a font of a million points',
    content: () => frx(title(text('large', 'Font="Arial, 1000000pt"'))),
  },
  {
    name: 'a band taller than any page',
    content: () =>
      frx(`<DataBand Name="D" Width="700" Height="10000000" RowCount="3">${text('tall')}</DataBand>`),
  },
  {
    name: 'a page without room for anything',
    content: () =>
      '<Report><ReportPage Name="P" PaperWidth="1" PaperHeight="1"><DataBand Name="D" Width="700" Height="100" RowCount="50"><TextObject Name="X" Width="100" Height="100" Text="no room"/></DataBand></ReportPage></Report>',
  },
  {
    name: 'a subreport that prints itself',
    content: () =>
      '<Report><ReportPage Name="P"><DataBand Name="D" Width="700" Height="40" RowCount="2"><SubreportObject Name="S" Width="400" Height="20" ReportPage="P"/></DataBand></ReportPage></Report>',
  },
  {
    name: 'a barcode of a megabyte',
    content: () =>
      frx(
        title(
          `<BarcodeObject Name="B" Width="200" Height="80" Text="${'9'.repeat(1_000_000)}" Barcode="QR Code"/>`,
        ),
      ),
  },
  {
    name: `${COLUMNS} columns in JSON`,
    content: () => report({ columns: Array.from({ length: COLUMNS }, (_, n) => ({ field: `c${n}` })) }),
  },
  {
    name: 'JSON nested a hundred thousand deep',
    content: () => `{"sections":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  },
  {
    name: 'a prototype in JSON',
    content: () => '{"__proto__":{"polluted":true},"columns":[{"field":"constructor"}]}',
  },
  {
    name: 'a condition that never ends',
    content: () =>
      report({
        columns: [{ field: 'product', when: [{ if: `${'!'.repeat(50_000)}true`, style: { bold: true } }] }],
      }),
  },
];
