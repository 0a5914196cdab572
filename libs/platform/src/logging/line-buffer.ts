import { pino, type DestinationStream } from 'pino';

const FLUSH_CHARACTERS = 65_536;
const FLUSH_EVERY_MS = 250;
const STDOUT = 1;

/**
 * Collects log lines and hands them to standard output in large pieces, without waiting for it. Under load a write per
 * line costs more than the request; letting pino's destination collect them costs as much, since it measures what it
 * has collected anew for every line.
 */
export class LineBuffer implements DestinationStream {
  /** Opened by the first line: a silent process leaves standard output alone. */
  #output: ReturnType<typeof pino.destination> | null = null;
  #text = '';
  #timer: NodeJS.Timeout | null = null;

  write(line: string): void {
    if (!this.#output) {
      this.#output = pino.destination({ dest: STDOUT, sync: false });
      process.once('exit', () => this.flush());
    }
    this.#text += line;
    if (this.#text.length >= FLUSH_CHARACTERS) this.#pass();
    // A line is late by a quarter of a second at most, and keeps no process alive.
    else this.#timer ??= setTimeout(() => this.#pass(), FLUSH_EVERY_MS).unref();
  }

  /** Writes out everything before it returns; for the end of the process. */
  flush(): void {
    this.#pass();
    try {
      this.#output?.flushSync();
    } catch {
      // The output is closed or was never opened: there is nowhere left to report it.
    }
  }

  #pass(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#text === '') return;
    this.#output?.write(this.#text);
    this.#text = '';
  }
}
