import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Receipt } from '../channel.js';
import { DeliveryError } from '../delivery-error.js';
import { openFile } from '../open-file.js';
import type { OutgoingFile } from '../outgoing-message.js';
import type { S3Destination } from './s3-config.js';
import { s3Fault, statusOf } from './s3-fault.js';

/** Parts held in memory per upload: two of 8 MiB. */
const PART_BYTES = 8 * 1024 * 1024;
const PARTS_AT_ONCE = 2;

interface Found {
  readonly size: number;
  readonly etag: string;
  readonly sha256: string | undefined;
}

/** One bucket of a foreign object store. */
export class S3Bucket {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(destination: S3Destination, timeoutMs: number) {
    const { endpoint, region, access_key_id: accessKeyId, secret_access_key: secretAccessKey } = destination;
    this.#bucket = destination.bucket;
    this.#client = new S3Client({
      region,
      forcePathStyle: destination.force_path_style,
      ...(endpoint && { endpoint }),
      ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
      // Attempts are counted by whoever sends; a second try here only spares an upload of many parts one bad answer.
      maxAttempts: 2,
      requestHandler: {
        connectionTimeout: Math.min(5_000, timeoutMs),
        requestTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        throwOnRequestTimeout: true,
      },
      // Stores other than Amazon's refuse the SDK's own checksums; the file's hash is verified while it is read.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  /**
   * Puts a file under a key and makes sure that all of it is there. A file that an earlier attempt has put there (same
   * size, same hash) is left as it is.
   */
  async put(key: string, file: OutgoingFile, signal: AbortSignal): Promise<Receipt> {
    try {
      const earlier = await this.#find(key, signal);
      if (earlier?.size === file.size && earlier.sha256 === file.sha256) {
        return { id: key, detail: `${earlier.etag} (there since an earlier attempt)` };
      }
      const etag = await this.#upload(key, file, signal);
      const found = await this.#find(key, signal);
      if (found && found.size !== file.size) {
        throw new DeliveryError(
          'deferred',
          true,
          `The object store kept ${found.size} of ${file.size} bytes.`,
        );
      }
      return { id: key, detail: etag };
    } catch (error) {
      throw s3Fault(error, signal.aborted);
    }
  }

  close(): void {
    this.#client.destroy();
  }

  /** What stands under a key; null = nothing, or nothing that these credentials may see: some may only write. */
  async #find(key: string, signal: AbortSignal): Promise<Found | null> {
    try {
      const command = new HeadObjectCommand({ Bucket: this.#bucket, Key: key });
      const {
        ContentLength = 0,
        ETag = '',
        Metadata = {},
      } = await this.#client.send(command, {
        abortSignal: signal,
      });
      return { size: ContentLength, etag: ETag, sha256: Metadata['sha256'] };
    } catch (error) {
      const status = statusOf(error);
      if (status === 404 || status === 403) return null;
      throw error;
    }
  }

  async #upload(key: string, file: OutgoingFile, signal: AbortSignal): Promise<string> {
    const body = await openFile(file);
    const upload = new Upload({
      client: this.#client,
      params: {
        Bucket: this.#bucket,
        Key: key,
        Body: body,
        ContentType: file.media_type,
        Metadata: { sha256: file.sha256 },
      },
      queueSize: PARTS_AT_ONCE,
      partSize: PART_BYTES,
      leavePartsOnError: false,
    });
    const abort = () => void upload.abort();
    signal.addEventListener('abort', abort, { once: true });
    try {
      signal.throwIfAborted();
      const { ETag = '' } = await upload.done();
      return ETag;
    } finally {
      signal.removeEventListener('abort', abort);
      body.destroy();
    }
  }
}
