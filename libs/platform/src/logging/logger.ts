import { pino, type DestinationStream, type Level } from 'pino';
import type { ServiceName } from '../config/tokens.js';
import { errorChain } from './error-chain.js';
import { LineBuffer } from './line-buffer.js';
import { isAllowedFact, type LogFacts } from './log-facts.js';
import { RequestLineWriter, type RequestLine } from './request-line.js';
import { currentScope } from './request-scope.js';

export interface LoggerOptions {
  readonly service: ServiceName;
  readonly level: string;
  /** Standard output unless a test wants to read along. */
  readonly destination?: DestinationStream;
}

/** Structured log lines. error = someone must act, warn = it healed, info = one line per outcome. */
export class Logger {
  readonly #pino: pino.Logger;
  readonly #buffer: LineBuffer;
  readonly #destination: DestinationStream;
  readonly #requests: RequestLineWriter;

  constructor({ service, level, destination }: LoggerOptions) {
    const buffer = new LineBuffer();
    this.#buffer = buffer;
    this.#destination = destination ?? buffer;
    this.#requests = new RequestLineWriter(service);
    this.#pino = pino(
      {
        level,
        base: { service },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
      },
      this.#destination,
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

  /** The outcome of a request, at level info. */
  request(line: RequestLine): void {
    if (this.#pino.isLevelEnabled('info')) this.#destination.write(this.#requests.text(line));
  }

  debug(message: string, facts?: LogFacts): void {
    this.#write('debug', message, facts);
  }

  /** Writes out what is buffered; called before the process ends. */
  flush(): void {
    this.#buffer.flush();
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
