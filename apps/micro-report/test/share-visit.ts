import type { ReportApp } from './report-app.js';

export interface Visit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  json(): unknown;
}

/** Follows a share link, as somebody without a login. */
export async function outside(report: ReportApp, path: string, visit: Visit = {}): Promise<Answer> {
  const answer = await fetch(`${await report.app.getUrl()}/api/shared/${path}`, visit);
  const text = await answer.text();
  const { status, headers } = answer;
  return { status, headers, text, json: () => JSON.parse(text) as unknown };
}
