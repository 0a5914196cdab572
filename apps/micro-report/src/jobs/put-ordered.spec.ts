import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { StorageError, type FileFacts, type FileStore } from '@galley/storage';
import { putOrdered } from './put-ordered.js';

const KEY = 'bufdir-reports/org/2025/r1.csv';

function factsOf(text: string): FileFacts {
  const bytes = Buffer.from(text);
  return {
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    media_type: 'text/csv',
  };
}

/** A store in which `text` stands under the key already; null = nothing does. */
function storeWith(text: string | null, put: string[] = []): FileStore {
  const exists = new StorageError('exists', 'It is stored already.');
  return {
    put: (key: string) => (text === null ? Promise.resolve(void put.push(key)) : Promise.reject(exists)),
    stat: (key: string) => Promise.resolve({ key, size: text?.length ?? 0, modified_at: new Date(0) }),
    open: () => Promise.resolve(Readable.from([Buffer.from(text ?? '')])),
  } as unknown as FileStore;
}

describe('a file under an ordered key', () => {
  const put = (store: FileStore) => putOrdered(store, KEY, '/work/x.part', factsOf('a;b'));

  it('is written where nothing stands', async () => {
    const written: string[] = [];
    await put(storeWith(null, written));
    expect(written).toEqual([KEY]);
  });

  it('is what an earlier attempt left, byte for byte', async () => {
    await expect(put(storeWith('a;b'))).resolves.toBeUndefined();
  });

  it.each(['a;c', 'a;b;c', ''])('BU-B-11: is never written over %j', async (text) => {
    await expect(put(storeWith(text))).rejects.toMatchObject({
      verdict: 'final',
      code: 'storage-key-immutable',
    });
  });

  it('is not taken for another while the store cannot be read', async () => {
    const store = storeWith('a;b');
    store.open = () => Promise.reject(new StorageError('unavailable', 'Away.'));
    await expect(put(store)).rejects.toMatchObject({ reason: 'unavailable' });
  });
});
