/** RFC 4180 by one expression, apart from any encoder or parser of ours: the records of a file with `,` and CRLF. */
export function csvRecords(text: string): string[][] {
  const records: string[][] = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (const [, quoted, plain, separator] of text.replace(/^\ufeff/, '').matchAll(cells)) {
    records.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (separator === '\r\n') records.push([]);
  }
  const rest = records.pop();
  if (rest?.length !== 0) throw new Error('the file does not end with its last record');
  return records;
}
