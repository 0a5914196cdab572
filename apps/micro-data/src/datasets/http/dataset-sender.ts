import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Logger, problemOf } from '@galley/platform';
import type { FastifyReply } from 'fastify';
import type { AnswerEncoder, AnswerForm } from '../answers/answer-form.js';
import type { OpenDataset } from '../open-dataset.js';

const STREAM_BUFFER_BYTES = 1024 * 1024;

/** Sends datasets as they are read. The socket's pace is the query's: nothing is held but one buffer. */
@Injectable()
export class DatasetSender {
  constructor(private readonly logger: Logger) {}

  /**
   * Answers with the dataset that `open` gives. The beginning is held back, so that a small dataset that fails gets the
   * status of its problem; a failure after that ends the stream by the form's own means. When the client goes away the
   * signal fires, which cancels the query.
   */
  async send(
    reply: FastifyReply,
    form: AnswerForm,
    open: (signal: AbortSignal) => Promise<OpenDataset>,
  ): Promise<void> {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const dataset = await open(gone.signal);
    const encoder = form.encoder(dataset.header);
    const chunks = encoded(dataset, encoder);
    const { held, isWhole } = await hold(chunks, form.heldBytes);
    reply.header('cache-control', 'no-store').type(form.contentType);
    void reply.send(isWhole ? Buffer.concat(held) : this.stream(held, chunks, encoder, gone.signal));
  }

  private stream(
    held: readonly Buffer[],
    chunks: AsyncGenerator<Buffer>,
    encoder: AnswerEncoder,
    gone: AbortSignal,
  ): Readable {
    const { logger } = this;
    async function* bytes(): AsyncGenerator<Buffer> {
      yield* held;
      try {
        yield* chunks;
      } catch (error) {
        if (gone.aborted) return;
        const problem = problemOf(error);
        logger.warn('dataset broke off', { code: problem.code, error: problem });
        const end = encoder.failure(problem);
        if (!end) throw error;
        yield end;
      }
    }
    return Readable.from(bytes(), { objectMode: false, highWaterMark: STREAM_BUFFER_BYTES });
  }
}

async function* encoded(dataset: OpenDataset, encoder: AnswerEncoder): AsyncGenerator<Buffer> {
  yield* encoder.head();
  for await (const batch of dataset.batches()) yield* encoder.rows(batch);
  yield* encoder.tail(dataset.trailer());
}

/** Takes chunks until they are whole or more than is held back. */
async function hold(
  chunks: AsyncGenerator<Buffer>,
  limit: number,
): Promise<{ held: Buffer[]; isWhole: boolean }> {
  const held: Buffer[] = [];
  let size = 0;
  while (size <= limit) {
    const { done, value } = await chunks.next();
    if (done) return { held, isWhole: true };
    held.push(value);
    size += value.length;
  }
  return { held, isWhole: false };
}
