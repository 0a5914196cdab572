import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { checkWorkbook } from './check-workbook.js';

interface Part {
  readonly name: string;
  readonly content: Buffer;
  /** The size that the archive states, where it lies. */
  readonly stated?: number;
  readonly flags?: number;
}

/** A ZIP archive by hand, so that it can lie. */
function archive(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stated, flags = 0 } of parts) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x0403_4b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt16LE(name.length, 26);
    files.push(local, Buffer.from(name), packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x0201_4b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(stated ?? content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, table, end]);
}

const WORKBOOK: Part = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') };

describe('a workbook', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'galley-workbook-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function checked(bytes: Buffer): Promise<void> {
    const file = path.join(folder, 'book.xlsx');
    await writeFile(file, bytes);
    await checkWorkbook(file);
  }

  it('passes when it is one', async () => {
    const sheet = { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(80_000_000) };
    await expect(checked(archive([WORKBOOK, sheet]))).resolves.toBeUndefined();
  });

  it.each([
    [
      'texts that unpack to more than fits into memory',
      { name: 'xl/sharedStrings.xml', content: Buffer.alloc(70_000_000) },
    ],
    [
      'the same, and a lie about their size',
      { name: 'xl/sharedStrings.xml', content: Buffer.alloc(70_000_000), stated: 100 },
    ],
    ['a password', { name: 'xl/styles.xml', content: Buffer.from('x'), flags: 1 }],
  ])('is refused with %s', async (_what, part) => {
    await expect(checked(archive([WORKBOOK, part]))).rejects.toMatchObject({ code: 'import-rejected' });
  });

  it.each([
    ['no archive', Buffer.from('code,name\n')],
    ['nothing', Buffer.alloc(0)],
    ['an archive without a workbook', archive([{ name: 'x', content: Buffer.from('x') }])],
    ['half an archive', archive([WORKBOOK]).subarray(20)],
  ])('is not %s', async (_what, bytes) => {
    await expect(checked(bytes)).rejects.toMatchObject({ code: 'import-rejected' });
  });
});
