import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, REPORT_QUEUE, type ReportQueue } from '@galley/platform';
import type { Acceptance } from '../../jobs/accept-jobs.js';
import type { ReportConfig } from '../../config.js';
import { OrganizationLines } from '../../queue/organization-lines.js';

const SECOND_MS = 1_000;

/** What firing needs beside a transaction, by the clock and by hand alike. */
@Injectable()
export class FiringHouse {
  readonly acceptance: Acceptance;
  /** For files whose schedule does not say how long they are kept. */
  readonly keep_days: number;
  /** Whether owners may be known by tokens of the local issuer alone. */
  readonly is_local_issuer: boolean;
  /** A slot that is later than this was missed. */
  readonly grace_ms: number;

  constructor(
    lines: OrganizationLines,
    @Inject(REPORT_QUEUE) queue: ReportQueue,
    @Inject(CONFIG) config: ReportConfig,
  ) {
    this.acceptance = { lines, queue };
    this.keep_days = config.REPORT_KEEP_DAYS;
    this.is_local_issuer = config.AUTH_SECRET !== undefined;
    this.grace_ms = config.SCHEDULE_GRACE_S * SECOND_MS;
  }
}
