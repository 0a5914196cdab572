/**
 * The allow-list of what a log line may say. Row data, tokens, addresses and request bodies have no name here, so
 * they cannot be logged, by intention or by accident.
 */
const FACT_NAMES = [
  'request_id',
  'organization',
  'actor_id',
  'job_id',
  'attempt',
  'schedule_id',
  'template_id',
  'entity_type',
  'entity_id',
  'batch_id',
  'delivery_id',
  'worker_id',
  'service',
  'context',
  'method',
  'route',
  'status',
  'code',
  'duration_ms',
  'wait_ms',
  'timeout_ms',
  'bytes',
  'rows',
  'pages',
  'count',
  'format',
  'stage',
  'source',
  'dependency',
  'channel',
  'event',
  'reason',
  'signal',
  'host',
  'port',
  'version',
  'concurrency',
  'error',
] as const;

export type FactName = (typeof FACT_NAMES)[number];

export type LogFacts = {
  readonly [Name in Exclude<FactName, 'error'>]?: string | number | boolean | null;
} & { readonly error?: unknown };

const allowed: ReadonlySet<string> = new Set(FACT_NAMES);

export function isAllowedFact(name: string): name is FactName {
  return allowed.has(name);
}
