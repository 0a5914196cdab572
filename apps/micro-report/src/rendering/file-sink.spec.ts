import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FileSink } from './file-sink.js';

describe('the sink of a rendered file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-sink-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Writes parts of different sizes, each in a buffer that is used again at once. */
  const written = (name: string, isKept: boolean, size: number) => {
    const file = path.join(folder, name);
    const sink = new FileSink(file, isKept);
    const all = Buffer.from(Array.from({ length: size }, (_, at) => at % 251));
    for (let at = 0, part = 1; at < size; at += part, part = (part * 7) % 100_003) {
      const bytes = Buffer.from(all.subarray(at, at + part));
      sink.write(bytes);
      bytes.fill(0);
    }
    return { file, all, ...sink.finish() };
  };

  it.each([
    ['a small one that is kept', true, 5000],
    ['a large one that is kept', true, 3_000_000],
    ['a large one that is handed over', false, 3_000_000],
  ])('writes %s', (name, isKept, size) => {
    const { file, all, bytes, sha256, ...rest } = written(name, isKept, size);
    expect(bytes).toBeNull();
    expect(readFileSync(file).equals(all)).toBe(true);
    expect(rest.size).toBe(size);
    expect(sha256).toBe(createHash('sha256').update(all).digest('hex'));
  });

  it.each([0, 5000, 700_000])('holds %i bytes that are handed over, and writes no file', (size) => {
    const { file, all, bytes, sha256 } = written(`held ${size}`, false, size);
    expect(existsSync(file)).toBe(false);
    expect(Buffer.from(bytes ?? []).equals(all)).toBe(true);
    expect(sha256).toBe(createHash('sha256').update(all).digest('hex'));
  });

  it('leaves an empty file where one is to be kept', () => {
    expect(readFileSync(written('empty', true, 0).file)).toHaveLength(0);
  });
});
