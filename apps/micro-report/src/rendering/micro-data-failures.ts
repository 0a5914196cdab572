import { ControlTotalsError, DatasetStreamError } from '@galley/dataset';
import { LayoutError } from '@galley/layout';
import { RenderError } from '@galley/render';
import { RunFailure, type FailureNotice } from './run-failure.js';

/** Problems of micro-data that pass by themselves, when they end a stream that had begun. */
const PASSING = new Set(['source-unavailable', 'unavailable', 'internal', 'too-many-requests']);
const PASSING_STATUS = new Set([429, 500, 502, 503]);
const DISK_TROUBLE = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EMFILE', 'ENFILE']);

/** micro-data answered with a problem instead of rows: wrong input is final, trouble of its own is an outage. */
export function answerFailure(status: number, problem: unknown): RunFailure {
  const code = textOf(problem, 'code') ?? `micro-data-${status}`;
  const detail = textOf(problem, 'detail') ?? `The data service answered ${status}.`;
  return new RunFailure(PASSING_STATUS.has(status) ? 'outage' : 'final', code, detail);
}

/** No answer at all: connection refused, reset, silent. */
export function unreachable(cause: Error): RunFailure {
  return new RunFailure(
    'outage',
    'micro-data-unavailable',
    'The data service is not reachable; the run is tried again.',
    { cause },
  );
}

/** Whatever a render threw, as its parent needs to know it. */
export function noticeOf(error: unknown): FailureNotice {
  const failure = asFailure(error);
  const chain: string[] = [];
  for (let link: unknown = error; link instanceof Error && chain.length < 5; link = link.cause) {
    chain.push(link.stack ?? link.message);
  }
  return {
    verdict: failure.verdict,
    code: failure.code,
    message: failure.message,
    detail: chain.join('\ncaused by ') || String(error),
  };
}

function asFailure(error: unknown): RunFailure {
  if (error instanceof RunFailure) return error;
  if (error instanceof RenderError) return new RunFailure('final', error.code, error.message);
  if (error instanceof LayoutError) return layoutFailure(error);
  if (error instanceof DatasetStreamError) return streamFailure(error);
  if (error instanceof Error && 'code' in error && DISK_TROUBLE.has(String(error.code))) {
    return new RunFailure(
      'outage',
      'disk-unavailable',
      'The file could not be written; the run is tried again.',
    );
  }
  return new RunFailure(
    'final',
    'render-failed',
    'The document could not be made; the operator finds why in the log.',
  );
}

/** A layout that cannot be read or printed; its author is told where. */
export function layoutFailure(error: LayoutError): RunFailure {
  const place = error.at === null ? '' : ` (${error.at})`;
  return new RunFailure('final', error.code, `${error.message}${place}`, { cause: error });
}

/** A dataset that did not arrive whole: what ended it decides whether it is asked for again. */
export function streamFailure(error: DatasetStreamError): RunFailure {
  if (error instanceof ControlTotalsError) {
    const message = 'The totals of the document and of the database differ; the run is tried again.';
    return new RunFailure('outage', 'totals-differ', message);
  }
  if (!error.problem) {
    return new RunFailure('outage', 'dataset-cut', 'The rows did not arrive whole; the run is tried again.');
  }
  const { code, detail } = error.problem;
  return new RunFailure(PASSING.has(code) ? 'outage' : 'final', code, detail);
}

function textOf(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const text = (value as Readonly<Record<string, unknown>>)[key];
  return typeof text === 'string' && text ? text : null;
}
