import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { issueLocalToken } from '@galley/platform';

/** What the tools read of a job; `api.md` has the rest. */
export interface ToolJob {
  readonly id: string;
  readonly status: string;
  readonly file_name: string | null;
  readonly file_size: number | null;
  readonly row_count: number | null;
  readonly duration_ms: number | null;
  readonly sha256: string | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
}

interface Identity {
  readonly secret: string;
  readonly org: string;
  readonly roles: string[];
  /** Who it is; absent = the demo's own user. */
  readonly sub?: string;
}

const TOKEN_TTL_S = 3600;
const DEMO_USER = '00000000-0000-4000-8000-00000000d302';

/** A small client of a local Galley, for the demo and the benchmark: one caller, JSON in and out. */
export class GalleyClient {
  private constructor(private readonly token: string) {}

  static async as({ secret, org, roles, sub = DEMO_USER }: Identity): Promise<GalleyClient> {
    return new GalleyClient(await issueLocalToken(secret, { sub, org, roles }, TOKEN_TTL_S));
  }

  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
  }

  /** The JSON answer. Throws with the problem's detail on any other than a 2xx answer. */
  async request<T>(
    method: string,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const response = await fetch(url, {
      method,
      headers: { ...this.headers, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }

  /** The bytes of an answer that is a file. Throws like `request`. */
  async bytes(method: string, url: string, body?: unknown): Promise<Buffer> {
    const response = await fetch(url, {
      method,
      headers: this.headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** Runs a report and waits until it has ended, however long that takes. */
  async generate(reportUrl: string, body: Readonly<Record<string, unknown>>): Promise<ToolJob> {
    const wait = { prefer: 'wait=60' };
    return this.ended(
      reportUrl,
      await this.request<ToolJob>('POST', `${reportUrl}/api/reports/generate`, body, wait),
    );
  }

  /** Follows a job until it has ended. Throws when it has no file to show for it. */
  async ended(reportUrl: string, begun: ToolJob): Promise<ToolJob> {
    let job = begun;
    while (job.status === 'queued' || job.status === 'processing') {
      await new Promise((resolve) => setTimeout(resolve, 250));
      job = await this.request<ToolJob>('GET', `${reportUrl}/api/reports/jobs/${job.id}`);
    }
    if (job.status !== 'completed') {
      throw new Error(`job ${job.id} ended ${job.status}: ${job.error_code} ${job.error_message}`);
    }
    return job;
  }

  /** The file of a finished job, streamed to `path`. */
  async download(reportUrl: string, job: ToolJob, path: string): Promise<void> {
    const response = await fetch(`${reportUrl}/api/reports/jobs/${job.id}/download`, {
      headers: this.headers,
    });
    if (!response.ok || !response.body)
      throw new Error(`download of job ${job.id} answered ${response.status}`);
    await pipeline(Readable.fromWeb(response.body), createWriteStream(path));
  }
}
