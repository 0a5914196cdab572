/** What the sessions need to know from the configuration. */
export interface DataSessionsConfig {
  /** URL of a data source by the variable that names it; null = the product's own database. */
  readonly urlOf: (urlEnv: string | null) => string | null;
  /** Signs who reads; known to the product's own database only. */
  readonly tenantSecret: string;
  readonly connectTimeoutMs: number;
  /** How long a request waits for a free connection of a busy data source. */
  readonly waitTimeoutMs: number;
  /** How far past its own time limit a statement may run before it is cancelled from outside. */
  readonly watchdogGraceMs: number;
}

export const DATA_SESSIONS_CONFIG = Symbol('data sessions config');
