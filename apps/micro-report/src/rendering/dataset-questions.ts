import { Inject, Injectable } from '@nestjs/common';
import type { DatasetRequest, DatasetStream } from '@galley/dataset';
import {
  CONFIG,
  Invalid,
  ServiceTokens,
  Unavailable,
  type PlatformConfig,
  type Principal,
} from '@galley/platform';
import { datasetCall } from './dataset-calls.js';
import { openDataset } from './dataset-client.js';
import { readerOf } from './reader-of.js';
import { RunFailure } from './run-failure.js';

/** Longer than this nobody waits for an answer. */
const TIMEOUT_MS = 30_000;

/** Datasets that a feature asks micro-data for while a caller waits, with the caller's rights. */
@Injectable()
export class DatasetQuestions {
  constructor(
    private readonly tokens: ServiceTokens,
    @Inject(CONFIG) private readonly config: PlatformConfig,
  ) {}

  /**
   * What `read` makes of a dataset. Throws `invalid` where micro-data refuses the question and `unavailable` where it gives no
   * answer.
   */
  async ask<T>(
    caller: Principal,
    request: DatasetRequest,
    read: (dataset: DatasetStream) => Promise<T>,
  ): Promise<T> {
    try {
      const call = await datasetCall(this.tokens, this.config.MICRO_DATA_URL, readerOf(caller), request);
      return await read(await openDataset(call, AbortSignal.timeout(TIMEOUT_MS)));
    } catch (error) {
      if (error instanceof RunFailure && error.verdict === 'final') {
        throw Invalid.error(error.message, { facts: { reason: error.code }, cause: error });
      }
      throw Unavailable.error('The data service gives no answer right now; try again in a few seconds.', {
        retry_after_s: 5,
        cause: error,
      });
    }
  }
}
