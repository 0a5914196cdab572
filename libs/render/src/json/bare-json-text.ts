import { int32At, RowEncoder, type Column } from '@galley/dataset';
import type { RenderInput } from '../contract.js';
import type { DatasetText } from '../dataset-text.js';
import { RenderError } from '../render-error.js';

/**
 * The document that the dataset holds instead of the dataset: the only cell of its only row, byte for byte and without a
 * line end, so that whoever has its hash can check the file. Errors: `RenderError` `json-not-bare` unless there is one
 * column of type json and one row that is not null.
 */
export function bareJsonText({ dataset }: RenderInput): DatasetText {
  const cell = new BareCell(dataset.header.columns);
  return {
    media_type: 'application/json; charset=utf-8',
    start: () => [],
    rows: (batch) => cell.encode(batch),
    end: () => {
      if (cell.rows !== 1) throw notBare('there is no row');
      return cell.flush();
    },
    reuse: (chunk) => cell.reuse(chunk),
  };
}

class BareCell extends RowEncoder {
  rows = 0;

  constructor(columns: readonly Column[]) {
    super(columns.length);
    if (columns.length !== 1) throw notBare(`there are ${columns.length} columns`);
    if (columns[0]?.type !== 'json') throw notBare(`column "${columns[0]?.name}" is not of type json`);
  }

  protected override row(batch: Buffer, from: number): void {
    if (++this.rows > 1) throw notBare('there are several rows');
    const size = int32At(batch, from);
    if (size < 0) throw notBare('its cell is null');
    this.out.append(batch.subarray(from + 4, from + 4 + size));
  }
}

function notBare(why: string): RenderError {
  return new RenderError(
    'json-not-bare',
    `options.json.bare writes the one JSON value that a dataset holds, and ${why}.`,
  );
}
