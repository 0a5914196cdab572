import { DATASET_MEDIA, JsonRowEncoder } from '@galley/dataset';
import type { AnswerForm } from './answer-form.js';

/** One JSON document, streamed: the header's members first, then `rows`, then what is known only after them. */
export const jsonForm: AnswerForm = {
  media: DATASET_MEDIA.json,
  contentType: 'application/json; charset=utf-8',
  heldBytes: 1024 * 1024,
  encoder(header) {
    const rows = new JsonRowEncoder(header.columns, { shape: 'object' });
    return {
      head: () => [Buffer.from(`${JSON.stringify(header).slice(0, -1)},"rows":[`)],
      rows: (batch) => rows.encode(batch),
      tail: (trailer) => [...rows.flush(), Buffer.from(`],${JSON.stringify(trailer).slice(1)}`)],
      failure: () => null,
    };
  },
};
