import { create } from 'content-disposition';

/** File systems take 255 bytes, and browsers add to a name that is there already. */
const MAX_BYTES = 200;
const letters = new Intl.Segmenter();

/** Not for a file name anywhere: separators, what Windows and shells refuse, control and direction-changing characters. */
const UNFIT = /[\p{Cc}\\/:*?"<>|\p{Bidi_Control}\u2028\u2029\ufeff\p{Noncharacter_Code_Point}]/gu;
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A name that every file system takes and that shows what it is: no separators, no control or bidirectional
 * characters (`report\u202Efdp.exe`), no leading dots, the extension kept when it is cut to 200 bytes.
 */
export function safeFileName(name: string): string {
  // Through UTF-8: half a surrogate pair would not survive a header.
  const clean = Buffer.from(name)
    .toString()
    .normalize('NFC')
    .replace(UNFIT, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(WINDOWS_DEVICE, '_$1');
  if (clean === '') return 'report';
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(clean)?.[0] ?? '';
  return cutTo(MAX_BYTES - extension.length, clean.slice(0, clean.length - extension.length)) + extension;
}

/** The letters of a text that fit into so many bytes of UTF-8; none is cut in half. */
function cutTo(bytes: number, text: string): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let room = bytes;
  let kept = '';
  for (const { segment } of letters.segment(text)) {
    room -= Buffer.byteLength(segment);
    if (room < 0) break;
    kept += segment;
  }
  return kept.trimEnd();
}

/** `Content-Disposition: attachment` with names as RFC 6266 and 5987 want them. */
export function attachmentOf(fileName: string): string {
  return create(safeFileName(fileName));
}
