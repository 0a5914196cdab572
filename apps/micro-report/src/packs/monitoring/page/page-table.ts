import type { ReportWords, SectionTable, TableColumn, TableRow } from '@galley/pack-monitoring/donor-report';
import { escaped } from './html.js';
import { cellText } from './page-figures.js';

/** The rows of a section; on a phone each becomes a card, whose lines are named by the columns. */
export function tableHtml(table: SectionTable, title: string, words: ReportWords, locale: string): string {
  const shown = table.columns.flatMap((column) =>
    column.label === null ? [] : [{ column, label: words.columns[column.label] }],
  );
  const head = shown.map(
    ({ column, label }) => `<th scope="col"${isFigure(column) ? ' class="n"' : ''}>${escaped(label)}</th>`,
  );
  const rows = table.rows.map((row) => {
    const cells = shown.map(({ column, label }) => cellHtml(row, column, label, locale));
    const isSum = table.total_mark !== null && row[table.total_mark] === 'yes';
    return `<tr${isSum ? ' class="sum"' : ''}>${cells.join('')}</tr>`;
  });
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escaped(title)}"><table>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>`;
}

function cellHtml(row: TableRow, column: TableColumn, label: string, locale: string): string {
  const text = row[column.name] ?? null;
  const look = isFigure(column) ? ' class="n"' : column.width === null ? '' : ' class="w"';
  const open = `<td data-label="${escaped(label)}"${look}>`;
  if (text === null) return `${open}</td>`;
  const shown = escaped(cellText(text, column, locale)).replaceAll('\n', '<br>');
  // The word says what the colour says.
  const light = column.name === 'light' ? (row.light_code ?? 'grey') : null;
  return `${open}${light === null ? `<bdi>${shown}</bdi>` : `<span class="light ${escaped(light)}">${shown}</span>`}</td>`;
}

function isFigure({ type }: TableColumn): boolean {
  return type === 'decimal' || type === 'integer';
}
