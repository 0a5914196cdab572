/** One line of the benchmark's table: ours against a named reference of the same run. */
export interface Measurement {
  readonly name: string;
  readonly ours: string;
  readonly reference: string;
  /** Ours ÷ reference; null where the goal is a plain figure. */
  readonly ratio: number | null;
  readonly goal: string;
  readonly met: boolean;
  readonly remark?: string;
}

/** Median of an odd or even number of samples. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The sample below which `share` (0–1) of all samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function milliseconds(value: number): string {
  return value >= 10_000 ? `${(value / 1000).toFixed(1)} s` : `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

/** Markdown table of the results, as docs/performance.md keeps it. */
export function toMarkdown(measurements: readonly Measurement[]): string {
  const lines = measurements.map((m) => {
    const ratio = m.ratio === null ? '–' : `${m.ratio.toFixed(2)} ×`;
    return `| ${m.name} | ${m.ours} | ${m.reference} | ${ratio} | ${m.goal} | ${m.met ? 'met' : 'not met'}${m.remark ? `: ${m.remark}` : ''} |`;
  });
  return [
    '| path | ours | reference | ratio | goal | |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}
