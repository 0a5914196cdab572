import { DatasetStreamError } from '@galley/dataset';
import { ReportInvalid } from '@galley/pack-grants/bufdir';
import { GalleyError } from '@galley/platform';
import { streamFailure } from '../../../rendering/micro-data-failures.js';
import { RunFailure } from '../../../rendering/run-failure.js';
import type { GenerationStep } from './generation.js';

/** What ended a step, with the step and the code in its message: that is what the report says when it failed. */
export function stepFailure(step: GenerationStep, error: unknown): RunFailure {
  if (error instanceof ReportInvalid) {
    const code = error.code.toLowerCase().replaceAll('_', '-');
    return new RunFailure('final', code, `${step}: ${error.message}`, { cause: error });
  }
  const failure = runFailureOf(error);
  if (failure.verdict === 'cancelled' || failure.verdict === 'interrupted') return failure;
  const { verdict, code, message } = failure;
  return new RunFailure(verdict, code, faultText(step, code, message), { cause: error });
}

/** `collect: MICRO_DATA_UNAVAILABLE The data service is …`; what is such a text already stays as it is. */
export function faultText(step: string, code: string, message: string): string {
  if (message.startsWith(`${step}: `)) return message;
  return `${step}: ${code.toUpperCase().replaceAll('-', '_')} ${message}`;
}

function runFailureOf(error: unknown): RunFailure {
  if (error instanceof RunFailure) return error;
  if (error instanceof DatasetStreamError) return streamFailure(error);
  if (error instanceof GalleyError) {
    const verdict = error.status === 503 ? 'outage' : 'final';
    return new RunFailure(verdict, error.code, error.message, { cause: error });
  }
  const message = 'The report could not be computed; the operator finds why in the log.';
  return new RunFailure('final', 'internal', message, { cause: error });
}
