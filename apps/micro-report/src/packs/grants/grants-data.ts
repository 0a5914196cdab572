import { Inject, Injectable } from '@nestjs/common';
import type { DatasetRequest } from '@galley/dataset';
import {
  CONFIG,
  Invalid,
  ServiceTokens,
  Unavailable,
  type PlatformConfig,
  type Principal,
} from '@galley/platform';
import { datasetCall } from '../../rendering/dataset-calls.js';
import { openDataset } from '../../rendering/dataset-client.js';
import { datasetRows } from '../../rendering/dataset-rows.js';
import { readerOf } from '../../rendering/reader-of.js';
import { RunFailure } from '../../rendering/run-failure.js';

/** Longer than this nobody waits for an answer. */
const TIMEOUT_MS = 30_000;

/** What micro-data knows of an organization's peer work, asked with the caller's rights in the organization they act in. */
@Injectable()
export class GrantsData {
  constructor(
    private readonly tokens: ServiceTokens,
    @Inject(CONFIG) private readonly config: PlatformConfig,
  ) {}

  /**
   * All rows of a dataset, for small ones. Throws `invalid` where micro-data refuses the question and `unavailable` where
   * it gives no answer.
   */
  async rows<Row>(caller: Principal, request: DatasetRequest): Promise<Row[]> {
    try {
      const call = await datasetCall(this.tokens, this.config.MICRO_DATA_URL, readerOf(caller), request);
      return await datasetRows<Row>(await openDataset(call, AbortSignal.timeout(TIMEOUT_MS)));
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
