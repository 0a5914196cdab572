import { DATASET_MEDIA, JsonRowEncoder } from '@galley/dataset';
import type { AnswerForm } from './answer-form.js';

/** Lines: the header, an array per row, the trailer; or `{"problem"}` in its place, so that no cut stream looks whole. */
export const ndjsonForm: AnswerForm = {
  media: DATASET_MEDIA.ndjson,
  contentType: 'application/x-ndjson; charset=utf-8',
  heldBytes: 64 * 1024,
  encoder(header) {
    const rows = new JsonRowEncoder(header.columns, { shape: 'array', separator: '', terminator: '\n' });
    const line = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);
    return {
      head: () => [line(header)],
      rows: (batch) => rows.encode(batch),
      tail: (trailer) => [...rows.flush(), line(trailer)],
      failure: ({ code, status, message, kind }) =>
        Buffer.concat([
          ...rows.flush(),
          line({ problem: { type: `/problems/${code}`, title: kind.title, status, detail: message, code } }),
        ]),
    };
  },
};
