import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RenderTask, RowsWanted } from '../render-task.js';
import { taskAgain } from './snapshot-format.js';
import { SnapshotError, SnapshotReader } from './snapshot-reader.js';
import { SnapshotWriter } from './snapshot-writer.js';

const OWN: RowsWanted = { document: 0, dataset: null };
const LINES: RowsWanted = { document: 0, dataset: 'lines' };

async function* chunksOf(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

describe('a snapshot', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'galley-snapshot-'));
    path = join(folder, 'x.snapshot');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const task = (pdf?: object): RenderTask =>
    ({
      format: 'pdf',
      layout: { content: '', hints: {} },
      datasets: ['lines'],
      assets: new Map([['logo', Buffer.from([0, 255, 7])]]),
      documents: [{ document: { title: 'Ærlig' }, options: { group_by: [], ...(pdf && { pdf }) } }],
      print: null,
      path: '/somewhere/secret.part',
      is_kept: true,
      snapshot_path: path,
    }) as unknown as RenderTask;

  /** Two datasets read side by side, as a layout with a further dataset does. */
  async function write(pdf?: object): Promise<void> {
    const writer = new SnapshotWriter(path, task(pdf));
    const [own, lines] = [
      writer.record(OWN, chunksOf('a1', 'a2', 'a3')),
      writer.record(LINES, chunksOf('b1', 'b2')),
    ];
    await own.next();
    await lines.next();
    expect(await textOf(own)).toBe('a2a3');
    expect(await textOf(lines)).toBe('b2');
    const again = writer.record(LINES, chunksOf('c1'));
    expect(await textOf(again)).toBe('c1');
    const { size } = writer.finish();
    expect(size).toBe((await readFile(path)).length);
  }

  it('gives back every dataset as it came, in the order in which each was opened', async () => {
    await write();
    const reader = await SnapshotReader.open(path);
    expect(await textOf(reader.rows(LINES))).toBe('b1b2');
    expect(await textOf(reader.rows(OWN))).toBe('a1a2a3');
    expect(await textOf(reader.rows({ dataset: 'lines', document: 0 }))).toBe('c1');
    expect(() => reader.rows(LINES)).toThrow(SnapshotError);
    expect(() => reader.rows({ document: 1, dataset: null })).toThrow(SnapshotError);
    await reader.close();
  });

  it('holds all that the file is made of, and no place of this machine', async () => {
    await write();
    const reader = await SnapshotReader.open(path);
    const again = taskAgain(reader.task, '/elsewhere', path);
    const { path: _place, snapshot_path: _kept, is_kept: _is, ...made } = task();
    expect(again).toEqual({
      ...made,
      assets: new Map([['logo', Buffer.from([0, 255, 7])]]),
      path: '/elsewhere',
      is_kept: false,
      replay_path: path,
    });
    expect((await readFile(path)).toString()).not.toContain('secret.part');
    await reader.close();
  });

  it('holds no password, and knows that such a file cannot be compared', async () => {
    await write({ password: 'open sesame', tagged: true });
    const reader = await SnapshotReader.open(path);
    expect(reader.task.is_encrypted).toBe(true);
    expect(reader.task.documents[0]?.options.pdf).toEqual({ password: null, tagged: true });
    expect((await readFile(path)).toString()).not.toContain('sesame');
    await reader.close();
  });

  it('keeps what was read of a dataset that was given up, and nothing after its end', async () => {
    const writer = new SnapshotWriter(path, task());
    const rows = writer.record(OWN, chunksOf('a1', 'a2'));
    await rows.next();
    writer.finish();
    await rows.next();
    const reader = await SnapshotReader.open(path);
    expect(await textOf(reader.rows(OWN))).toBe('a1');
    await reader.close();
  });

  it('is refused when it was cut, or is something else', async () => {
    await write();
    const { length } = await readFile(path);
    for (const bytes of [length - 1, length - 20, 12, 0]) {
      await truncate(path, bytes);
      await expect(SnapshotReader.open(path)).rejects.toBeInstanceOf(SnapshotError);
    }
    for (const text of ['%PDF-1.7 and so on and so forth', 'T\0\0\0\0\0\0\0\x02{}Z\0\0\0\0\0\0\0\0']) {
      await writeFile(path, text);
      await expect(SnapshotReader.open(path)).rejects.toBeInstanceOf(SnapshotError);
    }
  });
});
