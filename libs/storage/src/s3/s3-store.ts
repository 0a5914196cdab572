import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  ListMultipartUploadsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { attachmentOf } from '../file-name.js';
import type { ByteRange, FileFacts, FileStore, PresignRequest, StoredFile } from '../file-store.js';
import { StorageError } from '../storage-error.js';
import { requireKey } from '../storage-key.js';
import { verifyBytes } from '../verify-bytes.js';
import { isNotImplemented, s3Fault } from './s3-fault.js';

export interface S3Options {
  readonly bucket: string;
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly forcePathStyle: boolean;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** Parts held in memory per upload: two of 8 MiB. */
const PART_BYTES = 8 * 1024 * 1024;
const PARTS_AT_ONCE = 2;
const MAX_LINK_S = 300;

/** Files in a bucket of an S3-compatible object store. */
export class S3Store implements FileStore {
  readonly kind = 's3';
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor({ bucket, endpoint, credentials, ...options }: S3Options) {
    this.#bucket = bucket;
    this.#client = new S3Client({
      ...options,
      ...(endpoint && { endpoint }),
      ...(credentials && { credentials }),
      maxAttempts: 3,
      requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 },
      // Stores other than Amazon's refuse the SDK's own checksums; ours is verified on the way in and out.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  async put(key: string, localPath: string, facts: FileFacts): Promise<void> {
    if (await this.stat(key)) throw new StorageError('exists', `${key} is stored already.`);
    try {
      await this.#upload(key, localPath, facts, { IfNoneMatch: '*' });
    } catch (error) {
      if (!isNotImplemented(error)) throw s3Fault(error, key);
      // A store without conditional writes: the check above must do, and keys name their attempt.
      await this.#upload(key, localPath, facts, {}).catch((failure: unknown) => {
        throw s3Fault(failure, key);
      });
    }
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    requireKey(key);
    const Range = range && `bytes=${range.start}-${range.end}`;
    try {
      const { Body } = await this.#client.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: key, Range }),
      );
      if (Body instanceof Readable) return Body;
    } catch (error) {
      throw s3Fault(error, key);
    }
    throw new StorageError('unavailable', 'The object store answered without a body.');
  }

  async stat(key: string): Promise<StoredFile | null> {
    requireKey(key);
    try {
      const head = await this.#client.send(new HeadObjectCommand({ Bucket: this.#bucket, Key: key }));
      return { key, size: head.ContentLength ?? 0, modified_at: head.LastModified ?? new Date(0) };
    } catch (error) {
      const fault = s3Fault(error, key);
      if (fault.reason === 'missing') return null;
      throw fault;
    }
  }

  async delete(key: string): Promise<void> {
    requireKey(key);
    try {
      await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }));
    } catch (error) {
      const fault = s3Fault(error, key);
      if (fault.reason !== 'missing') throw fault;
    }
  }

  async *list(prefix: string): AsyncGenerator<StoredFile> {
    try {
      const pages = paginateListObjectsV2({ client: this.#client }, { Bucket: this.#bucket, Prefix: prefix });
      for await (const { Contents = [] } of pages) {
        for (const { Key = '', Size = 0, LastModified = new Date() } of Contents) {
          yield { key: Key, size: Size, modified_at: LastModified };
        }
      }
    } catch (error) {
      throw s3Fault(error, prefix);
    }
  }

  async presign(key: string, { expires_s, file_name, media_type }: PresignRequest): Promise<string> {
    requireKey(key);
    const command = new GetObjectCommand({
      Bucket: this.#bucket,
      Key: key,
      ResponseContentDisposition: attachmentOf(file_name),
      ResponseContentType: media_type,
      ResponseCacheControl: 'private, no-store',
    });
    try {
      return await getSignedUrl(this.#client, command, { expiresIn: Math.min(expires_s, MAX_LINK_S) });
    } catch (error) {
      throw s3Fault(error, key);
    }
  }

  async discardUnfinished(before: Date): Promise<number> {
    let discarded = 0;
    try {
      const { Uploads = [] } = await this.#client.send(
        new ListMultipartUploadsCommand({ Bucket: this.#bucket }),
      );
      for (const { Key, UploadId, Initiated } of Uploads) {
        if (!Initiated || Initiated >= before) continue;
        await this.#client.send(new AbortMultipartUploadCommand({ Bucket: this.#bucket, Key, UploadId }));
        discarded++;
      }
    } catch (error) {
      if (!isNotImplemented(error)) throw s3Fault(error, this.#bucket);
    }
    return discarded;
  }

  async ping(): Promise<void> {
    try {
      await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }));
    } catch (error) {
      // A bucket that is not there is a store that cannot be used, not a missing file.
      const { cause } = s3Fault(error, this.#bucket);
      throw new StorageError('unavailable', `The bucket ${this.#bucket} cannot be reached.`, { cause });
    }
  }

  close(): void {
    this.#client.destroy();
  }

  async #upload(
    key: string,
    path: string,
    facts: FileFacts,
    condition: { IfNoneMatch?: string },
  ): Promise<void> {
    const source = createReadStream(path, { highWaterMark: 256 * 1024 });
    const body = verifyBytes(facts);
    source.on('error', (error) => body.destroy(error));
    const upload = new Upload({
      client: this.#client,
      params: {
        Bucket: this.#bucket,
        Key: key,
        Body: source.pipe(body),
        ContentType: facts.media_type,
        ...condition,
      },
      queueSize: PARTS_AT_ONCE,
      partSize: PART_BYTES,
      leavePartsOnError: false,
    });
    try {
      await upload.done();
    } finally {
      source.destroy();
    }
  }
}
