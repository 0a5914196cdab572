/** Something asynchronous that printing must await before it goes on. */
export interface Step {
  /** `flush` may wait; without `read` there is no next row. */
  readonly kind: 'flush' | 'read';
  run(): Promise<void>;
}

export type Steps = Generator<Step, void>;

/** Prints without waiting, where all rows are held: finished pages are drawn later. */
export function runNow(steps: Steps): void {
  for (const step of steps) {
    if (step.kind === 'read') throw new Error('Rows that pass through were asked for inside a band.');
  }
}
