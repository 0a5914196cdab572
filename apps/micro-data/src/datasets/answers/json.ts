import { DATASET_MEDIA, JsonRowEncoder } from '@galley/dataset';
import type { AnswerForm } from './answer-form.js';

/** One JSON document, streamed: `columns` first, then `rows`, then what is known only after them. */
export const jsonForm: AnswerForm = {
  media: DATASET_MEDIA.json,
  contentType: 'application/json; charset=utf-8',
  heldBytes: 1024 * 1024,
  encoder({ columns }) {
    const rows = new JsonRowEncoder(columns, { shape: 'object' });
    return {
      head: () => [Buffer.from(`{"columns":${JSON.stringify(columns)},"rows":[`)],
      rows: (batch) => rows.encode(batch),
      tail: (trailer) => [...rows.flush(), Buffer.from(`],${JSON.stringify(trailer).slice(1)}`)],
      failure: () => null,
    };
  },
};
