import { rowFrame, type SqlFragment } from '@galley/dataset';
import type { Connection, FieldDef, PoolClient, Submittable } from 'pg';
import type { WireConnection } from '../sessions/pipeline.js';
import { textValue } from '../sessions/text-value.js';
import { BatchQueue, type RowBatch } from './batch-queue.js';

/** The answer of one SELECT as DataRow messages, read once. */
export interface RawRows {
  /** The columns, once PostgreSQL has planned the statement. Rejects when it refuses. */
  readonly fields: Promise<readonly FieldDef[]>;
  /** Rejects from `next` when the statement fails half-way. Stopping early leaves the connection unusable: destroy it. */
  batches(): AsyncGenerator<RowBatch>;
}

const DATA_ROW = 0x44;
const READY_FOR_QUERY = 0x5a;
const MESSAGE_HEAD = 5;
/** A batch is passed on at this size at the latest. */
const BATCH_BYTES = 256 * 1024;
/** Rows per round trip where the socket cannot be read. */
const PORTAL_ROWS = 500;

/**
 * Runs a statement with bound values and gives its rows as the bytes PostgreSQL sent (ADR: raw rows). While it runs,
 * DataRow messages are cut out of the socket before pg parses them, which pg has no API for; everything else still goes
 * through pg's own parser, so that its state stays true. Where a pg does not look as expected, a portal is read in
 * pages with the API that pg-cursor uses. This file is the only one that knows.
 */
export function openRawRows(
  client: PoolClient,
  statement: SqlFragment,
  reader: 'socket' | 'portal' = canReadSocket(client) ? 'socket' : 'portal',
): RawRows {
  const rows = reader === 'socket' ? new SocketRows(statement) : new PortalRows(statement);
  client.query(rows);
  return rows;
}

/** Whether pg still keeps its parser as the one `data` listener of a stream that can be paused. */
export function canReadSocket(client: PoolClient): boolean {
  const { connection } = client as unknown as { connection?: { stream?: Partial<Connection['stream']> } };
  const stream = connection?.stream;
  return typeof stream?.pause === 'function' && stream.listenerCount?.('data') === 1;
}

abstract class PendingRows implements Submittable, RawRows {
  readonly fields: Promise<readonly FieldDef[]>;
  protected readonly queue: BatchQueue;
  private readonly settleFields: { resolve: (fields: FieldDef[]) => void; reject: (error: Error) => void };

  constructor(protected readonly statement: SqlFragment) {
    const { promise, resolve, reject } = withResolvers<FieldDef[]>();
    this.fields = promise;
    // The error also reaches whoever reads the batches; nobody may be waiting for the columns any more.
    promise.catch(() => undefined);
    this.settleFields = { resolve, reject };
    this.queue = new BatchQueue();
  }

  abstract submit(connection: Connection): void;

  batches(): AsyncGenerator<RowBatch> {
    return this.queue.read();
  }

  handleRowDescription(message: { readonly fields: FieldDef[] }): void {
    this.settleFields.resolve(message.fields);
  }

  handleCommandComplete(_message: unknown, _connection: Connection): void {}

  handleReadyForQuery(): void {
    this.settleFields.resolve([]);
    this.queue.end();
  }

  handleError(error: Error, _connection: Connection): void {
    this.settleFields.reject(error);
    this.queue.fail(error);
  }

  protected bind(wire: WireConnection): void {
    const { text, values } = this.statement;
    wire.parse({ name: '', text, types: [] });
    wire.bind({ portal: '', statement: '', values: values.map(textValue), binary: false });
    wire.describe({ type: 'P', name: '' });
  }
}

