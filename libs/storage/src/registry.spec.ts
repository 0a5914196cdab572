import { z } from 'zod';
import { checkStorageConfig, openFileStore, storageConfigShape } from './registry.js';

const schema = z.object(storageConfigShape);

function faultsOf(env: Record<string, string>): string[] {
  const faults: string[] = [];
  checkStorageConfig(schema.parse(env), (key) => faults.push(key));
  return faults;
}

describe('the configuration of the store', () => {
  it('needs nothing for a folder on disk', async () => {
    expect(faultsOf({})).toEqual([]);
    await expect(openFileStore(schema.parse({ STORAGE_PATH: '/tmp/galley' }))).resolves.toMatchObject({
      kind: 'disk',
    });
  });

  it('names what an object store lacks', async () => {
    expect(faultsOf({ STORAGE_KIND: 's3' })).toEqual(['S3_BUCKET']);
    expect(faultsOf({ STORAGE_KIND: 's3', S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'a' })).toEqual([
      'S3_SECRET_ACCESS_KEY',
    ]);
    await expect(openFileStore(schema.parse({ STORAGE_KIND: 's3' }))).rejects.toThrow('S3_BUCKET');
  });

  it('refuses a kind nobody registered', () => {
    expect(schema.safeParse({ STORAGE_KIND: 'tape' }).error?.issues[0]?.message).toBe(
      'must be one of disk, s3',
    );
    expect(schema.safeParse({ STORAGE_KIND: 'toString' }).success).toBe(false);
  });
});
