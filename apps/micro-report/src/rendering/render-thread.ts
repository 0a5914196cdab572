import { parentPort } from 'node:worker_threads';
import { noticeOf } from './micro-data-failures.js';
import { ParentQuestions } from './parent-questions.js';
import { renderFile } from './render-file.js';
import type { DatasetCall, RenderedFile, RenderTask } from './render-task.js';
import type { ThreadReply, ThreadRequest } from './thread-protocol.js';

/** Entry of a render thread: see `thread-protocol.ts`. */
const port = parentPort;
if (!port) throw new Error('render-thread.js runs as a worker thread');

const questions = new ParentQuestions((id, question) => reply({ type: 'ask', id, question }));
let running: AbortController | null = null;

port.on('message', (request: ThreadRequest<RenderTask>) => {
  if (request.type === 'cancel') running?.abort();
  else if (request.type === 'answer') questions.answered(request);
  else void run(request.task);
});

async function run(task: RenderTask): Promise<void> {
  const controller = new AbortController();
  running = controller;
  try {
    const result = await renderFile(task, {
      signal: controller.signal,
      onProgress: (progress) => reply({ type: 'progress', ...progress }),
      callFor: async (wanted) => (await questions.ask(wanted)) as DatasetCall,
    });
    reply({ type: 'done', result });
  } catch (error) {
    reply({ type: 'failed', failure: noticeOf(error) });
  } finally {
    running = null;
    questions.forget();
  }
}

function reply(message: ThreadReply<RenderedFile>): void {
  port?.postMessage(message);
}
