import { Injectable } from '@nestjs/common';
import { NotReady } from '../errors/common-problems.js';
import { GalleyError } from '../errors/galley-error.js';
import { Logger } from '../logging/logger.js';

/** A dependency without which the service cannot do its work. `check` rejects while it is down. */
export interface HealthCheck {
  readonly name: string;
  check(): Promise<void>;
}

export type DependencyState = {
  readonly name: string;
  readonly status: 'up' | 'down';
  readonly duration_ms: number;
  readonly detail: string | null;
};

const TIMEOUT_MS = 3_000;

/** Knows the dependencies and whether the process still takes work. */
@Injectable()
export class Health {
  readonly #checks = new Map<string, HealthCheck>();
  #isDraining = false;
  #running: Promise<readonly DependencyState[]> | null = null;

  constructor(private readonly logger: Logger) {}

  /** Adds a dependency to `/health/ready`; a later check of the same name replaces the earlier. */
  register(check: HealthCheck): void {
    this.#checks.set(check.name, check);
  }

  /** From here on the service is not ready: the balancer sends the next request elsewhere. */
  drain(): void {
    this.#isDraining = true;
  }

  get is_draining(): boolean {
    return this.#isDraining;
  }

  /** State of every dependency; `not-ready` (503) when one is down or the process is shutting down. */
  async ready(): Promise<readonly DependencyState[]> {
    if (this.#isDraining) throw NotReady.error('The service is shutting down.', { retry_after_s: 5 });
    // Probes that come together share one look at each dependency.
    this.#running ??= Promise.all([...this.#checks.values()].map((check) => this.#look(check))).finally(
      () => {
        this.#running = null;
      },
    );
    const dependencies = await this.#running;
    const down = dependencies.filter(({ status }) => status === 'down');
    if (down.length === 0) return dependencies;
    throw NotReady.error(`Down: ${down.map(({ name }) => name).join(', ')}.`, {
      facts: { dependencies },
      retry_after_s: 5,
    });
  }

  async #look(check: HealthCheck): Promise<DependencyState> {
    const start = performance.now();
    const state = (status: 'up' | 'down', detail: string | null): DependencyState => ({
      name: check.name,
      status,
      duration_ms: Math.round(performance.now() - start),
      detail,
    });
    try {
      await withTimeout(check.check());
      return state('up', null);
    } catch (error) {
      this.logger.warn('dependency down', { dependency: check.name, error });
      return state('down', error instanceof GalleyError ? error.message : 'does not answer');
    }
  }
}

async function withTimeout(check: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  });
  try {
    await Promise.race([check, late]);
  } finally {
    clearTimeout(timer);
  }
}
