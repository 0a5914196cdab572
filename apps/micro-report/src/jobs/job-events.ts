import { PassThrough, type Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Database, type Principal } from '@galley/platform';
import { isFinal } from './job-lifecycle.js';
import { jobView } from './job-view.js';
import { visibleJob } from './job-visibility.js';
import { JobWatch, type JobPulse } from './job-watch.js';

/** Proxies close what is silent for a minute. */
const HEARTBEAT_MS = 15_000;
const RETRY_MS = 2_000;

/** A job as a stream of server-sent events: `progress` until it ends, then one `done`. */
@Injectable()
export class JobEvents {
  constructor(
    private readonly database: Database,
    private readonly watch: JobWatch,
  ) {}

  /** `not-found` for a job the caller may not see. The stream ends after `done`, or when this process shuts down. */
  async open(caller: Principal, id: string): Promise<Readable> {
    await this.#read(caller, id);
    const stream = new PassThrough();
    stream.write(`retry: ${RETRY_MS}\n\n`);
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), HEARTBEAT_MS);
    const leave = this.watch.watch(id, (pulse) => {
      if (!pulse) return void stream.end();
      stream.write(event('progress', progressOf(pulse)));
      if (!isFinal(pulse.status)) return;
      leave();
      void this.#finish(stream, caller, id);
    });
    stream.on('close', () => {
      clearInterval(heartbeat);
      leave();
    });
    return stream;
  }

  async #finish(stream: PassThrough, caller: Principal, id: string): Promise<void> {
    try {
      stream.end(event('done', await this.#read(caller, id)));
    } catch {
      // The client reconnects after `retry` and is told again.
      stream.destroy();
    }
  }

  #read(caller: Principal, id: string) {
    return this.database.withTenantSql(caller.organization.id, async (tx) =>
      jobView(await visibleJob(tx, caller, id)),
    );
  }
}

function progressOf({ status, stage, progress, rows }: JobPulse) {
  return { status, stage: stage ?? status, percent: progress, rows };
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
