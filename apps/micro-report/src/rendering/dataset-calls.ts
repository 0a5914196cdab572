import type { DatasetRequest } from '@galley/dataset';
import type { ServiceCall, ServiceTokens } from '@galley/platform';
import type { DatasetCall } from './render-task.js';

/** On whose behalf rows are read. */
export type Reader = Omit<ServiceCall, 'source'> & { readonly request_id: string | null };

/** The way of a request to micro-data: with a token that is good for this very body, for a minute. */
export async function datasetCall(
  tokens: ServiceTokens,
  microDataUrl: string,
  { request_id, ...reader }: Reader,
  request: DatasetRequest,
): Promise<DatasetCall> {
  const body = JSON.stringify(request);
  const source = request.name ?? request.builder_key ?? null;
  const token = await tokens.issue({ ...reader, source }, body);
  return {
    url: `${microDataUrl}/api/datasets/execute`,
    body,
    headers: { authorization: `Bearer ${token}`, ...(request_id && { 'x-request-id': request_id }) },
  };
}
