import { readTextRows, type DatasetStream } from '@galley/dataset';

/** Members of a section in `content`, by the columns of `monitoring.report_snapshot` that hold them as JSON or as text. */
const SECTION = {
  id: 'text',
  order_index: 'json',
  kind: 'text',
  title: 'text',
  body: 'text',
  config: 'json',
  rows: 'json',
} as const;

/**
 * What a report shows at one instant, as JSON text `{"head": …, "sections": […]}`. The documents in it pass through as they came: their
 * figures have more digits than JavaScript's numbers. Null = there is no such report for the reader.
 */
export async function readSnapshot(dataset: DatasetStream): Promise<string | null> {
  const names = dataset.header.columns.map(({ name }) => name);
  let head: string | null = null;
  const sections: string[] = [];
  for await (const batch of dataset.batches()) {
    for (const cells of readTextRows(batch)) {
      const cell = (name: string): string | null => cells[names.indexOf(name)] ?? null;
      head ??= cell('head');
      sections.push(sectionText(cell));
    }
  }
  // Throws when the stream was cut.
  dataset.trailer();
  return head === null ? null : `{"head":${head},"sections":[${sections.join(',')}]}`;
}

function sectionText(cell: (name: string) => string | null): string {
  const members = Object.entries(SECTION).map(([name, form]) => {
    const value = cell(name);
    return `${JSON.stringify(name)}:${value === null ? 'null' : form === 'json' ? value : JSON.stringify(value)}`;
  });
  return `{${members.join(',')}}`;
}
