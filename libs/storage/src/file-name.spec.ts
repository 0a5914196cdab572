import { attachmentOf, safeFileName } from './file-name.js';

describe('safeFileName', () => {
  it.each([
    ['Purchase orders 2026-06.pdf', 'Purchase orders 2026-06.pdf'],
    ['../../etc/passwd', 'etc passwd'],
    ['C:\\temp\\a.xlsx', 'C temp a.xlsx'],
    ['a\r\nSet-Cookie: x=1.csv', 'a Set-Cookie x=1.csv'],
    ['report\u202Efdp.exe', 'report fdp.exe'],
    ['...', 'report'],
    ['', 'report'],
    ['con.csv', '_con.csv'],
    ['half \ud800 pair.csv', 'half \ufffd pair.csv'],
    ['รายงานสินค้า.pdf', 'รายงานสินค้า.pdf'],
  ])('makes %j %j', (given, expected) => {
    expect(safeFileName(given)).toBe(expected);
  });

  it('keeps the extension of a name that is too long, and cuts no letter in half', () => {
    const name = safeFileName(`${'😀'.repeat(300)}.xlsx`);
    expect(name).toBe(`${'😀'.repeat(48)}.xlsx`);
  });
});

describe('attachmentOf', () => {
  it('says names twice where ASCII does not suffice', () => {
    expect(attachmentOf('Å "rapport".csv')).toBe(
      `attachment; filename="? rapport .csv"; filename*=UTF-8''%C3%85%20rapport%20.csv`,
    );
  });

  it('never lets a name end its line', () => {
    expect(attachmentOf('a\r\nX: y\u2028.csv')).toMatch(/^[\x20-\x7e]+$/);
  });
});
