import type { RenderedFile } from '../rendering/render-task.js';
import { RunFailure } from '../rendering/run-failure.js';
import type { Ending, FinishedReport } from './finished-report.js';
import type { JobRow } from './job-row.js';
import type { RunPlan } from './plan-run.js';
import { runReport, type Stations } from './run-report.js';

const job = { id: 'job' } as JobRow;
const plan = {
  file_name: 'Stock.csv',
  media_type: 'text/csv',
  storage_key: 'o/2026/07/job/1/report.csv',
  document_ids: ['PO-1', 'PO-2'],
  unknown_ids: ['?'],
} as unknown as RunPlan;
const summary = {
  units: [
    { bu_code: 'HQ', status: 'ok', problem: null },
    { bu_code: 'BEACH', status: 'failed', problem: { code: 'source-unavailable', detail: 'is down' } },
  ],
  warnings: ['The view has changed.'],
  truncated: true,
  ignored_filters: ['colour'],
};
const printed = [
  { is_missing: false, number: 'PO-1' },
  { is_missing: true, number: null },
];
const file = { path: '/work/x.part', summary, printed } as unknown as RenderedFile;

class FakeStations implements Stations {
  readonly visited: string[] = [];
  recorded: FinishedReport | null = null;

  constructor(
    private readonly ending: Ending = 'done',
    private readonly broken: string | null = null,
  ) {}

  prepare = () => this.#visit('prepare', undefined);
  plan = () => this.#visit('plan', plan);
  render = () => this.#visit('render', file);
  split = () => this.#visit('split', { pieces: [], warnings: [] });
  store = () => this.#visit('store', undefined);
  record = (_job: JobRow, report: FinishedReport) => {
    this.recorded = report;
    return this.#visit('record', this.ending);
  };
  discard = () => this.#visit('discard', undefined);
  tidy = () => this.#visit('tidy', undefined);

  #visit<T>(station: string, result: T): Promise<T> {
    this.visited.push(station);
    return station === this.broken
      ? Promise.reject(new RunFailure('outage', 'down', 'Down.'))
      : Promise.resolve(result);
  }
}

describe('a run', () => {
  it('passes its stations in order and leaves nothing lying about', async () => {
    const stations = new FakeStations();
    expect(await runReport(job, stations)).toBe('done');
    expect(stations.visited).toEqual(['prepare', 'plan', 'render', 'split', 'store', 'record', 'tidy']);
  });

  it.each(['fenced', 'cancelled'] as const)('removes its own file when it ends %s', async (ending) => {
    const stations = new FakeStations(ending);
    expect(await runReport(job, stations)).toBe(ending);
    expect(stations.visited).toEqual([
      'prepare',
      'plan',
      'render',
      'split',
      'store',
      'record',
      'discard',
      'tidy',
    ]);
  });

  it.each([
    ['prepare', ['prepare']],
    ['render', ['prepare', 'plan', 'render', 'tidy']],
    ['store', ['prepare', 'plan', 'render', 'split', 'store', 'tidy']],
    ['record', ['prepare', 'plan', 'render', 'split', 'store', 'record', 'tidy']],
  ])('stops where %s fails and leaves no local file', async (broken, visited) => {
    const stations = new FakeStations('done', broken);
    await expect(runReport(job, stations)).rejects.toMatchObject({ code: 'down' });
    expect(stations.visited).toEqual(visited);
  });

  it('tells what its reader must know', async () => {
    const stations = new FakeStations();
    await runReport(job, stations);
    expect(stations.recorded?.warnings).toEqual([
      { code: 'document-missing', detail: 'PO-2: is not there, or not in this unit' },
      { code: 'document-missing', detail: '?: is not there, or not in this unit' },
      { code: 'unit-failed', detail: 'BEACH: is down' },
      { code: 'dataset', detail: 'The view has changed.' },
      { code: 'truncated', detail: 'Not all rows are shown.' },
      { code: 'ignored-filters', detail: 'Without effect: colour' },
    ]);
  });
});
