export interface LoggedError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

const MAX_DEPTH = 8;
const MAX_MESSAGE = 2_000;
const MAX_STACK = 6_000;
/** Passwords in URLs, bearer tokens, API keys: they turn up inside messages of foreign libraries. */
const CREDENTIALS =
  /(:\/\/[^\s:/@]*:)[^\s@/]+(?=@)|(bearer\s+)[\w.~+/=-]+|\bgk_[\w-]{20,}|\beyJ[\w-]+\.[\w-]+\.[\w-]*/gi;

/** An error and its causes as plain data, without credentials and within bounds. */
export function errorChain(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error, message: clean(String(error), MAX_MESSAGE) };
  const code = (error as { code?: unknown }).code;
  return {
    name: error.name,
    message: clean(error.message, MAX_MESSAGE),
    ...(typeof code === 'string' && { code }),
    ...(error.stack && { stack: clean(error.stack, MAX_STACK) }),
    ...(error.cause !== undefined && depth < MAX_DEPTH && { cause: errorChain(error.cause, depth + 1) }),
  };
}

function clean(text: string, max: number): string {
  return text
    .slice(0, max)
    .replace(CREDENTIALS, (_match, url?: string, bearer?: string) => `${url ?? bearer ?? ''}[redacted]`);
}