class SocketRows extends PendingRows {
  submit(connection: Connection): void {
    const { stream } = connection;
    const [toPg] = stream.listeners('data') as ((bytes: Buffer) => void)[];
    let parts: Buffer[] = [];
    let held = 0;
    /** Bytes worth looking at again: a batch, or the whole of a row that is larger. */
    let wanted = BATCH_BYTES;
    let isScheduled = false;
    const give = (bytes: Buffer): void => toPg?.call(stream, bytes);
    const flush = (): void => {
      isScheduled = false;
      const [first] = parts;
      if (!first || (held < wanted && wanted > BATCH_BYTES)) return;
      const bytes = parts.length === 1 ? first : Buffer.concat(parts, held);
      const end = this.take(bytes, give, handBack);
      parts = end < bytes.length ? [bytes.subarray(end)] : [];
      held = bytes.length - end;
      wanted = Math.max(BATCH_BYTES, held < MESSAGE_HEAD ? 0 : 1 + bytes.readInt32BE(end + 1));
    };
    // What one turn of the event loop brings goes on as one batch: every batch is a write to the client.
    const onData = (chunk: Buffer): void => {
      parts.push(chunk);
      held += chunk.length;
      if (held >= wanted) flush();
      else if (!isScheduled) {
        isScheduled = true;
        setImmediate(flush);
      }
    };
    const handBack = (): void => {
      stream.off('data', onData).off('end', flush);
      if (toPg) stream.on('data', toPg);
    };
    stream.on('data', onData).prependListener('end', flush);
    if (toPg) stream.off('data', toPg);
    this.queue.onPressure = (isHigh) => (isHigh ? stream.pause() : stream.resume());
    const wire = connection as unknown as WireConnection;
    stream.cork();
    this.bind(wire);
    wire.execute({ portal: '', rows: 0 });
    wire.sync();
    stream.uncork();
  }

  /** Queues the whole DataRows of `bytes`, gives pg the rest, and answers where the first incomplete message begins. */
  private take(bytes: Buffer, give: (bytes: Buffer) => void, handBack: () => void): number {
    let at = 0;
    let rowsFrom = -1;
    let rows = 0;
    const queueRows = (end: number): void => {
      if (rowsFrom >= 0) this.queue.push({ bytes: bytes.subarray(rowsFrom, end), rows });
      rowsFrom = -1;
      rows = 0;
    };
    while (at + MESSAGE_HEAD <= bytes.length) {
      const end = at + 1 + bytes.readInt32BE(at + 1);
      if (end > bytes.length) break;
      if (bytes[at] === DATA_ROW) {
        if (rowsFrom < 0) rowsFrom = at;
        rows++;
        at = end;
        continue;
      }
      queueRows(at);
      if (bytes[at] === READY_FOR_QUERY) {
        // The last message of ours: whatever follows is pg's, and it may send the next statement at once.
        handBack();
        this.queue.release();
        give(bytes.subarray(at));
        return bytes.length;
      }
      give(bytes.subarray(at, end));
      at = end;
    }
    queueRows(at);
    return at;
  }
}

class PortalRows extends PendingRows {
  private page: Buffer[] = [];

  submit(connection: Connection): void {
    const wire = connection as unknown as WireConnection;
    this.bind(wire);
    wire.execute({ portal: '', rows: PORTAL_ROWS });
    wire.flush();
  }

  handleDataRow(message: { readonly fields: (string | null)[] }): void {
    this.page.push(rowFrame(message.fields));
  }

  handlePortalSuspended(connection: Connection): void {
    this.turnPage();
    const wire = connection as unknown as WireConnection;
    this.queue.whenLow(() => {
      wire.execute({ portal: '', rows: PORTAL_ROWS });
      wire.flush();
    });
  }

  override handleCommandComplete(_message: unknown, connection: Connection): void {
    this.turnPage();
    (connection as unknown as WireConnection).sync();
  }

  override handleError(error: Error, connection: Connection): void {
    (connection as unknown as WireConnection).sync();
    super.handleError(error, connection);
  }

  private turnPage(): void {
    if (this.page.length > 0) this.queue.push({ bytes: Buffer.concat(this.page), rows: this.page.length });
    this.page = [];
  }
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function withResolvers<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: Error) => void;
} {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
