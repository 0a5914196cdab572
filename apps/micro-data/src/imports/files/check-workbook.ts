import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { ImportRejected } from '../import-rejected.js';

const MAX_ENTRIES = 2_000;
/** Of all parts together, unpacked: a million rows of twenty cells have less. */
const MAX_UNPACKED = 2 * 1024 * 1024 * 1024;
/** Texts and styles that all sheets share are held in memory while the sheets are read. */
const MAX_SHARED = 64 * 1024 * 1024;
const SHARED = /^xl\/(?:sharedStrings|styles|workbook)\.xml$|\.rels$/i;

const END_SIGNATURE = 0x0605_4b50;
const ENTRY_SIGNATURE = 0x0201_4b50;
const LOCAL_SIGNATURE = 0x0403_4b50;
const END_SIZE = 22;
const MAX_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

/**
 * Refuses archives that are no workbook or that unpack to more than any honest one, before anybody unpacks them for use:
 * every part is inflated once and counted, since the sizes that an archive states may lie. Throws `import-rejected`.
 */
export async function checkWorkbook(path: string): Promise<void> {
  const file = await open(path);
  try {
    const entries = await entriesOf(file);
    if (!entries.some(({ name }) => name === 'xl/workbook.xml')) throw refuse('It has no workbook in it.');
    let left = MAX_UNPACKED;
    for (const entry of entries) {
      left -= await unpackedSize(file, entry, SHARED.test(entry.name) ? Math.min(left, MAX_SHARED) : left);
    }
  } finally {
    await file.close();
  }
}

async function entriesOf(file: FileHandle): Promise<readonly Entry[]> {
  const { size } = await file.stat();
  const tail = await bytesAt(
    file,
    Math.max(0, size - END_SIZE - MAX_COMMENT),
    Math.min(size, END_SIZE + MAX_COMMENT),
  );
  let end = tail.length - END_SIZE;
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end--;
  if (end < 0) throw refuse('It is no ZIP archive.');
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  if (count > MAX_ENTRIES || offset + length > size) throw refuse('Its table of contents is not sound.');
  const directory = await bytesAt(file, offset, length);
  const entries: Entry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE) {
      throw refuse('Its table of contents is not sound.');
    }
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    const isEncrypted = (directory.readUInt16LE(at + 8) & 1) === 1;
    if (isEncrypted) throw refuse('It is encrypted; save it without a password.');
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + (name ?? 0)),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

/** Inflates a part into nothing. Throws as soon as it is larger than `limit`. */
async function unpackedSize(
  file: FileHandle,
  { method, packed, offset }: Entry,
  limit: number,
): Promise<number> {
  if (method === STORED) {
    if (packed > limit) throw tooLarge();
    return packed;
  }
  const header = await bytesAt(file, offset, 30);
  if (method !== DEFLATED || header.length < 30 || header.readUInt32LE(0) !== LOCAL_SIGNATURE) {
    throw refuse('It is packed in a way that workbooks are not.');
  }
  if (packed === 0) return 0;
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  let size = 0;
  try {
    await pipeline(
      file.createReadStream({ start, end: start + packed - 1, autoClose: false }),
      createInflateRaw(),
      async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) {
          size += chunk.length;
          if (size > limit) throw tooLarge();
        }
      },
    );
  } catch (error) {
    // What was thrown for the size comes back as the abortion that it caused.
    throw size > limit ? tooLarge() : refuse('A part of it cannot be unpacked.', error);
  }
  return size;
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function tooLarge() {
  return refuse('It unpacks to more than a workbook may have; split it, or send CSV.');
}

function refuse(detail: string, cause?: unknown) {
  return ImportRejected.error(`The file is no workbook that can be read. ${detail}`, { cause });
}
