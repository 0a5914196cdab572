import { readFileSync } from 'node:fs';

/** shared/cases/export-approval.json: does so large a request need a second person? */
export interface ApprovalCase {
  readonly data_type: string;
  readonly count: number;
  readonly threshold: number;
  readonly requires: boolean;
}

export function approvalCases(): readonly ApprovalCase[] {
  const text = readFileSync(new URL('export-approval.cases.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { cases: readonly ApprovalCase[] }).cases;
}
