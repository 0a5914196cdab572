import { readTextRows, toJsonRow, type DatasetStream } from '@galley/dataset';

/** All rows of a small dataset, as the JSON form names them. Throws `DatasetStreamError` when it does not arrive whole. */
export async function datasetRows<Row>(dataset: DatasetStream): Promise<Row[]> {
  const { columns } = dataset.header;
  const rows: Row[] = [];
  for await (const batch of dataset.batches()) {
    for (const cells of readTextRows(batch)) rows.push(toJsonRow(columns, cells) as Row);
  }
  // Throws when the stream was cut.
  dataset.trailer();
  return rows;
}
