import { readTextRows, toJsonRow } from '@galley/dataset';
import type { BuilderOpener, BuilderQuestion } from './open-builder.js';

/** The rows of a builder of the pack, as micro-data gives them to the code that asks for `Row`s. */
export async function readBuilder<Row>(
  opener: BuilderOpener,
  key: string,
  question: BuilderQuestion,
): Promise<readonly Row[]> {
  const dataset = await opener.open(`grants.${key}`, question);
  const rows: Row[] = [];
  for await (const batch of dataset.batches()) {
    for (const cells of readTextRows(batch)) rows.push(toJsonRow(dataset.header.columns, cells) as Row);
  }
  return rows;
}
