import type { FailureNotice } from './run-failure.js';

/** What a parent says to a thread. One task at a time; `cancel` means the running one, `answer` one of its questions. */
export type ThreadRequest<Task> =
  { readonly type: 'run'; readonly task: Task } | { readonly type: 'cancel' } | ThreadAnswer;

export type ThreadAnswer =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly failure: FailureNotice };

/** How far a task is. */
export interface RenderProgress {
  readonly rows: number;
  /** Part of the documents that are done, 0–1; null where there is one only. */
  readonly share: number | null;
}

/** What a thread says to its parent; exactly one `done` or `failed` per task. */
export type ThreadReply<Result> =
  | ({ readonly type: 'progress' } & RenderProgress)
  | { readonly type: 'ask'; readonly id: number; readonly question: unknown }
  | { readonly type: 'done'; readonly result: Result }
  | { readonly type: 'failed'; readonly failure: FailureNotice };
