import { z } from 'zod';
import { withRolePasswords } from '../database/service-roles.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Start-up stops here: the message names every fault, one per line, and never a value. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

/**
 * Reads a configuration once, at start. An empty variable counts as absent; unknown variables are left alone because
 * the environment is shared. Throws `ConfigError` with all faults at once.
 */
export function loadConfig<Schema extends z.ZodObject>(
  schema: Schema,
  env: Environment,
): Readonly<z.infer<Schema>> {
  const given: Record<string, string> = {};
  for (const key of Object.keys(schema.shape)) {
    const value = env[key]?.trim();
    if (value) given[key] = value;
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return Object.freeze(withRolePasswords(parsed.data));
  throw new ConfigError(parsed.error.issues.map((issue) => faultOf(issue, given)));
}

function faultOf(issue: z.core.$ZodIssue, given: Readonly<Record<string, string>>): string {
  const key = issue.path.join('.') || 'configuration';
  const absent = issue.code === 'invalid_type' && !(key in given);
  return `${key}: ${absent ? 'is required' : issue.message}`;
}
