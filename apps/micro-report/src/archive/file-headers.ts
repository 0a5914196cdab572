import { FORMATS } from '@galley/render';
import { attachmentOf } from '@galley/storage';

/** What a document may be, as the API says it. */
export const FILE_TYPES = FORMATS.map(({ media_type }) => media_type);

/** Nothing in a document may run, wherever it is opened. */
const SANDBOX = "default-src 'none'; sandbox";

/** Headers of every document we hand out: saved under its name, never shown inline, never sniffed, never kept by caches. */
export function fileHeaders(file: {
  name: string;
  media_type: string;
  size: number;
}): Record<string, string | number> {
  return {
    'content-type': file.media_type,
    'content-disposition': attachmentOf(file.name),
    'content-length': file.size,
    'content-security-policy': SANDBOX,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  };
}
