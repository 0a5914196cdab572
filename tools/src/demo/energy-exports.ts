import type { GalleyClient } from '../stack/galley-client.js';
import type { EnergyExport } from './energy-runs.js';

const REASON = 'To show what an export holds';
const ENDED = ['completed', 'failed', 'cancelled', 'expired'];
const PAUSE_MS = 250;

/** What the demo reads of a request; `api.md` has the rest. */
interface Request {
  readonly id: string;
  readonly status: string;
  readonly format: string;
  readonly file_name: string | null;
  readonly file_hash: string | null;
  readonly actual_record_count: number | null;
  readonly processing_time_ms: number | null;
  readonly error_message: string | null;
}

export interface MadeExport {
  /** How the request stood when it was made: `pending` where it needed an approval. */
  readonly status_before: string;
  readonly format: string;
  readonly file_name: string | null;
  readonly records: number | null;
  readonly ms: number | null;
  readonly sha256: string | null;
  readonly bytes: Buffer;
}

interface People {
  readonly reportUrl: string;
  readonly requester: GalleyClient;
  readonly approver: GalleyClient;
}

/** Asks for an export, has it approved where that is needed, waits for it and fetches its file. */
export async function madeExport(
  { reportUrl, requester, approver }: People,
  wish: EnergyExport,
): Promise<MadeExport> {
  const requests = `${reportUrl}/api/exports/request`;
  const asked = await requester.request<Request>('POST', requests, {
    ...wish,
    format: 'csv',
    reason: REASON,
  });
  const one = `${requests}/${asked.id}`;
  if (asked.status === 'pending') await approver.request('POST', `${one}/approve`, {});
  let made = await requester.request<Request>('GET', one);
  while (!ENDED.includes(made.status)) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    made = await requester.request<Request>('GET', one);
  }
  if (made.status !== 'completed') {
    throw new Error(`export ${wish.data_type} ended ${made.status}: ${made.error_message}`);
  }
  return {
    status_before: asked.status,
    format: made.format,
    file_name: made.file_name,
    records: made.actual_record_count,
    ms: made.processing_time_ms,
    sha256: made.file_hash,
    bytes: await requester.bytes('GET', `${one}/download`),
  };
}
