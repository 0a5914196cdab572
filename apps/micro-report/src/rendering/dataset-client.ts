import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { DATASET_MEDIA, openDatasetStream, type DatasetStream } from '@galley/dataset';
import { RunFailure } from './run-failure.js';
import { answerFailure, unreachable } from './micro-data-failures.js';
import type { DatasetCall } from './render-task.js';

const agents = {
  'http:': new HttpAgent({ keepAlive: true, maxSockets: 4 }),
  'https:': new HttpsAgent({ keepAlive: true, maxSockets: 4 }),
};

/** Longer than any statement timeout of micro-data: silence beyond it is a dead connection. */
const IDLE_MS = 120_000;
const MAX_PROBLEM_BYTES = 64 * 1024;

/**
 * Asks micro-data for a dataset and resolves when its header is here. Aborting the signal closes the connection, which
 * stops the query behind it. Its bytes pass through `keep`. Throws `RunFailure` (refused, unreachable) and `DatasetStreamError` (cut).
 */
export async function openDataset(
  call: DatasetCall,
  signal: AbortSignal,
  keep: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer> = (chunks) => chunks,
): Promise<DatasetStream> {
  const response = await send(call, signal, true);
  if (response.statusCode === 200) return openDatasetStream(keep(response as AsyncIterable<Buffer>));
  throw answerFailure(response.statusCode ?? 0, await readProblem(response));
}

function send(call: DatasetCall, signal: AbortSignal, mayRetry: boolean): Promise<IncomingMessage> {
  const url = new URL(call.url);
  const isTls = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const request = (isTls ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent: agents[isTls ? 'https:' : 'http:'],
      headers: {
        ...call.headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(call.body),
        accept: DATASET_MEDIA.rows,
      },
      signal,
      timeout: IDLE_MS,
    });
    request.on('timeout', () => request.destroy(new Error('micro-data was silent for too long')));
    request.on('response', resolve);
    request.on('error', (error: NodeJS.ErrnoException) => {
      // The server may close an idle connection just as we reuse it; nothing was read, so asking again is safe.
      if (mayRetry && request.reusedSocket && error.code === 'ECONNRESET' && !signal.aborted) {
        resolve(send(call, signal, false));
      } else {
        reject(unreachable(error));
      }
    });
    request.end(call.body);
  });
}

async function readProblem(response: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > MAX_PROBLEM_BYTES) break;
      parts.push(part);
    }
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw new RunFailure(
      'outage',
      'dataset-interrupted',
      'The data service broke off; the run is tried again.',
      {
        cause: error,
      },
    );
  }
}
