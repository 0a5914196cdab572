import { readTextRows, type DatasetStream, type TextRow } from '@galley/dataset';

/**
 * A dataset whose first row is known before it is read: the same stream, with the batch that was taken put back.
 * `row` is null for a dataset without rows.
 */
export async function withFirstRow(
  dataset: DatasetStream,
): Promise<{ readonly dataset: DatasetStream; readonly row: TextRow | null }> {
  const batches = dataset.batches()[Symbol.asyncIterator]();
  const first = await batches.next();
  async function* replayed(): AsyncGenerator<Buffer> {
    for (let step = first; !step.done; step = await batches.next()) yield step.value;
  }
  const [row = null] = first.done ? [] : readTextRows(first.value);
  return { dataset: { ...dataset, batches: replayed }, row };
}
