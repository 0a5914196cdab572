import type { FailureNotice } from './run-failure.js';

/** What a parent says to a thread. One task at a time; `cancel` means the running one. */
export type ThreadRequest<Task> = { readonly type: 'run'; readonly task: Task } | { readonly type: 'cancel' };

/** What a thread says to its parent; exactly one `done` or `failed` per task. */
export type ThreadReply<Result> =
  | { readonly type: 'progress'; readonly rows: number }
  | { readonly type: 'done'; readonly result: Result }
  | { readonly type: 'failed'; readonly failure: FailureNotice };
