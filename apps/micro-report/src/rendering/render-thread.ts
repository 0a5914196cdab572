import { parentPort } from 'node:worker_threads';
import { noticeOf } from './micro-data-failures.js';
import { renderFile } from './render-file.js';
import type { RenderedFile, RenderTask } from './render-task.js';
import type { ThreadReply, ThreadRequest } from './thread-protocol.js';

/** Entry of a render thread: see `thread-protocol.ts`. */
const port = parentPort;
if (!port) throw new Error('render-thread.js runs as a worker thread');

let running: AbortController | null = null;

port.on('message', (request: ThreadRequest<RenderTask>) => {
  if (request.type === 'cancel') running?.abort();
  else void run(request.task);
});

async function run(task: RenderTask): Promise<void> {
  const controller = new AbortController();
  running = controller;
  try {
    const result = await renderFile(task, controller.signal, (rows) => reply({ type: 'progress', rows }));
    reply({ type: 'done', result });
  } catch (error) {
    reply({ type: 'failed', failure: noticeOf(error) });
  } finally {
    running = null;
  }
}

function reply(message: ThreadReply<RenderedFile>): void {
  port?.postMessage(message);
}
