/**
 * The streaming form of a Dataset between the services.
 *
 * A frame is `type (1 byte) · length (int32, counts itself) · payload`, exactly PostgreSQL's message
 * framing, so that DataRow messages travel unparsed from the database socket to the renderer:
 *
 *   H  header   JSON DatasetHeader
 *   D  row      PostgreSQL DataRow: int16 field count, then per field int32 length (-1 = null) and text bytes
 *   T  trailer  JSON DatasetTrailer
 *   P  problem  JSON ProblemSummary; replaces the trailer when the query fails after the header
 */
export const FRAME = { header: 0x48, row: 0x44, trailer: 0x54, problem: 0x50 } as const;

/** Bytes before a frame's payload. */
export const FRAME_HEAD = 5;

/** A frame larger than this is not one of ours. */
const MAX_FRAME = 256 * 1024 * 1024;

export function jsonFrame(type: number, value: unknown): Buffer {
  const payload = Buffer.from(JSON.stringify(value));
  const frame = Buffer.allocUnsafe(FRAME_HEAD + payload.length);
  frame[0] = type;
  frame.writeInt32BE(payload.length + 4, 1);
  payload.copy(frame, FRAME_HEAD);
  return frame;
}

/** One row as a DataRow frame; for rows that do not come off a PostgreSQL socket (tests, merges, snapshots). */
export function rowFrame(cells: readonly (string | null)[]): Buffer {
  const bytes = cells.map((cell) => (cell === null ? null : Buffer.from(cell)));
  const size = 2 + bytes.reduce((sum, cell) => sum + 4 + (cell?.length ?? 0), 0);
  const frame = Buffer.allocUnsafe(FRAME_HEAD + size);
  frame[0] = FRAME.row;
  frame.writeInt32BE(size + 4, 1);
  let at = frame.writeInt16BE(cells.length, FRAME_HEAD);
  for (const cell of bytes) {
    at = frame.writeInt32BE(cell?.length ?? -1, at);
    if (cell) at += cell.copy(frame, at);
  }
  return frame;
}

export type Frame =
  | { readonly kind: 'json'; readonly type: number; readonly value: unknown }
  /** One or more whole DataRow messages, back to back. */
  | { readonly kind: 'rows'; readonly batch: Buffer };

/**
 * Splits a byte stream into frames; consecutive rows come as one batch and are copied only where a
 * frame straddles chunks. Throws `RangeError` on a frame that cannot be ours or is cut.
 */
export async function* readFrames(chunks: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let parts: Buffer[] = [];
  let held = 0;
  /** Bytes of the first incomplete frame, once its length is known: until then nothing is joined. */
  let needed = FRAME_HEAD;
  for await (const chunk of chunks) {
    parts.push(chunk);
    held += chunk.length;
    if (held < needed) continue;
    const bytes = parts.length === 1 ? chunk : Buffer.concat(parts, held);
    let at = 0;
    let rowsFrom = -1;
    needed = FRAME_HEAD;
    while (at + FRAME_HEAD <= bytes.length) {
      const type = bytes[at] ?? 0;
      const length = bytes.readInt32BE(at + 1);
      if (length < 4 || length > MAX_FRAME) throw new RangeError(`frame length ${length} is out of range`);
      const end = at + 1 + length;
      if (end > bytes.length) {
        needed = 1 + length;
        break;
      }
      if (type === FRAME.row) {
        if (rowsFrom < 0) rowsFrom = at;
      } else {
        if (rowsFrom >= 0) yield { kind: 'rows', batch: bytes.subarray(rowsFrom, at) };
        rowsFrom = -1;
        yield { kind: 'json', type, value: JSON.parse(bytes.toString('utf8', at + FRAME_HEAD, end)) };
      }
      at = end;
    }
    if (rowsFrom >= 0) yield { kind: 'rows', batch: bytes.subarray(rowsFrom, at) };
    held = bytes.length - at;
    parts = held > 0 ? [bytes.subarray(at)] : [];
  }
  if (held > 0) throw new RangeError('the stream ends inside a frame');
}
