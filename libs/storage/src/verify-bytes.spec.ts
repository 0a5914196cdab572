import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { StorageError } from './storage-error.js';
import { verifyBytes } from './verify-bytes.js';

const sha256 = createHash('sha256').update('onetwothree').digest('hex');

async function passed(parts: string[], size: number): Promise<{ text: string; error: unknown }> {
  let text = '';
  try {
    const through = Readable.from(parts.map((part) => Buffer.from(part))).pipe(verifyBytes({ size, sha256 }));
    for await (const chunk of through) text += String(chunk);
  } catch (error) {
    return { text, error };
  }
  return { text, error: null };
}

describe('verifyBytes', () => {
  it('passes a file that is as stated', async () => {
    expect(await passed(['one', 'two', 'three'], 11)).toEqual({ text: 'onetwothree', error: null });
  });

  it.each([
    ['changed', ['one', 'two', 'THREE']],
    ['cut', ['one', 'two', 'thr']],
    ['longer', ['one', 'two', 'three', 'four']],
  ])('never lets a %s file through whole', async (_, parts) => {
    const { text, error } = await passed(parts, 11);
    expect(error).toBeInstanceOf(StorageError);
    expect(text.length).toBeLessThan(11);
  });
});
