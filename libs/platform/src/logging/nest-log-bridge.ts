import type { LoggerService } from '@nestjs/common';
import type { LogFacts } from './log-facts.js';
import { Logger } from './logger.js';

/** Lets Nest write into our log. Its chatter about modules and routes is debug; its warnings and errors stay. */
export class NestLogBridge implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(textOf(message), contextOf(rest));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(textOf(message), contextOf(rest));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(textOf(message), contextOf(rest));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn(textOf(message), contextOf(rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error(textOf(message), {
      ...contextOf(rest),
      ...(message instanceof Error && { error: message }),
    });
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.error(message, ...rest);
  }
}

function textOf(message: unknown): string {
  if (message instanceof Error) return message.message;
  return typeof message === 'string' ? message : JSON.stringify(message);
}

/** Nest passes the context last; before it may stand a stack. */
function contextOf(rest: readonly unknown[]): LogFacts {
  const context = rest.at(-1);
  return typeof context === 'string' ? { context } : {};
}
