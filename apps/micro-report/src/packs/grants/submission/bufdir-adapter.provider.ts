import type { FactoryProvider } from '@nestjs/common';
import { HttpBufdirAdapter, type BufdirAdapter } from '@galley/pack-grants/submission';
import { CONFIG } from '@galley/platform';
import type { SubmissionConfig } from './submission-config.js';

export const BUFDIR_ADAPTER = Symbol('BufdirAdapter');

/** Null = the deployment does not say where Bufdir is. */
export const bufdirAdapterProvider: FactoryProvider<BufdirAdapter | null> = {
  provide: BUFDIR_ADAPTER,
  inject: [CONFIG],
  useFactory: ({
    BUFDIR_API_URL,
    BUFDIR_API_TOKEN,
    BUFDIR_TIMEOUT_MS,
    BUFDIR_MAX_TRIES,
  }: SubmissionConfig) =>
    BUFDIR_API_URL === undefined
      ? null
      : new HttpBufdirAdapter({
          url: BUFDIR_API_URL,
          token: BUFDIR_API_TOKEN ?? null,
          timeout_ms: BUFDIR_TIMEOUT_MS,
          max_tries: BUFDIR_MAX_TRIES,
        }),
};
