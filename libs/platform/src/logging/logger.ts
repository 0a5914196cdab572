import { pino, type DestinationStream, type Level } from 'pino';
import type { ServiceName } from '../config/tokens.js';
import { errorChain } from './error-chain.js';
import { isAllowedFact, type LogFacts } from './log-facts.js';
import { currentScope } from './request-scope.js';

export interface LoggerOptions {
  readonly service: ServiceName;
  readonly level: string;
  /** Standard output unless a test wants to read along. */
  readonly destination?: DestinationStream;
}

/** Lines leave in large pieces: under load the writes cost more than the lines. */
const FLUSH_BYTES = 65_536;
const MAX_WRITE_BYTES = 262_144;
const FLUSH_EVERY_MS = 250;

/** Structured log lines. error = someone must act, warn = it healed, info = one line per outcome. */
export class Logger {
  readonly #pino: pino.Logger;
  readonly #flush: () => void;

  constructor({ service, level, destination }: LoggerOptions) {
    const buffered = destination
      ? null
      : pino.destination({
          dest: 1,
          sync: false,
          minLength: FLUSH_BYTES,
          maxWrite: MAX_WRITE_BYTES,
          periodicFlush: FLUSH_EVERY_MS,
        });
    this.#flush = () => buffered?.flushSync();
    this.#pino = pino(
      {
        level,
        base: { service },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
      },
      destination ?? buffered ?? pino.destination(1),
    );
  }

  error(message: string, facts?: LogFacts): void {
    this.#write('error', message, facts);
  }

  warn(message: string, facts?: LogFacts): void {
    this.#write('warn', message, facts);
  }

  info(message: string, facts?: LogFacts): void {
    this.#write('info', message, facts);
  }

  debug(message: string, facts?: LogFacts): void {
    this.#write('debug', message, facts);
  }

  /** Writes out what is buffered; called before the process ends. */
  flush(): void {
    try {
      this.#flush();
    } catch {
      // The stream may not be open yet or be closed already; there is nowhere left to report it.
    }
  }

  #write(level: Level, message: string, facts: LogFacts = {}): void {
    if (!this.#pino.isLevelEnabled(level)) return;
    const line: Record<string, unknown> = { ...currentScope() };
    for (const name in facts) {
      if (isAllowedFact(name)) line[name] = name === 'error' ? errorChain(facts[name]) : facts[name];
    }
    this.#pino[level](line, message);
  }
}
