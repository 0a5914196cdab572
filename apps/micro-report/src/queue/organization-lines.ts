import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type SqlTx } from '@galley/platform';
import type { ReportConfig } from '../config.js';
import type { Lane } from './dispatch-tag.js';
import { lengthOf, placesBehind, tailsOf } from './organization-line.js';
import { VirtualClock } from './virtual-clock.js';

interface Allowance {
  left: number;
  readonly until: number;
}

const ALLOWANCE_MS = 1_000;

/**
 * Where new jobs stand in the lines of their organizations. A long line is not counted for every job: one count allows
 * half of what is still free, for a second, so that the count is exact when it matters and rare when it does not.
 */
@Injectable()
export class OrganizationLines {
  readonly #allowances = new Map<string, Allowance>();

  constructor(
    private readonly clock: VirtualClock,
    @Inject(CONFIG) private readonly config: Pick<ReportConfig, 'JOB_ORGANIZATION_QUEUED_MAX'>,
  ) {}

  /**
   * Places for jobs in these lanes, in the order given; null when the line would become too long. Two requests at the
   * same moment may get the same place, which the queue then serves in order of arrival.
   */
  async join(tx: SqlTx, organizationId: string, lanes: readonly Lane[]): Promise<number[] | null> {
    if (!(await this.#hasRoom(tx, organizationId, lanes.length))) return null;
    const virtualTime = await this.clock.now();
    return placesBehind(await tailsOf(tx, organizationId), virtualTime, lanes);
  }

  async #hasRoom(tx: SqlTx, organizationId: string, more: number): Promise<boolean> {
    const now = performance.now();
    const known = this.#allowances.get(organizationId);
    if (known && known.until > now && known.left >= more) {
      known.left -= more;
      return true;
    }
    const max = this.config.JOB_ORGANIZATION_QUEUED_MAX;
    const free = max - more - (await lengthOf(tx, organizationId, max));
    this.#allowances.set(organizationId, { left: Math.floor(free / 2), until: now + ALLOWANCE_MS });
    return free >= 0;
  }
}
