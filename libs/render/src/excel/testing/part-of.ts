import { inflateRawSync } from 'node:zlib';

const DIRECTORY_HEAD = Buffer.from([0x50, 0x4b, 0x01, 0x02]);

/** A part of a workbook as text, for tests of what a reading library hides. */
export function partOf(workbook: Buffer, path: string): string {
  for (let at = workbook.indexOf(DIRECTORY_HEAD); at >= 0; at = workbook.indexOf(DIRECTORY_HEAD, at + 4)) {
    const length = workbook.readUInt16LE(at + 28);
    if (workbook.toString('utf8', at + 46, at + 46 + length) !== path) continue;
    const entry = workbook.readUInt32LE(at + 42);
    const from = entry + 30 + workbook.readUInt16LE(entry + 26) + workbook.readUInt16LE(entry + 28);
    return inflateRawSync(workbook.subarray(from, from + workbook.readUInt32LE(at + 20))).toString();
  }
  throw new Error(`no part ${path}`);
}
