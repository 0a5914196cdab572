import { DATASET_MEDIA, FRAME, jsonFrame } from '@galley/dataset';
import type { AnswerForm } from './answer-form.js';

/** PostgreSQL's own messages between two frames of ours: what the services speak among themselves. */
export const rowsForm: AnswerForm = {
  media: DATASET_MEDIA.rows,
  contentType: DATASET_MEDIA.rows,
  heldBytes: 64 * 1024,
  encoder: (header) => ({
    head: () => [jsonFrame(FRAME.header, header)],
    rows: (batch) => [batch],
    tail: (trailer) => [jsonFrame(FRAME.trailer, trailer)],
    failure: ({ code, message }) => jsonFrame(FRAME.problem, { code, detail: message }),
  }),
};
