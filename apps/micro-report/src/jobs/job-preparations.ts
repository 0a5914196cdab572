import { Injectable } from '@nestjs/common';
import type { DatasetRequest, DatasetStream } from '@galley/dataset';
import type { JobRow } from './job-row.js';

/** What a preparing step has to work with: one attempt of one job. */
export interface PreparationWork {
  readonly job: JobRow;
  /** Aborted with the `RunFailure` that ends the attempt: cancelled, interrupted. */
  readonly signal: AbortSignal;
  /** A dataset of micro-data's with the requester's rights, on the job's behalf. Throws `RunFailure`. */
  ask(request: DatasetRequest): Promise<DatasetStream>;
  /** Stage and progress of the job from now on: at most 50 characters, and how much of the step is done, 0 to 1. */
  enter(stage: string, share: number): void;
  /**
   * Says when what the document will show was taken: its moment, instead of the attempt's. Figures that never change then have
   * the same bytes in every attempt and every later run.
   */
  takenAt(instant: Date): void;
}

/** What another feature makes ready before a job is planned and rendered, such as figures that its template prints. */
export interface PreparingStep {
  readonly name: string;
  /**
   * Called once in every attempt, for every job: a step knows its own. What it leaves behind must suit a further attempt,
   * for this one may end at any moment. Throws `RunFailure`; outages of database and micro-data count as such.
   */
  prepare(work: PreparationWork): Promise<void>;
}

/** The one place that knows who prepares jobs. Features register themselves in `onModuleInit`. */
@Injectable()
export class JobPreparations {
  readonly #steps: PreparingStep[] = [];

  register(step: PreparingStep): void {
    this.#steps.push(step);
  }

  /** Runs every step, one after the other. */
  async prepare(work: PreparationWork): Promise<void> {
    for (const step of this.#steps) await step.prepare(work);
  }
}
