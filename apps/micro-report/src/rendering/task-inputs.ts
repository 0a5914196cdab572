import { compareDatasets, type DatasetStream } from '@galley/dataset';
import { sourceKey, type Layout } from '@galley/layout';
import type { RenderInput } from '@galley/render';
import { bufferOf } from './buffer-of.js';
import { withFirstRow } from './first-row.js';
import type { PrintedDocument, PrintTask, RenderTask, RowsWanted } from './render-task.js';
import { RunFailure } from './run-failure.js';

/** Opens the rows that a task wants. */
export type OpenRows = (wanted: RowsWanted) => Promise<DatasetStream>;

/** What the renderer takes of a task, document after document, each opened when the one before it is drawn. */
export class TaskInputs {
  /** Primary datasets that were handed out, in their order. */
  readonly opened: DatasetStream[] = [];
  readonly printed: PrintedDocument[] = [];

  constructor(
    private readonly task: RenderTask,
    private readonly layout: Layout,
    private readonly openRows: OpenRows,
  ) {}

  async *all(onProgress: (rows: number) => void): AsyncGenerator<RenderInput> {
    const { documents, print } = this.task;
    for (const document of documents.keys()) {
      const wanted = { document, dataset: null };
      if (print) yield* this.#copies(wanted, print, onProgress);
      else yield this.#input(wanted, await this.#openOwn(wanted), onProgress);
    }
    if (this.opened.length === 0) throw nothingFound(documents.length);
  }

  async *#copies(
    wanted: RowsWanted,
    { copies, id_column, number_column }: PrintTask,
    onProgress: (rows: number) => void,
  ): AsyncGenerator<RenderInput> {
    for (let copy = 1; copy <= copies; copy++) {
      const { dataset, row } = await withFirstRow(await this.#open(wanted));
      const cell = (column: string | null): string | null =>
        row?.[dataset.header.columns.findIndex(({ name }) => name === column)] ?? null;
      const number = cell(number_column);
      if (copy === 1) this.printed.push({ is_missing: row === null, number });
      if (row === null) return drain(dataset);
      const found = {
        [id_column]: cell(id_column),
        ...(number_column !== null && { [number_column]: number }),
      };
      const input = this.#input({ ...wanted, found }, dataset, onProgress);
      const values = {
        ...input.document.values,
        ...Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null)),
        copy_number: `${copy}`,
        copy_count: `${copies}`,
      };
      yield { ...input, document: { ...input.document, values } };
    }
  }

  #input(wanted: RowsWanted, dataset: DatasetStream, onProgress: (rows: number) => void): RenderInput {
    const one = this.task.documents[wanted.document];
    if (!one) throw new Error(`the task has no document ${wanted.document}`);
    this.opened.push(dataset);
    return {
      ...one,
      dataset,
      layout: this.layout,
      openDataset: (name) => this.#openNamed(wanted, name),
      assets: new Map([...this.task.assets].map(([name, bytes]) => [name, bufferOf(bytes)])),
      onProgress,
    };
  }

  async #openNamed(wanted: RowsWanted, called: string): Promise<DatasetStream | null> {
    const dataset = this.task.datasets.find((name) => sourceKey(name) === sourceKey(called));
    return dataset === undefined ? null : this.#open({ ...wanted, dataset });
  }

  /** The document's own rows, set against others where it compares. */
  async #openOwn(wanted: RowsWanted): Promise<DatasetStream> {
    const compare = this.task.documents[wanted.document]?.compare;
    if (!compare) return this.#open(wanted);
    const reference = await this.#open({ ...wanted, is_compared: true });
    return compareDatasets(() => this.#open(wanted), reference, compare);
  }

  #open(wanted: RowsWanted): Promise<DatasetStream> {
    return this.openRows(wanted);
  }
}

/** Reads a dataset to its end: only then its connection serves the next one. */
async function drain(dataset: DatasetStream): Promise<void> {
  for await (const batch of dataset.batches()) void batch;
}

function nothingFound(documents: number): RunFailure {
  const message =
    documents === 1
      ? 'There is no such document in this business unit.'
      : 'None of the documents is in this business unit.';
  return new RunFailure('final', 'document-not-found', message);
}
