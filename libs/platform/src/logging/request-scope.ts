import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line and outgoing call of one piece of work carries: a request, or a job in a worker. */
export interface WorkScope {
  readonly request_id: string | null;
  organization?: string;
  actor_id?: string;
  job_id?: string;
  attempt?: number;
}

const storage = new AsyncLocalStorage<WorkScope>();

/** Runs `work` so that its log lines carry the scope's names. */
export function runInScope<T>(scope: WorkScope, work: () => T): T {
  return storage.run(scope, work);
}

export function currentScope(): Readonly<WorkScope> | undefined {
  return storage.getStore();
}

/** The id that travels to the next service as X-Request-Id; null outside of any request or job. */
export function currentRequestId(): string | null {
  return storage.getStore()?.request_id ?? null;
}

/** Adds what became known on the way, such as the organization. */
export function nameInScope(names: Partial<Omit<WorkScope, 'request_id'>>): void {
  const scope = storage.getStore();
  if (scope) Object.assign(scope, names);
}
