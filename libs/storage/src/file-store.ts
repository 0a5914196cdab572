import type { Readable } from 'node:stream';

/** What is known about a file before it is stored; the store verifies size and hash while it reads. */
export interface FileFacts {
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  readonly media_type: string;
}

/** Bytes `start` to `end`, both included, as in HTTP. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredFile {
  readonly key: string;
  readonly size: number;
  readonly modified_at: Date;
}

export interface PresignRequest {
  readonly expires_s: number;
  readonly file_name: string;
  readonly media_type: string;
}

/**
 * Where finished files are kept. Keys are ours (see `storage-key.ts`); a file is written once and never changed.
 * Errors are `StorageError`s; one of reason `unavailable` says nothing about whether the file exists.
 */
export interface FileStore {
  /** Name of the kind: `disk`, `s3`. */
  readonly kind: string;
  /**
   * Takes a local file under a new key and resolves when it will survive a power cut. The caller removes its own name
   * of the file afterwards and never writes to it again: on one file system both are the same bytes. Never overwrites: `exists`.
   * `damaged` when the bytes are not those the facts describe; nothing is visible under the key then.
   */
  put(key: string, localPath: string, facts: FileFacts): Promise<void>;
  /** The bytes, or a range of them. Rejects with `missing` before the first byte. */
  open(key: string, range?: ByteRange): Promise<Readable>;
  /** Null when there is no such file. */
  stat(key: string): Promise<StoredFile | null>;
  /** Resolves whether or not the file was there. */
  delete(key: string): Promise<void>;
  /** Every file whose key starts with the prefix, in no promised order. */
  list(prefix: string): AsyncIterable<StoredFile>;
  /** Address a client may read from directly for at most five minutes; null when the store has none. */
  presign(key: string, request: PresignRequest): Promise<string | null>;
  /** Removes what `put`s begun before this moment left behind unfinished; resolves to how many. */
  discardUnfinished(before: Date): Promise<number>;
  /** Resolves when files can be read and written now. */
  ping(): Promise<void>;
  close(): void;
}
