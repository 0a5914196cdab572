import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type SqlTx } from '@galley/platform';
import { JobPreparations, type PreparationWork, type PreparingStep } from '../../../jobs/job-preparations.js';
import { collectLines } from './collect-lines.js';
import { aggregate, excludedLines, mapReport, stageResult, validate } from './compute-report.js';
import {
  beginGeneration,
  enterStep,
  GENERATION_STEPS,
  isReportJob,
  reportInstant,
  type Generation,
  type GenerationStep,
} from './generation.js';
import { stepFailure } from './step-failure.js';

/** The share of the preparation that each step begins at: collecting takes the time. */
const BEGINS_AT: Readonly<Record<GenerationStep, number>> = {
  collect: 0,
  aggregate: 0.7,
  map: 0.9,
  validate: 0.95,
  render: 1,
};

/** Computes a Bufdir report before its job prints it: collect, aggregate, map, validate. */
@Injectable()
export class PrepareReport implements PreparingStep, OnModuleInit {
  readonly name = 'bufdir-report';

  constructor(
    private readonly preparations: JobPreparations,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.preparations.register(this);
  }

  async prepare(work: PreparationWork): Promise<void> {
    const { job } = work;
    if (!isReportJob(job)) return;
    const generation = await this.#in(work, (tx) => beginGeneration(tx, job));
    if (generation && !generation.is_staged) await this.#compute(work, generation);
    const instant = await this.#in(work, (tx) => reportInstant(tx, job));
    if (instant) work.takenAt(instant);
  }

  async #compute(work: PreparationWork, generation: Generation): Promise<void> {
    await step(work, 'collect', () =>
      collectLines(this.database, work, generation, (share) => enter(work, 'collect', share)),
    );
    const figures = await this.#step(work, 'aggregate', () => aggregate(work, generation));
    const mapped = await this.#step(work, 'map', async () =>
      mapReport(generation, figures, await this.#in(work, (tx) => excludedLines(tx, generation))),
    );
    await this.#step(work, 'validate', async () => {
      validate(generation, mapped);
      await this.#in(work, (tx) => stageResult(tx, work, generation, mapped));
    });
  }

  /** A step that the report says it is in. */
  #step<T>(work: PreparationWork, name: GenerationStep, action: () => Promise<T>): Promise<T> {
    return step(work, name, async () => {
      await this.#in(work, (tx) => enterStep(tx, work.job, name));
      return action();
    });
  }

  #in<T>({ job }: PreparationWork, action: (tx: SqlTx) => Promise<T>): Promise<T> {
    return this.database.withTenantSql(job.organization_id, action);
  }
}

async function step<T>(work: PreparationWork, name: GenerationStep, action: () => Promise<T>): Promise<T> {
  work.signal.throwIfAborted();
  enter(work, name, 0);
  try {
    return await action();
  } catch (error) {
    throw stepFailure(name, error);
  }
}

/** How much of all the steps is done when so much of this one is. */
function enter(work: PreparationWork, name: GenerationStep, share: number): void {
  const next = GENERATION_STEPS[GENERATION_STEPS.indexOf(name) + 1] ?? 'render';
  work.enter(name, BEGINS_AT[name] + (BEGINS_AT[next] - BEGINS_AT[name]) * share);
}
