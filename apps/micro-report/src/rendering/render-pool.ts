import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RenderedFile, RenderTask } from './render-task.js';
import { ThreadPool, type ThreadPoolOptions } from './thread-pool.js';

/** The pool every document is made in: previews of the API process and runs of the worker alike. */
export class RenderPool extends ThreadPool<RenderTask, RenderedFile> {
  constructor(options: Omit<ThreadPoolOptions, 'entry'>) {
    super({ ...options, entry: threadEntry() });
  }
}

/** Threads run compiled code: when this module itself is source (Jest), its twin in `dist` is taken. */
function threadEntry(): URL {
  const beside = new URL('./render-thread.js', import.meta.url);
  if (existsSync(fileURLToPath(beside))) return beside;
  return new URL('../../dist/rendering/render-thread.js', import.meta.url);
}
